import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import type { Logger } from 'pino';
import { pagesOf } from '../../apps/shared/pages.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../gateway/gateway.ts';
import { assembleGraph, fieldsOncePerRequest, type Graph } from '../../lib/federation/assemble.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import {
  type AccessTokenVerifier,
  createAccessTokenVerifier,
  signAccessToken,
} from '../../lib/platform/identity/access-keys.ts';
import type { TokenOptions } from '../../lib/platform/identity/access-token.ts';
import { createClientAddressVerifier } from '../../lib/platform/identity/client-address-token.ts';
import {
  type DeniedTokens,
  followDeniedTokens,
  noneDenied,
} from '../../lib/platform/identity/denied-tokens.ts';
import { createInternalTokenVerifier } from '../../lib/platform/identity/internal-token.ts';
import { generateKeys, type Keys } from '../../lib/platform/identity/keys.ts';
import { defaultConcurrency } from '../../lib/platform/operations/admission.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { subgraphs, type SubgraphSettings, subjectFields } from '../../subgraphs/index.ts';
import { type SubgraphName, subgraphNames } from '../../lib/kit/subgraph-names.ts';
import type { RunningSubgraph } from '../../lib/federation/subgraph.ts';
import { createSubgraphServer } from '../../lib/federation/server.ts';
import { GraphClient } from './client.ts';
import { withoutLimits } from './demand.ts';
import { openTestData, type TestData } from './data.ts';
import { openTestLog } from './log.ts';
import { takeIdle } from './per-worker/idle-databases.ts';
import { until } from './wait.ts';

type Transport = 'in-process' | 'http';

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

/** The options of the access tokens of tests. */
export const testToken = {
  issuer: issuer.ACCESS_TOKEN_ISSUER,
  audience: issuer.ACCESS_TOKEN_AUDIENCE,
  lifetimeSeconds: 600,
};

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
  /** Restarts a subgraph server at its address, after it was stopped; with other keys, if they are given. */
  restart(name: SubgraphName, keys?: Keys): Promise<void>;
  /** The graph once more, complete, over the same databases. */
  another(options?: AnotherGraphOptions): Promise<AnotherGraph>;
  token(viewer: Partial<SignedInViewer>, options?: Partial<TokenOptions>): Promise<string>;
  stop(): Promise<void>;
}

type AnotherGraphOptions = Pick<TestGraphOptions, 'awaitReady' | 'settings' | 'execution'> & {
  /** Instead of those of the graph. */
  keys?: Keys;
  /** Where the same databases are, if not there. */
  mongodbUri?: string;
};

export interface AnotherGraph {
  readonly url: string;
  readonly client: GraphClient;
  stop(): Promise<void>;
}

/** Messages to applicants go to the local outbox, one for each step, at any hour. */
const defaultSettings: Omit<SubgraphSettings, 'analyticsDirectory'> = {
  ANALYTICS_EXPORT_SECONDS: 60,
  ANALYTICS_EXPORTS: 2,
  ANALYTICS_MEMORY_MB: 256,
  ANALYTICS_NICENESS: 10,
  ANALYTICS_QUESTIONS: 2,
  ANALYTICS_QUESTIONS_WAITING: 50,
  ANALYTICS_RECORD_DAYS: 30,
  ANALYTICS_THREADS: 1,
  ANALYTICS_TIMEOUT_MS: 10_000,
  EVENT_RETENTION_DAYS: 30,
  HALF_DAYS_ARE_BUSINESS_DAYS: true,
  NOTIFICATION_DELAY_MINUTES: 0,
  SMS_QUIET_HOURS: 'none',
};

interface TestGraphOptions {
  mongodbUri?: string;
  /** Instead of a log that is silent. */
  logger?: Logger;
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
  /** Whether analytics runs: it has a copy of all data, which takes time and memory. By default it does not. */
  analytics?: boolean;
  /** The timeout for subgraph servers; long by default, since the machine may be busy. */
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
      | 'maxAnswerBytes'
      | 'maxBodyBytes'
      | 'memoryBytes'
      | 'operationTimeoutMs'
      | 'planning'
      | 'policy'
      | 'subscriptionLimits'
      | 'trustProxy'
      | 'trustedDocuments'
    >
  >;
}

