import { randomBytes } from 'node:crypto';
import { describe, test } from '@jest/globals';
import { examples } from '../../examples/index.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../gateway/gateway.ts';
import { assembleGraph, fieldsOncePerRequest, type Graph } from '../../lib/federation/assemble.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { createAccessTokenVerifier } from '../../lib/platform/identity/access-keys.ts';
import { signToken, type TokenOptions } from '../../lib/platform/identity/access-token.ts';
import { createClientAddressVerifier } from '../../lib/platform/identity/client-address-token.ts';
import { followDeniedTokens, noneDenied } from '../../lib/platform/identity/denied-tokens.ts';
import { createInternalTokenVerifier } from '../../lib/platform/identity/internal-token.ts';
import { generateKeys, importSigningKey, type Keys } from '../../lib/platform/identity/keys.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { subgraphs, type SubgraphSettings } from '../../subgraphs/index.ts';
import { type SubgraphName, subgraphNames } from '../../lib/kit/subgraph-names.ts';
import { createSubgraphServer } from '../../lib/federation/server.ts';
import { GraphClient } from './client.ts';
import { withoutLimits } from './demand.ts';
import { openTestData, type TestData } from './data.ts';
import { openTestLog } from './log.ts';

export type Transport = 'in-process' | 'http';

declare const TRANSPORT: Transport;
/** The transport of this run of the suite. */
export const transport: Transport = TRANSPORT;
/**
 * `describe` for tests that do not depend on the transport: rules of the domain, lists and searches
 * of one subgraph, background work, processes of their own. It is skipped over HTTP; if the whole
 * file is skipped, its graph does not start there.
 */
export const onceInTheSuite = transport === 'in-process' ? describe : describe.skip;
/** `test` for the same. */
export const testOnceInTheSuite: typeof test.skip = transport === 'in-process' ? test : test.skip;
/** `describe` for tests of a subgraph's own server, which only exists over HTTP. It is skipped in-process. */
export const overHttp = transport === 'http' ? describe : describe.skip;
/** `test` for the same. */
export const testOverHttp: typeof test.skip = transport === 'http' ? test : test.skip;

const host = '127.0.0.1';
export const issuer = {
  ACCESS_TOKEN_ISSUER: 'test-issuer',
  ACCESS_TOKEN_AUDIENCE: 'test-graph',
} as const;

type SubgraphServer = Awaited<ReturnType<typeof createSubgraphServer>>;

/** The whole graph on databases of its own, over the transport of this run. */
export interface TestGraph {
  readonly url: string;
  /** Unexpected errors from the log. */
  readonly unexpected: readonly string[];
  readonly client: GraphClient;
  readonly data: TestData;
  readonly keys: Keys;
  readonly settings: SubgraphSettings;
  readonly mongodb: { uri: string; databasePrefix: string };
  readonly gateway: Gateway;
  /** The subgraph servers, empty in-process. */
  readonly servers: Map<SubgraphName, SubgraphServer>;
  /** Restarts a subgraph server at its address, after it was stopped. */
  restart(name: SubgraphName): Promise<void>;
  /** The graph once more, complete, over the same databases. */
  another(options?: AnotherGraphOptions): Promise<AnotherGraph>;
  token(viewer: Partial<SignedInViewer>, options?: Partial<TokenOptions>): Promise<string>;
  stop(): Promise<void>;
}

export type AnotherGraphOptions = Pick<
  TestGraphOptions,
  'awaitReady' | 'settings' | 'execution'
> & {
  /** Instead of those of the graph. */
  keys?: Keys;
};

export interface AnotherGraph {
  readonly url: string;
  readonly client: GraphClient;
  stop(): Promise<void>;
}

/** Messages to applicants go to the local outbox. */
const defaultSettings: SubgraphSettings = { HALF_DAYS_ARE_BUSINESS_DAYS: true };

export interface TestGraphOptions {
  mongodbUri?: string;
  /** Writes the contents of the databases before they are opened. */
  prepare?: (empty: Pick<TestGraph, 'mongodb' | 'keys'>) => Promise<void>;
  /** Subgraphs that are not running when the gateway starts; only over HTTP. */
  without?: readonly SubgraphName[];
  corsOrigins?: readonly string[];
  acceptAccessTokens?: boolean;
  /** Whether subgraph servers answer requests without a token. */
  answersAnyone?: boolean;
  /** The list of the ids of denied access tokens. */
  deniedTokens?: URL;
  /** The address of the keys of access tokens; if absent, they are given directly. */
  keysUrl?: string;
  /**
   * The number of applications of the demonstration data to start with, instead of a small
   * directory alone.
   */
  demonstration?: number;
  settings?: Partial<SubgraphSettings>;
  /** The timeout for subgraph servers; shorter than usual, for tests in which they are down. */
  timeoutMs?: number;
  /** Whether to wait until everything is ready. */
  awaitReady?: boolean;
  /**
   * What the gateway and each subgraph server reveal of their schema, and where they can be
   * monitored.
   */
  surface?: Pick<GatewayOptions, 'exposure' | 'monitoringPort'> & { graphiql?: boolean };
  /** How the gateway, and the subgraphs with it, execute operations. */
  execution?: Partial<
    Pick<
      GatewayOptions,
      | 'compile'
      | 'concurrency'
      | 'demand'
      | 'maxBodyBytes'
      | 'memoryBytes'
      | 'operationTimeoutMs'
      | 'planning'
      | 'policy'
      | 'trustProxy'
      | 'trustedDocuments'
    >
  >;
}

