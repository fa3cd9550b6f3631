import type { Logger } from 'pino';
import { subgraphs, subjectFields } from '../../subgraphs/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { assembleGraph } from '../../lib/federation/assemble.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { createAccessTokenVerifier } from '../../lib/platform/identity/access-keys.ts';
import { signToken } from '../../lib/platform/identity/access-token.ts';
import { createClientAddressVerifier } from '../../lib/platform/identity/client-address-token.ts';
import {
  createInternalTokenVerifier,
  internalIssuer,
  internalType,
} from '../../lib/platform/identity/internal-token.ts';
import { importSigningKey, type Keys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { serviceViewer } from '../../lib/kit/viewer.ts';
import { createSubgraphServer } from '../../lib/federation/server.ts';
import { withoutLimits } from './demand.ts';
import { type GraphAnswer, GraphClient } from './client.ts';
import { openLine } from './cuttable-line.ts';
import { issuer, type TestGraph } from './graph.ts';

/**
 * The graph once more on the databases of another: `citizen` and `application` in the gateway's
 * process, and a server of the directory behind a connection that can be cut. It keeps running when
 * the other graph is stopped.
 */
export interface AnotherProcess {
  readonly url: string;
  readonly client: GraphClient;
  /** Between `application` and the directory. */
  readonly line: Awaited<ReturnType<typeof openLine>>;
  /** Calls the directory as `application` does. */
  askDirectory(query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const port = 0;

export async function startAnotherProcess(graph: TestGraph): Promise<AnotherProcess> {
  const logger = createLogger({
    level: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    name: 'another',
  });
  const server = await startDirectory(graph, logger);
  const directoryUrl = `${await server.listen({ host, port })}/graphql`;
  const line = await openLine(new URL(directoryUrl));
  const gateway = await startGateway(graph, logger, line.url);
  const url = await gateway.listen({ host, port });
  const directory = new GraphClient(directoryUrl);
  return {
    url,
    client: new GraphClient(`${url}/graphql`),
    line,
    askDirectory: async (query, variables = {}) =>
      directory.ask(query, { variables, token: await serviceToken(graph.keys) }),
    async stop() {
      await gateway.stop();
      await line.stop();
      await server.stop();
    },
  };
}

/** As long as that of a graph: the machine may be busy. */
const timeoutMs = 20_000;

function startDirectory({ keys, settings, mongodb }: TestGraph, logger: Logger) {
  const [directory] = assembleGraph({
    subgraphs,
    keys,
    settings,
    logger,
    mongodb,
    timeoutMs,
    here: ['institution-directory'],
    urls: {},
  }).running;
  if (!directory) throw new Error('the directory did not start');
  return createSubgraphServer({
    subgraph: directory,
    verifyInternalToken: createInternalTokenVerifier('institution-directory', keys),
    verifyClientAddress: createClientAddressVerifier('institution-directory', keys),
    verifyAccessToken: null,
    logger,
    maxBodyBytes: 10_000_000,
  });
}

async function startGateway(
  { keys, settings, mongodb }: TestGraph,
  logger: Logger,
  directoryUrl: string,
): Promise<Gateway> {
  const { transports, running } = assembleGraph({
    subgraphs,
    keys,
    settings,
    logger,
    mongodb,
    timeoutMs,
    here: ['citizen', 'application'],
    urls: { 'institution-directory': directoryUrl },
  });
  await Promise.all(running.map(({ ready }) => ready));
  return createGateway({
    supergraphSdl: readSupergraph(),
    transports,
    verifyAccessToken: createAccessTokenVerifier(issuer, keys, logger),
    logger,
    corsOrigins: [],
    maxBodyBytes: 100_000,
    demand: withoutLimits,
    subjectFields,
    pages: null,
  });
}

async function serviceToken(keys: Keys): Promise<string> {
  const jwk = keys.internalSigningKeys.application;
  if (!jwk) throw new Error('generated keys have one of each subgraph');
  return signToken(serviceViewer('application'), {
    key: await importSigningKey(jwk),
    keyId: 'application',
    issuer: internalIssuer,
    audience: 'institution-directory',
    lifetimeSeconds: 60,
    type: internalType,
  });
}