/** Everything that the parts of a test graph are started with. */
interface Setup extends Pick<TestGraph, 'keys' | 'settings' | 'mongodb' | 'servers'> {
  readonly options: TestGraphOptions;
  readonly logger: Logger;
  readonly denied: DeniedTokens;
  readonly verifyAccessToken: AccessTokenVerifier;
  readonly urls: Partial<Record<SubgraphName, string>>;
}

export async function startGraph(options: TestGraphOptions = {}): Promise<TestGraph> {
  const uri = options.mongodbUri ?? process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  const { demonstration, mongodbUri, prepare } = options;
  const isUsual = !mongodbUri && !prepare && demonstration === undefined;
  const idle = isUsual ? takeIdle(uri) : undefined;
  const mongodb = { uri, databasePrefix: idle?.prefix ?? `t${randomBytes(6).toString('hex')}` };
  const keys = await generateKeys();
  const { logger, unexpected } = options.logger
    ? { logger: options.logger, unexpected: [] }
    : openTestLog();
  await prepare?.({ mongodb, keys });
  const data = await openTestData({ mongodb, keys, logger, demonstration, idle });
  const setup = setUp(options, { mongodb, keys }, logger);
  await startServers(setup);
  const gateway = await startGateway(setup, await assemble(setup));
  const url = await gateway.listen({ host, port: 0 });
  const others: Gateway[] = [];
  const { settings, servers } = setup;
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
    restart: (name, other = keys) => startServer({ ...setup, keys: other }, name),
    another: (given) => startAnother(setup, others, given),
    token: (viewer, given) => tokenOf(keys, viewer, given),
    async stop() {
      await Promise.all([gateway, ...others].map((each) => each.stop()));
      await Promise.all([...servers.values()].map((server) => server.stop()));
      await setup.denied.stop();
      await rm(settings.analyticsDirectory, { recursive: true, force: true });
      if (options.analytics) await data.database('analytics').dropDatabase();
      await data.release();
    },
  };
}

function setUp(
  options: TestGraphOptions,
  { mongodb, keys }: Pick<TestGraph, 'mongodb' | 'keys'>,
  logger: Logger,
): Setup {
  const denied = options.deniedTokens
    ? followDeniedTokens(options.deniedTokens, logger)
    : noneDenied;
  const verifyAccessToken = createAccessTokenVerifier(
    { ...issuer, ACCESS_TOKEN_JWKS_URL: options.keysUrl },
    keys,
    logger,
    denied,
  );
  const analyticsDirectory = join(tmpdir(), `analytics-${mongodb.databasePrefix}`);
  const settings = { ...defaultSettings, analyticsDirectory, ...options.settings };
  const parts = { keys, settings, mongodb, servers: new Map(), urls: {} };
  return { options, logger, denied, verifyAccessToken, ...parts };
}

/** The options that all subgraphs are started with. */
const commonOf = ({ options, keys, settings, logger, mongodb }: Setup) => ({
  subgraphs,
  keys,
  settings,
  logger,
  mongodb,
  timeoutMs: options.timeoutMs ?? 20_000,
  ...(options.execution?.compile !== undefined && { compile: options.execution.compile }),
});

/** The subgraphs that run. */
const namesOf = ({ options }: Setup): readonly SubgraphName[] =>
  subgraphNames.filter((name) => name !== 'analytics' || options.analytics === true);

/** Starts the subgraph servers, if the transport needs them, except those that are to be missing. */
async function startServers(setup: Setup): Promise<void> {
  if (transport !== 'http') return;
  for (const name of namesOf(setup)) await startServer(setup, name);
  for (const name of setup.options.without ?? []) await setup.servers.get(name)?.stop();
}

