import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfiguration } from '../../configuration/configuration.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { signAccessToken } from '../../lib/platform/identity/access-keys.ts';
import { generateKeys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { GraphClient } from './client.ts';
import { openTestData, type TestData } from './data.ts';
import { openProcesses, type StartedProcess, untilReady } from './processes.ts';

interface StartedServer {
  readonly server: StartedProcess;
  readonly client: GraphClient;
}

/** The whole graph in processes of their own, over databases that survive when these are killed. */
export interface KillableGraph {
  readonly data: TestData;
  /** Starts a process with the whole graph, the jobs included, without waiting for it; by default on a free port. */
  launch(port?: number): StartedProcess;
  /** Starts a process; resolves once it is ready. */
  start(port?: number): Promise<StartedServer>;
  /** Starts another entry point with the graph's keys and databases. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): StartedProcess;
  token(viewer: Partial<SignedInViewer>): Promise<string>;
  /** Kills the remaining processes and drops the databases. */
  stop(): Promise<void>;
}

export async function openKillableGraph(): Promise<KillableGraph> {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  const databasePrefix = `t${randomBytes(6).toString('hex')}`;
  const processes = await openProcesses();
  const keys = await generateKeys();
  await writeFile(join(processes.localDirectory, 'keys.json'), JSON.stringify(keys));
  const logger = createLogger({ level: 'silent', name: 'test' });
  const data = await openTestData({ mongodb: { uri, databasePrefix }, keys, logger });

  const run: KillableGraph['run'] = (args, env) =>
    processes.start(args, { MONGODB_URI: uri, DATABASE_PREFIX: databasePrefix, ...env });
  const launch = (port = 0) =>
    run(['apps/graph.ts'], {
      PORT: String(port),
      // A few people send more than the limits allow.
      DEMAND_CONTROL: 'measure',
      MAX_CONNECTIONS_PER_ADDRESS: '10000',
      SEED_APPLICATIONS: '0',
      // As in the other graphs of the tests.
      NOTIFICATION_DELAY_MINUTES: '0',
      SMS_QUIET_HOURS: 'none',
      LOG_LEVEL: 'silent',
    });

  return {
    data,
    run,
    launch,
    async start(port) {
      const server = launch(port);
      const address = await server.address();
      await untilReady(address);
      return { server, client: new GraphClient(`${address}/graphql`) };
    },
    async token({ subject = 'somebody', role = 'CITIZEN', citizenId = null, unitId = null }) {
      const { ACCESS_TOKEN_ISSUER: issuer, ACCESS_TOKEN_AUDIENCE: audience } = readConfiguration(
        {},
      );
      const viewer = { subject, role, citizenId, unitId };
      return signAccessToken(viewer, keys, { issuer, audience, lifetimeSeconds: 600 });
    },
    async stop() {
      await processes.stop();
      await data.drop();
    },
  };
}
