import { subgraphs } from '../../subgraphs/index.ts';
import { createGateway } from '../../gateway/gateway.ts';
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
import { importSigningKey } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { serviceViewer } from '../../lib/kit/viewer.ts';
import { createSubgraphServer } from '../../lib/federation/server.ts';
import { withoutLimits } from './demand.ts';
import { GraphClient } from './client.ts';
import { openLine } from './cuttable-line.ts';
import { issuer, type TestGraph } from './graph.ts';

export type AnotherProcess = Awaited<ReturnType<typeof startAnotherProcess>>;

/**
 * The graph once more on the databases of another: `citizen` and `application` in the gateway's
 * process, and a server of the directory behind a connection that can be cut. It keeps running when
 * the other graph is stopped.
 */
export async function startAnotherProcess({ keys, settings, mongodb }: TestGraph) {
  const logger = createLogger({
    level: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    name: 'another',
  });
  const common = { keys, settings, logger, mongodb, timeoutMs: 10_000 };
  const host = '127.0.0.1';
  const port = 0;

  const [directory] = assembleGraph({
    subgraphs,
    ...common,
    here: ['institution-directory'],
    urls: {},
  }).running;
  if (!directory) throw new Error('the directory did not start');
  const server = await createSubgraphServer({
    subgraph: directory,
    verifyInternalToken: createInternalTokenVerifier('institution-directory', keys),
    verifyClientAddress: createClientAddressVerifier('institution-directory', keys),
    verifyAccessToken: null,
    logger,
    maxBodyBytes: 10_000_000,
  });
  const directoryUrl = `${await server.listen({ host, port })}/graphql`;
  const line = await openLine(new URL(directoryUrl));

  const { transports, running } = assembleGraph({
    subgraphs,
    ...common,
    here: ['citizen', 'application'],
    urls: { 'institution-directory': line.url },
  });
  await Promise.all(running.map(({ ready }) => ready));
  const gateway = await createGateway({
    supergraphSdl: readSupergraph(),
    transports,
    verifyAccessToken: createAccessTokenVerifier(issuer, keys, logger),
    logger,
    corsOrigins: [],
    maxBodyBytes: 100_000,
    demand: withoutLimits,
    examples: [],
  });
  const url = await gateway.listen({ host, port });
  const directoryClient = new GraphClient(directoryUrl);

  async function serviceToken(): Promise<string> {
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

  return {
    url,
    client: new GraphClient(`${url}/graphql`),
    /** Between `application` and the directory. */
    line,
    /** Calls the directory as `application` does. */
    askDirectory: async (query: string, variables: Record<string, unknown> = {}) =>
      directoryClient.ask(query, { variables, token: await serviceToken() }),
    async stop() {
      await gateway.stop();
      await line.stop();
      await server.stop();
    },
  };
}
