import { assembleGraph, type GraphOptions } from '../lib/federation/assemble.ts';
import { createAccessTokenVerifier } from '../lib/platform/identity/access-keys.ts';
import { readArguments } from '../lib/platform/process/read-options.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { yieldToOtherProcesses } from '../lib/platform/process/thread-priority.ts';
import { type Configuration } from '../configuration/configuration.ts';
import { configure } from './shared/configure.ts';
import { servingOf } from './shared/serving.ts';
import { createClientAddressVerifier } from '../lib/platform/identity/client-address-token.ts';
import { followDeniedTokens, noneDenied } from '../lib/platform/identity/denied-tokens.ts';
import { createInternalTokenVerifier } from '../lib/platform/identity/internal-token.ts';
import { loadKeys } from '../lib/platform/identity/keys.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { answers, hostsOf, obtainMongoDB } from '../lib/platform/process/mongodb.ts';
import { requireFreePort } from '../lib/platform/http/require-free-port.ts';
import {
  runMain,
  type Stoppable,
  stopOnSignals,
  stopWithKeeper,
  stopRequested,
} from '../lib/platform/process/run.ts';
import { subgraphs } from '../subgraphs/index.ts';
import {
  isSubgraphName,
  localUrl,
  type SubgraphName,
  subgraphNames,
  subgraphPorts,
} from '../lib/kit/subgraph-names.ts';
import { createSubgraphServer, type SubgraphServerOptions } from '../lib/federation/server.ts';
import { largestFetchBytes } from '../lib/federation/transport/fetch-limit.ts';

const usage = `Usage: npm run subgraph -- ${subgraphNames.join('|')}
  Serves one subgraph from its own process.
  --kept  leave signals to the process that started this one with a channel, and end when the channel is closed
  --help  print this
docs/operations.md lists its settings, which are environment variables.`;

/** `npm run subgraph -- <name>`: serves one subgraph from its own process. */
await runMain(usage, async () => {
  const { positionals, values } = readArguments({ kept: { type: 'boolean' } }, usage);
  const [name = '', ...others] = positionals;
  if (!isSubgraphName(name) || others.length > 0) {
    throw new ConfigurationError(`Name a subgraph: ${subgraphNames.join(', ')}.\n${usage}`);
  }
  const configuration = configure({ PORT: String(subgraphPorts[name]), ...process.env }, [name]);
  if (name === 'analytics') yieldToOtherProcesses(configuration.ANALYTICS_NICENESS);
  const logger = createLogger({ level: configuration.LOG_LEVEL, name });
  const running: Stoppable[] = [];
  const shutdown = (values.kept ? stopWithKeeper : stopOnSignals)(running, logger);

  await requireFreePort(configuration);
  const keys = await loadKeys(configuration.keysFile, configuration);
  const mongodb = await obtainMongoDB(configuration, (line) => logger.info(line));
  running.push(mongodb);
  if (!(await answers(mongodb.uri))) {
    logger.warn(
      `MongoDB at ${hostsOf(mongodb.uri)} has not answered yet: ${name} starts without it.`,
    );
  }
  const { transports, subgraph } = startAlone(name, configuration, {
    mongodb: { uri: mongodb.uri, databasePrefix: configuration.DATABASE_PREFIX },
    keys,
    logger,
  });
  running.push(...transports);
  if (!subgraph) throw new Error(`${name} was not started`);
  const { deniedTokens } = configuration;
  const denied = deniedTokens ? followDeniedTokens(deniedTokens, logger) : noneDenied;
  running.push(denied);
  const verifyAccessToken = configuration.SUBGRAPH_ACCEPTS_ACCESS_TOKENS
    ? createAccessTokenVerifier(configuration, keys, logger, denied)
    : null;
  const server = await createSubgraphServer({
    ...serverSettingsIn(configuration),
    subgraph,
    verifyInternalToken: createInternalTokenVerifier(name, keys),
    verifyClientAddress: createClientAddressVerifier(name, keys),
    oncePerRequest: subgraphs[name].oncePerRequest ?? [],
    verifyAccessToken,
    health: () => verifyAccessToken?.health() ?? [],
    logger,
    stopping: stopRequested,
    onCut: shutdown.reportCut,
  });
  running.push(server);
  const address = await server.listen({ host: configuration.HOST, port: configuration.PORT });
  shutdown.serving(servingOf(configuration));
  const { monitoring } = server;
  if (monitoring) process.stdout.write(`Metrics are at ${monitoring.listeningOrigin}.\n`);
  // A process that is kept by another one says nothing in its name.
  if (!values.kept) process.stdout.write(`${name} answers at ${address}/graphql\n`);
});

/** The part of the server's configuration that depends on the settings alone. */
function serverSettingsIn(configuration: Configuration) {
  return {
    trustProxy: configuration.trustProxy,
    answersAnyone: configuration.SUBGRAPH_ANSWERS_ANYONE,
    maxBodyBytes: largestFetchBytes,
    httpLimits: configuration.httpLimits,
    operationTimeoutMs: configuration.OPERATION_TIMEOUT_MS,
    subscriptionLimits: { heartbeatMs: configuration.SUBSCRIPTION_HEARTBEAT_MS },
    exposure: configuration.exposure,
    monitoringPort: configuration.MONITORING_PORT,
    memoryBytes: configuration.OPERATION_MEMORY_MB * 1e6,
    compile: configuration.COMPILED_EXECUTION,
  } satisfies Partial<SubgraphServerOptions>;
}

/** With a transport to each of the others, wherever they run. */
function startAlone(
  name: SubgraphName,
  configuration: Configuration,
  environment: Pick<GraphOptions<unknown>, 'mongodb' | 'keys' | 'logger'>,
) {
  const others = subgraphNames.filter((other) => other !== name);
  const { transports, running } = assembleGraph({
    ...environment,
    subgraphs,
    here: configuration.here,
    urls: Object.fromEntries(
      others.map((other) => [other, configuration.subgraphUrls[other] ?? localUrl(other)]),
    ),
    timeoutMs: configuration.SUBGRAPH_TIMEOUT_MS,
    settings: configuration,
  });
  return { transports, subgraph: running[0] };
}