export async function startGraph(options: TestGraphOptions = {}): Promise<TestGraph> {
  const uri = options.mongodbUri ?? process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  const mongodb = { uri, databasePrefix: `t${randomBytes(6).toString('hex')}` };
  const keys = await generateKeys();
  const { logger, unexpected } = openTestLog();
  await options.prepare?.({ mongodb, keys });
  const { demonstration } = options;
  const data = await openTestData({ mongodb, keys, logger, demonstration });
  const denied = options.deniedTokens
    ? followDeniedTokens(options.deniedTokens, logger)
    : noneDenied;
  const verifyAccessToken = createAccessTokenVerifier(
    { ...issuer, ACCESS_TOKEN_JWKS_URL: options.keysUrl },
    keys,
    logger,
    denied,
  );
  const servers = new Map<SubgraphName, SubgraphServer>();
  const urls: Partial<Record<SubgraphName, string>> = {};
  const settings = { ...defaultSettings, ...options.settings };
  const { execution = {} } = options;
  const { graphiql = true, ...surface } = options.surface ?? {};
  const common = {
    keys,
    settings,
    logger,
    timeoutMs: options.timeoutMs ?? 5_000,
    ...(execution.compile !== undefined && { compile: execution.compile }),
  };

  async function startServer(name: SubgraphName): Promise<void> {
    const { running } = assembleGraph({ subgraphs, ...common, here: [name], urls, mongodb });
    const [subgraph] = running;
    if (!subgraph) throw new Error(`${name} did not start`);
    const server = await createSubgraphServer({
      subgraph,
      verifyInternalToken: createInternalTokenVerifier(name, keys),
      verifyClientAddress: createClientAddressVerifier(name, keys),
      oncePerRequest: subgraphs[name].oncePerRequest ?? [],
      verifyAccessToken: options.acceptAccessTokens ? verifyAccessToken : null,
      answersAnyone: options.answersAnyone ?? false,
      logger,
      maxBodyBytes: 10_000_000,
      ...surface,
      ...(execution.compile !== undefined && { compile: execution.compile }),
      ...(execution.memoryBytes !== undefined && { memoryBytes: execution.memoryBytes }),
    });
    const port = Number(new URL(urls[name] ?? 'http://x:0').port);
    urls[name] = `${await server.listen({ host, port })}/graphql`;
    servers.set(name, server);
    if (options.awaitReady !== false) await subgraph.ready;
  }

  if (transport === 'http') {
    for (const name of subgraphNames) await startServer(name);
    for (const name of options.without ?? []) await servers.get(name)?.stop();
  }
  const { transports, running } = assembleGraph({
    subgraphs,
    ...common,
    here: transport === 'http' ? [] : subgraphNames,
    urls,
    mongodb,
  });
  if (options.awaitReady !== false) await Promise.all(running.map(({ ready }) => ready));
  const startGateway = (transports: Graph['transports'], given = execution) =>
    createGateway({
      supergraphSdl: readSupergraph(),
      transports,
      verifyAccessToken,
      logger,
      corsOrigins: options.corsOrigins ?? [],
      maxBodyBytes: 100_000,
      examples: graphiql ? examples : null,
      ...surface,
      demand: withoutLimits,
      // All clients of the tests have one address.
      httpLimits: { maxConnectionsPerAddress: Infinity },
      oncePerRequest: fieldsOncePerRequest(subgraphs),
      ...given,
    });
  const gateway = await startGateway(transports);
  const url = await gateway.listen({ host, port: 0 });
  const others: Gateway[] = [];

  return {
    url,
    unexpected,
    client: new GraphClient(`${url}/graphql`, unexpected),
    data,
    keys,
    settings,
    mongodb,
    gateway,
    servers,
    restart: startServer,
    async another(given = {}) {
      const other = assembleGraph({
        subgraphs,
        ...common,
        keys: given.keys ?? keys,
        settings: { ...settings, ...given.settings },
        here: subgraphNames,
        urls: {},
        mongodb,
      });
      if (given.awaitReady !== false) await Promise.all(other.running.map(({ ready }) => ready));
      const gateway = await startGateway(other.transports, { ...execution, ...given.execution });
      others.push(gateway);
      const url = await gateway.listen({ host, port: 0 });
      return { url, client: new GraphClient(`${url}/graphql`), stop: () => gateway.stop() };
    },
    async token(
      { subject = 'somebody', role = 'CITIZEN', citizenId = null, unitId = null },
      given,
    ) {
      const jwk = keys.accessTokenSigningKey;
      if (!jwk) throw new Error('generated keys have a signing key');
      return signToken(
        { subject, role, citizenId, unitId },
        {
          key: await importSigningKey(jwk),
          keyId: jwk.kid,
          issuer: issuer.ACCESS_TOKEN_ISSUER,
          audience: issuer.ACCESS_TOKEN_AUDIENCE,
          lifetimeSeconds: 600,
          ...given,
        },
      );
    },
    async stop() {
      await Promise.all([gateway, ...others].map((each) => each.stop()));
      await Promise.all([...servers.values()].map((server) => server.stop()));
      await denied.stop();
      await data.drop();
    },
  };
}
