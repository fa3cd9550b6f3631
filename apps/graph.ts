import type { Logger } from 'pino';
import { createAccessTokenVerifier } from '../lib/platform/identity/access-keys.ts';
import { type Configuration, withoutAddress } from '../configuration/configuration.ts';
import { configure } from './shared/configure.ts';
import { pagesOf } from './shared/pages.ts';
import { servingOf } from './shared/serving.ts';
import { metricsApart, reservePort, startApart } from './shared/start-apart.ts';
import { defaultBudgets } from '../lib/platform/operations/budgets.ts';
import { followDeniedTokens, noneDenied } from '../lib/platform/identity/denied-tokens.ts';
import { type Keys, loadKeys } from '../lib/platform/identity/keys.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { answers, hostsOf, obtainMongoDB } from '../lib/platform/process/mongodb.ts';
import { readOptions } from '../lib/platform/process/read-options.ts';
import { requireFreePort } from '../lib/platform/http/require-free-port.ts';
import {
  runMain,
  stopOnSignals,
  type Stoppable,
  stopRequested,
} from '../lib/platform/process/run.ts';
import { followManifests } from '../lib/platform/documents/follow-manifests.ts';
import { defaultSeed } from '../seed/applications/demonstration.ts';
import { type SeedTask, seedUntilDone } from '../seed/seed-in-worker.ts';
import { type SubgraphName, subgraphNames } from '../lib/kit/subgraph-names.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../gateway/gateway.ts';
import {
  assembleGraph,
  fieldsOncePerRequest,
  type Graph,
  type GraphOptions,
} from '../lib/federation/assemble.ts';
import { subgraphs, subjectFields } from '../subgraphs/index.ts';
import { followSupergraph } from '../gateway/follow-supergraph.ts';
import { readSupergraph } from '../gateway/supergraph.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

const usage = `Usage: npm start
       npm run gateway
  Serves the graph, with every subgraph in this process that has no address.
  --help  print this
It has no other options: docs/operations.md lists its settings, which are environment variables.`;

/**
 * `npm start` and `npm run gateway`: the gateway, with every subgraph in this process that has no
 * configured address. MongoDB is needed only for those.
 */
await runMain(usage, async () => {
  readOptions({}, usage);
  const configuration = configure(process.env, withoutAddress(), { isGateway: true });
  const logger = createLogger({ level: configuration.LOG_LEVEL, name: 'gateway' });
  const running: Stoppable[] = [];
  const shutdown = stopOnSignals(running, logger);

  await requireFreePort(configuration);
  const supergraphSdl = readSupergraph(configuration.SUPERGRAPH_FILE);
  const keys = await loadKeys(configuration.keysFile, configuration);
  const { files, requiredFor } = configuration.trustedDocuments;
  const manifests = files.length > 0 ? await followManifests(files, logger) : null;
  if (manifests) running.push(manifests);
  const { here, apart } = placesOf(configuration);
  const mongodb = here.length > 0 ? await obtainMongoDB(configuration, say) : null;
  if (mongodb) running.push(mongodb);
  const databases = mongodb && { uri: mongodb.uri, databasePrefix: configuration.DATABASE_PREFIX };
  const seeding = databases && (await seedIfDue(configuration, { databases, keys, logger }));

  const port = apart ? await reservePort() : null;
  const { transports, running: subgraphsHere } = assemble(configuration, {
    here,
    ...(apart && { urls: { [apart]: `http://127.0.0.1:${port}/graphql` } }),
    mongodb: databases,
    keys,
    logger,
  });
  const { deniedTokens } = configuration;
  const denied = deniedTokens ? followDeniedTokens(deniedTokens, logger) : noneDenied;
  running.push(denied);
  const verifyAccessToken = createAccessTokenVerifier(configuration, keys, logger, denied);
  const gateway = await createGateway({
    ...gatewaySettingsIn(configuration),
    supergraphSdl,
    pages: pagesOf(configuration, keys),
    transports,
    verifyAccessToken,
    logger,
    trustedDocuments: { source: manifests, requiredFor },
    stopping: stopRequested,
    onCut: shutdown.reportCut,
    includedMetrics: apart && port !== null ? [metricsApart(apart, port)] : [],
    health: () => [
      { name: 'demonstration data', ok: seeding?.isDone ?? true, required: true },
      ...verifyAccessToken.health(),
    ],
  });
  running.push(gateway);
  if (apart && port !== null && mongodb) {
    const common = { port, running: subgraphsHere, mongodb, keys, logger };
    running.push(await startApart(apart, common));
  }
  // Before the subgraph apart, which requests in progress may need, and which needs those here until it has stopped.
  running.push({ stop: () => gateway.close() });
  running.push(followFile(configuration, supergraphSdl, { gateway, logger }));
  const address = await gateway.listen({ host: configuration.HOST, port: configuration.PORT });
  shutdown.serving(servingOf(configuration));
  sayWhere(address, gateway, configuration);
});

