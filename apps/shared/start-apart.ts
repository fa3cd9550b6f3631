import { spawn } from 'node:child_process';
import { once as onceEmitted } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { addressVariable } from '../../configuration/configuration.ts';
import { createSubgraphServer } from '../../lib/federation/server.ts';
import type { RunningSubgraph } from '../../lib/federation/subgraph.ts';
import { largestFetchBytes } from '../../lib/federation/transport/fetch-limit.ts';
import { once } from '../../lib/kit/once.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { createClientAddressVerifier } from '../../lib/platform/identity/client-address-token.ts';
import { createInternalTokenVerifier } from '../../lib/platform/identity/internal-token.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import type { IncludedMetrics } from '../../lib/platform/process/included-metrics.ts';
import { keepProcessRunning } from '../../lib/platform/process/kept-process.ts';
import type { Stoppable } from '../../lib/platform/process/run.ts';

const host = '127.0.0.1';
const root = resolve(import.meta.dirname, '../..');

interface ApartOptions {
  /** The port of its server: see `reservePort`. */
  port: number;
  /** The subgraphs of this process, which it queries. */
  running: readonly RunningSubgraph[];
  mongodb: { uri: string };
  keys: Keys;
  logger: Logger;
}

/** How long its metrics may delay those of this process, which are requested every few seconds. */
const metricsTimeoutMs = 2_000;

/** The metrics of a subgraph apart, which nothing else can reach: its port is no setting. */
export const metricsApart = (name: SubgraphName, port: number): IncludedMetrics => ({
  process: name,
  async read() {
    const signal = AbortSignal.timeout(metricsTimeoutMs);
    const response = await fetch(`http://${host}:${port}/metrics`, { signal });
    if (!response.ok) throw new Error(`The metrics of ${name} cannot be read.`);
    return response.text();
  },
});

/** A port that is free on this machine. */
export async function reservePort(): Promise<number> {
  const server = createServer().listen({ host, port: 0 });
  await onceEmitted(server, 'listening');
  const address = server.address();
  await onceEmitted(server.close(), 'close');
  if (typeof address !== 'object' || !address) throw new Error('a TCP server has an address');
  return address.port;
}

/**
 * Runs a subgraph in a process of its own, as `npm run subgraph` would: it queries the subgraphs of
 * this process through servers that answer it alone. It is restarted when it exits, and ends with this process: signals
 * for the whole process group, or for all processes of a service, do not end it before the requests that need it.
 */
export async function startApart(name: SubgraphName, options: ApartOptions): Promise<Stoppable> {
  const { port, running, mongodb, logger } = options;
  const servers = await Promise.all(
    running.map((subgraph) => serveOnThisMachine(subgraph, options)),
  );
  const addresses = servers.map(({ name: of, url }) => [addressVariable(of), url] as const);
  const env = {
    ...process.env,
    ...Object.fromEntries(addresses),
    HOST: host,
    PORT: String(port),
    MONITORING_PORT: '',
    MONGODB_URI: mongodb.uri,
    SHUTDOWN_DELAY_MS: '0',
    // Each question, export and write of analytics occupies a thread; with the usual four, some would wait for others.
    UV_THREADPOOL_SIZE: process.env['UV_THREADPOOL_SIZE'] ?? '16',
    SUBGRAPH_ACCEPTS_ACCESS_TOKENS: 'false',
    SUBGRAPH_ANSWERS_ANYONE: 'false',
    // They share a keys file, which has the keys of both.
    ACCEPTED_RISKS: [process.env['ACCEPTED_RISKS'] ?? '', 'signing-keys-of-others'].join(','),
  };
  const child = keepProcessRunning({
    name,
    logger,
    launch: () =>
      spawn(process.execPath, [...flags, ...preloaded, 'apps/subgraph.ts', name, '--kept'], {
        cwd: root,
        env,
        // It stops when the channel is closed, also because this process has ended, however that happens.
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
  });
  return {
    stop: once(async () => {
      await child.stop();
      await Promise.all(servers.map((server) => server.stop()));
    }),
  };
}

/** A young generation of up to 2 MB instead of 16: exports, which stream hundreds of megabytes, then need far less. */
const flags = ['--max-semi-space-size=2'];

const preloaded = ['--import', './lib/platform/process/compile-cache.mjs'];

async function serveOnThisMachine(
  subgraph: RunningSubgraph,
  { keys, logger }: Pick<ApartOptions, 'keys' | 'logger'>,
) {
  const { name } = subgraph;
  const server = await createSubgraphServer({
    // It goes on when the server is stopped, and its metrics are those of the gateway.
    subgraph: { ...subgraph, measures: [], stop: async () => {} },
    verifyInternalToken: createInternalTokenVerifier(name, keys),
    verifyClientAddress: createClientAddressVerifier(name, keys),
    verifyAccessToken: null,
    logger: logger.child({ subgraph: name }),
    maxBodyBytes: largestFetchBytes,
  });
  const url = `${await server.listen({ host, port: 0 })}/graphql`;
  return { name, url, stop: () => server.stop() };
}
