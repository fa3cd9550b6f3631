import { readOptions as readGiven } from '../lib/platform/process/read-options.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import type { AnalyticsOptions } from './analytics/bench-analytics.ts';
import { type ShapeName, shapeNames } from './memory/shapes.ts';
import { filingRows, type RowName, rowNames } from './rows.ts';
import type { SubscriptionOptions } from './subscriptions/bench-subscriptions.ts';

export const usage = `Usage: npm run bench -- [--rounds N] [--seconds N] [--applications N] [--rows a,b] [--filing] [--skip-large] [--check-routers] [--inbox] [--memory a,b] [--attack] [--subscriptions] [--analytics]
  --rounds N        how often each row is measured; by default 3
  --seconds N       how long each time; by default 6
  --applications N  in the databases of all rows but two; by default 100000
  --rows a,b        only these, beside the first: ${rowNames.join(', ')}
  --filing          only the rows that file
  --skip-large      without the row on 1,000,000 applications
  --check-routers   only checks that other routers answer alike on this graph's supergraph
  --inbox           only units' inboxes, on 10,000 and on 1,000,000 applications
  --memory a,b      only what is kept of ever new operations: ${shapeNames.join(', ')}, or all
  --attack          only what hostile operations cost, and what others keep of their throughput meanwhile
  --subscriptions   only subscriptions: their memory, the time from a commit to its delivery, and deliveries at saturation
  --analytics       only questions of analysts: here and in MongoDB, and what others notice of them
  --sizes a,b       of these numbers of subscriptions; by default 1000,5000,10000. With --analytics: of applications,
                    by default 1000000; there are documents of the least, and facts are generated for its multiples
  --rates a,b       at these numbers of referrals per second; by default 50,100,200
  --hive-size N     with this number beside Hive Gateway; by default 1000, 0 leaves it out
  --help            print this`;

export interface Options {
  rounds: number;
  seconds: number;
  applications: number;
  rows: readonly RowName[];
  checkRouters: boolean;
  inbox: boolean;
  /** The shapes of operations for a memory run. */
  memory: readonly ShapeName[] | null;
  attack: boolean;
  subscriptions: SubscriptionOptions | null;
  analytics: AnalyticsOptions | null;
}

/** The routers on this graph's own supergraph, and this graph to compare them with. */
const routers: readonly RowName[] = ['in-process', 'apollo-over-ours', 'hive-over-ours'];

/** @throws ConfigurationError with the usage. */
export function readOptions(): Options {
  const values = readValues();
  const rounds = wholeNumber('rounds', values.rounds, 3);
  const seconds = wholeNumber('seconds', values.seconds, 6);
  const { inbox = false, attack = false } = values;
  const memory = values.memory === undefined ? null : shapesNamed(values.memory);
  const subscriptions = values.subscriptions ? subscriptionOptions(values) : null;
  const analytics = values.analytics ? analyticsOptions(values) : null;
  if (values['check-routers']) {
    return {
      rounds,
      seconds,
      applications: 10_000,
      rows: routers,
      checkRouters: true,
      inbox,
      memory,
      attack,
      subscriptions,
      analytics,
    };
  }
  const wanted = new Set<string>(
    values.filing ? filingRows : ['in-process', ...(values.rows?.split(',') ?? rowNames)],
  );
  if (values['skip-large']) wanted.delete('large');
  for (const name of wanted) {
    if (!rowNames.some((known) => known === name)) {
      throw new ConfigurationError(`There is no row ${name}.\n${usage}`);
    }
  }
  return {
    rounds,
    seconds,
    applications: wholeNumber('applications', values.applications, 100_000),
    rows: rowNames.filter((name) => wanted.has(name)),
    checkRouters: false,
    inbox,
    memory,
    attack,
    subscriptions,
    analytics,
  };
}

function shapesNamed(names: string): readonly ShapeName[] {
  if (names === 'all') return shapeNames;
  const wanted = names.split(',');
  for (const name of wanted) {
    if (!shapeNames.some((known) => known === name)) {
      throw new ConfigurationError(`There is no shape ${name}.\n${usage}`);
    }
  }
  return shapeNames.filter((name) => wanted.includes(name));
}

type Values = ReturnType<typeof readValues>;

const numbersIn = (values: Values, name: 'sizes' | 'rates', fallback: readonly number[]) =>
  values[name]
    ?.split(',')
    .map((text) => wholeNumber(name, text, 0))
    .toSorted((one, other) => one - other) ?? fallback;

function analyticsOptions(values: Values): AnalyticsOptions {
  const sizes = numbersIn(values, 'sizes', [1_000_000]);
  const [documents = 1] = sizes;
  if (new Set(sizes).size < sizes.length || sizes.some((size) => size % documents !== 0)) {
    throw new ConfigurationError(`--sizes must be multiples of the least of them.\n${usage}`);
  }
  return {
    sizes,
    rounds: wholeNumber('rounds', values.rounds, 5),
    seconds: wholeNumber('seconds', values.seconds, 10),
  };
}

function subscriptionOptions(values: Values): SubscriptionOptions {
  const hiveSize = values['hive-size'];
  return {
    sizes: numbersIn(values, 'sizes', [1_000, 5_000, 10_000]),
    rates: numbersIn(values, 'rates', [50, 100, 200]),
    hiveSize: hiveSize === '0' ? 0 : wholeNumber('hive-size', hiveSize, 1_000),
    seconds: wholeNumber('seconds', values.seconds, 20),
  };
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new ConfigurationError(`--${name} must be a whole number above 0.\n${usage}`);
}

const readValues = () =>
  readGiven(
    {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      applications: { type: 'string' },
      rows: { type: 'string' },
      filing: { type: 'boolean' },
      'skip-large': { type: 'boolean' },
      'check-routers': { type: 'boolean' },
      inbox: { type: 'boolean' },
      memory: { type: 'string' },
      attack: { type: 'boolean' },
      subscriptions: { type: 'boolean' },
      analytics: { type: 'boolean' },
      sizes: { type: 'string' },
      rates: { type: 'string' },
      'hive-size': { type: 'string' },
    },
    usage,
  );