function sayWhere(address: string, { monitoring }: Gateway, { graphiql }: Configuration): void {
  if (monitoring) say(`Health and metrics are at ${monitoring.listeningOrigin}.`);
  const page = graphiql ? `; open ${address}/ in a browser` : '';
  say(`The graph answers at ${address}/graphql${page}.`);
}

/** Follows the configured file of the supergraph, if there is one. @param served its content at the start. */
function followFile(
  { SUPERGRAPH_FILE: file }: Configuration,
  served: string,
  { gateway, logger }: { gateway: Gateway; logger: Logger },
): Stoppable {
  if (!file) return { stop: async () => {} };
  const replace = (sdl: string) => gateway.replaceSupergraph(sdl);
  return followSupergraph(file, { served, replace, logger });
}

/** Starts the subgraphs of this process. @param urls the addresses of those that it starts elsewhere. */
function assemble(
  configuration: Configuration,
  {
    urls,
    ...environment
  }: Pick<GraphOptions<unknown>, 'here' | 'mongodb' | 'keys' | 'logger'> &
    Partial<Pick<GraphOptions<unknown>, 'urls'>>,
): Graph {
  return assembleGraph({
    ...environment,
    subgraphs,
    urls: { ...configuration.subgraphUrls, ...urls },
    timeoutMs: configuration.SUBGRAPH_TIMEOUT_MS,
    settings: configuration,
    compile: configuration.COMPILED_EXECUTION,
  });
}

/** The subgraphs that run in this process, and the one that runs in a process of its own. */
function placesOf({ here, ANALYTICS: place }: Configuration): {
  here: readonly SubgraphName[];
  apart: SubgraphName | null;
} {
  if (place === 'here' || !here.includes('analytics')) return { here, apart: null };
  const others = here.filter((name) => name !== 'analytics');
  return { here: others, apart: place === 'process' ? 'analytics' : null };
}

/** Whether all data are those of this process. */
function isWhole({ here }: Configuration): boolean {
  return here.length === subgraphNames.length;
}

interface Seeding {
  readonly done: Promise<void>;
  /** False also if it failed. */
  isDone: boolean;
}

interface SeedingOptions {
  databases: SeedTask['mongodb'];
  keys: Keys;
  logger: Logger;
}

/**
 * Seeds databases whose data are all those of this process, except in production. Waits for the data only where MongoDB
 * answers: an external one may start later, and the graph need not wait for it.
 * @throws Error with a one-sentence message when MongoDB is not a replica set.
 */
async function seedIfDue(
  configuration: Configuration,
  options: SeedingOptions,
): Promise<Seeding | null> {
  const { uri } = options.databases;
  const isThere = await answers(uri);
  if (!isWhole(configuration) || configuration.production) return null;
  const seeding = startSeeding(configuration, options);
  if (isThere) await seeding.done;
  else say(`MongoDB at ${hostsOf(uri)} has not answered yet: the graph starts without it.`);
  return seeding;
}

/** Begins to write the demonstration data, unless the databases contain data. */
function startSeeding(
  { SEED_APPLICATIONS: applications, SEED_PROVINCES: provinceCodes }: Configuration,
  { databases, keys, logger }: SeedingOptions,
): Seeding {
  const done = seedUntilDone(
    {
      mongodb: databases,
      keys,
      applications,
      seed: defaultSeed,
      provinceCodes,
      onlyWhenEmpty: true,
    },
    { say, signal: stopRequested },
  );
  const seeding: Seeding = { done, isDone: false };
  done.then(
    () => (seeding.isDone = true),
    (error: unknown) => {
      if (!stopRequested.aborted) logger.error({ err: error }, 'seeding failed');
    },
  );
  return seeding;
}

/** The part of the gateway's configuration that depends on the settings alone. */
function gatewaySettingsIn(configuration: Configuration) {
  return {
    corsOrigins: configuration.corsOrigins,
    maxBodyBytes: configuration.MAX_BODY_BYTES,
    httpLimits: configuration.httpLimits,
    trustProxy: configuration.trustProxy,
    operationTimeoutMs: configuration.OPERATION_TIMEOUT_MS,
    concurrency: configuration.concurrency,
    subscriptionLimits: configuration.subscriptionLimits,
    subjectFields,
    memoryBytes: configuration.OPERATION_MEMORY_MB * 1e6,
    compile: configuration.COMPILED_EXECUTION,
    planning: { threads: configuration.PLANNING_THREADS },
    demand: {
      mode: configuration.DEMAND_CONTROL,
      budgets: configuration.DEMAND_BUDGETS ?? defaultBudgets,
    },
    oncePerRequest: fieldsOncePerRequest(subgraphs),
    exposure: configuration.exposure,
    monitoringPort: configuration.MONITORING_PORT,
  } satisfies Partial<GatewayOptions>;
}
