import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { z } from 'zod';
import { readSupergraphAt } from '../gateway/supergraph.ts';
import { addressVariable } from '../configuration/configuration.ts';
import { localUrl, type SubgraphName, subgraphNames } from '../lib/kit/subgraph-names.ts';
import { stockSubgraphs } from './contenders/stock-schema.ts';
import { benchDirectory, keysFile } from './data.ts';
import { type Started, startServer } from './processes.ts';

const root = resolve(import.meta.dirname, '..');

type Urls = Record<SubgraphName, string>;

/** Subgraph servers, which several gateways may share. */
export interface SubgraphServers {
  urls: Urls;
  pids: number[];
}

/** The configuration of a server of the benchmark. */
export interface Setting {
  env: NodeJS.ProcessEnv;
}

/** The production configuration, on one data set. */
export const settingOver = (mongodbUri: string, databasePrefix: string): Setting => ({
  env: {
    NODE_ENV: 'production',
    MONGODB_URI: mongodbUri,
    DATABASE_PREFIX: databasePrefix,
    KEYS_FILE: keysFile(),
    // The benchmark signs its own tokens, and all its processes share one file.
    ACCEPTED_RISKS: 'signing-key,signing-keys-of-others',
    LOG_LEVEL: 'warn',
    // A client's bucket would limit the load; costs are still computed.
    DEMAND_CONTROL: 'measure',
    SMTP_URL: 'outbox',
    SMS_URL: 'outbox',
    // No other contender has a copy of all data.
    ANALYTICS: 'off',
  },
});

const packageSchema = z.object({ scripts: z.object({ gateway: z.string() }) });

/** The arguments of `npm run gateway` after `exec node`: the heap limits and the file. */
function gatewayArguments(): string[] {
  const { scripts } = packageSchema.parse(
    JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')),
  );
  const command = scripts.gateway.replaceAll(/\$\(node (\S+)\)/g, (_, file: string) =>
    execFileSync(process.execPath, [resolve(root, file)], { encoding: 'utf8' }),
  );
  return command
    .split(' ')
    .slice(2)
    .map((argument) => (/^[-.]/.test(argument) ? argument : resolve(root, argument)));
}

const node =
  (file: string, ...args: string[]) =>
  () => [resolve(root, file), ...args];

/** Starts this graph like `npm run gateway`: in one process, or over the given subgraph servers. */
export const startGraph = ({ env }: Setting, urls?: Urls, flags: readonly string[] = []) =>
  startServer({
    args: () => [...flags, ...gatewayArguments()],
    env: {
      ...env,
      ...(urls &&
        Object.fromEntries(subgraphNames.map((name) => [addressVariable(name), urls[name]]))),
    },
  });

/** Starts this graph's subgraph servers, each with the addresses of those that it queries. */
export async function startSubgraphs({ env }: Setting): Promise<SubgraphServers> {
  const urls: Partial<Urls> = {};
  const pids: number[] = [];
  for (const name of subgraphNames) {
    urls[name] = localUrl(name);
    if (name === 'analytics') continue; // as above
    const { url, pid } = await startServer({
      args: node('apps/subgraph.ts', name),
      env: {
        ...env,
        SUBGRAPH_ACCEPTS_ACCESS_TOKENS: 'true',
        SUBGRAPH_ANSWERS_ANYONE: 'true',
        ...Object.fromEntries(
          subgraphNames.map((known) => [addressVariable(known), urls[known] ?? '']),
        ),
      },
    });
    urls[name] = `${url}/graphql`;
    pids.push(pid);
  }
  return { urls: urls as Urls, pids }; // one for each name
}

export async function startStockSubgraphs({ env }: Setting): Promise<SubgraphServers> {
  const urls: Partial<Urls> = {};
  const pids: number[] = [];
  for (const name of subgraphNames) {
    const { url, pid } = await startServer({
      args: node('bench/contenders/stock-subgraph.ts', name),
      env,
    });
    urls[name] = `${url}/`;
    pids.push(pid);
  }
  return { urls: urls as Urls, pids }; // one for each name
}

export const startContender = ({ env }: Setting, file: string, ...args: string[]) =>
  startServer({ args: node(`bench/contenders/${file}`, ...args), env });

/** The project's own supergraph with the addresses of this run. */
export const ourSupergraph = (urls: Urls): string =>
  writeSupergraph('ours', readSupergraphAt(urls));

/** The supergraph of the stock subgraphs. */
export function stockSupergraph(urls: Urls): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphNames.map((name) => ({
      name,
      url: urls[name],
      typeDefs: parse(stockSubgraphs[name].typeDefs),
    })),
  );
  if (!supergraphSdl) throw new Error(`The stock subgraphs do not compose: ${String(errors)}`);
  return writeSupergraph('stock', supergraphSdl);
}

function writeSupergraph(name: string, sdl: string): string {
  const file = resolve(benchDirectory(), `supergraph-${name}.graphql`);
  writeFileSync(file, sdl);
  return file;
}

/** Starts Hive Gateway over a supergraph file; installs it on first use. `flags` are those of Node. */
export async function startHiveGateway(
  { env }: Setting,
  supergraph: string,
  say: (line: string) => void,
  flags: readonly string[] = [],
): Promise<Started> {
  const binary = resolve(root, 'bench/node_modules/.bin/hive-gateway');
  if (!existsSync(binary)) {
    say('Installing Hive Gateway …');
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: resolve(root, 'bench'),
      stdio: 'inherit',
    });
  }
  return startServer({
    args: (port) => [
      ...flags,
      binary,
      'supergraph',
      supergraph,
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--config-path',
      resolve(root, 'bench/contenders/hive-gateway.config.ts'),
    ],
    env: { ...env, LOG_LEVEL: 'error' },
  });
}