async function startServer(setup: Setup, name: SubgraphName): Promise<void> {
  const { options, keys, logger, urls, servers } = setup;
  const { compile, maxAnswerBytes, memoryBytes, subscriptionLimits } = options.execution ?? {};
  const { graphiql: _graphiql, ...surface } = options.surface ?? {};
  const [subgraph] = assembleGraph({ ...commonOf(setup), here: [name], urls }).running;
  if (!subgraph) throw new Error(`${name} did not start`);
  const server = await createSubgraphServer({
    subgraph,
    verifyInternalToken: createInternalTokenVerifier(name, keys),
    verifyClientAddress: createClientAddressVerifier(name, keys),
    oncePerRequest: subgraphs[name].oncePerRequest ?? [],
    verifyAccessToken: options.acceptAccessTokens ? setup.verifyAccessToken : null,
    answersAnyone: options.answersAnyone ?? false,
    logger,
    maxBodyBytes: 10_000_000,
    ...surface,
    ...(compile !== undefined && { compile }),
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(maxAnswerBytes !== undefined && { maxAnswerBytes }),
    ...(subscriptionLimits && { subscriptionLimits }),
  });
  const port = Number(new URL(urls[name] ?? 'http://x:0').port);
  urls[name] = `${await server.listen({ host, port })}/graphql`;
  servers.set(name, server);
  if (options.awaitReady !== false) await untilReady([subgraph]);
}

/** Waits until subgraphs can answer, and read events: no process waits for the stream of those. */
export async function untilReady(
  running: readonly Pick<RunningSubgraph, 'ready' | 'measures'>[],
): Promise<void> {
  await Promise.all(running.map(({ ready }) => ready));
  await until(
    () =>
      Promise.all(
        running
          .flatMap(({ measures = [] }) => measures)
          .filter(({ name }) => name === 'event_stream_live')
          .map(async (live) => live.value()),
      ),
    (values) => values.every((value) => value === 1),
  );
}

/** The subgraphs in this process, or the transports to their servers. */
async function assemble(setup: Setup): Promise<Graph['transports']> {
  const here = transport === 'http' ? [] : namesOf(setup);
  const { transports, running } = assembleGraph({ ...commonOf(setup), here, urls: setup.urls });
  if (setup.options.awaitReady !== false) await untilReady(running);
  return transports;
}

function startGateway(
  { options, keys, verifyAccessToken, logger }: Setup,
  transports: Graph['transports'],
  execution: TestGraphOptions['execution'] = options.execution,
): Promise<Gateway> {
  const { graphiql = true, ...surface } = options.surface ?? {};
  return createGateway({
    supergraphSdl: readSupergraph(),
    transports,
    verifyAccessToken,
    health: () => verifyAccessToken.health(),
    logger,
    corsOrigins: options.corsOrigins ?? [],
    maxBodyBytes: 100_000,
    pages: pagesOf({ ...issuer, graphiql, production: false, trustProxy: null }, keys),
    ...surface,
    demand: withoutLimits,
    subjectFields,
    // On a busy machine, operations wait for long.
    concurrency: { limits: defaultConcurrency, queueTimeoutMs: 50_000 },
    // All clients of the tests have one address.
    // All clients of a test have one address, and some read nothing.
    httpLimits: {
      maxConnectionsPerAddress: Infinity,
      unreadBytesPerAddress: Infinity,
      unreadBytes: Infinity,
    },
    oncePerRequest: fieldsOncePerRequest(subgraphs),
    ...execution,
  });
}

async function startAnother(
  setup: Setup,
  others: Gateway[],
  given: AnotherGraphOptions = {},
): Promise<AnotherGraph> {
  const { options } = setup;
  const other = assembleGraph({
    ...commonOf(setup),
    mongodb: { ...setup.mongodb, uri: given.mongodbUri ?? setup.mongodb.uri },
    keys: given.keys ?? setup.keys,
    settings: { ...setup.settings, ...given.settings },
    here: subgraphNames.filter((name) => name !== 'analytics'), // one process has the copy
    urls: {},
  });
  if (given.awaitReady !== false) await untilReady(other.running);
  const execution = { ...options.execution, ...given.execution };
  const gateway = await startGateway(setup, other.transports, execution);
  others.push(gateway);
  const url = await gateway.listen({ host, port: 0 });
  return { url, client: new GraphClient(`${url}/graphql`), stop: () => gateway.stop() };
}

async function tokenOf(
  keys: Keys,
  {
    subject = 'somebody',
    role = 'CITIZEN',
    citizenId = null,
    unitId = null,
  }: Partial<SignedInViewer>,
  given?: Partial<TokenOptions>,
): Promise<string> {
  return signAccessToken({ subject, role, citizenId, unitId }, keys, { ...testToken, ...given });
}
