import { setTimeout as delay } from 'node:timers/promises';
import { databaseName } from '../../lib/federation/subgraph-database.ts';
import { postGraphql } from '../post-graphql.ts';
import type { Reader } from '../subscriptions/reader.ts';
import { startWorker } from '../subscriptions/worker.ts';
import type { Writer } from '../subscriptions/writer.ts';
import type { DataSet } from '../data.ts';
import { watchBatches } from './watch-batches.ts';

/** The time from a commit until statistics have it, in milliseconds. */
export interface VisibleResult {
  readonly perSecond: number;
  readonly changes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  /** The time of the longest batch in which analytics followed the changes. */
  readonly batchMs: number;
}

interface Options {
  uri: string;
  url: string;
  token: string;
  data: DataSet;
  /** A unit of which nothing else changes. */
  unitId: string;
  perSecond: number;
  seconds: number;
}

const pollMs = 25;
const longestMs = 60_000;

/** An answer: how many referrals of the unit there are in the copy, and when that was known. */
interface Counted {
  readonly count: number;
  readonly atMs: number;
}

/**
 * Refers applications to one unit at a fixed rate, and asks all the while how many it has. A change is visible when the
 * first answer arrives that counts it; it was committed at the wall time that MongoDB gave it.
 * @throws when a change does not become visible.
 */
export async function measureVisible(options: Options): Promise<VisibleResult> {
  const { uri, data, unitId, perSecond, seconds } = options;
  const changes = perSecond * seconds;
  const { databasePrefix } = data;
  const writer = await startWorker<Writer>('writer.ts');
  const reader = await startWorker<Reader>('reader.ts');
  const batches = watchBatches(options);
  try {
    await writer.ask('connect', { uri, databasePrefix });
    await writer.ask('file', { count: changes });
    const { count: before } = await countReferrals(options);
    await reader.ask('follow', { uri, database: databaseName(databasePrefix, 'application') });
    const counted = countUntil(options, before + changes);
    await writer.ask('write', { unitIds: [unitId], count: changes, perSecond });
    const committed = (await reader.ask('seen', changes))
      .map(({ committedMs }) => committedMs)
      .toSorted((one, other) => one - other);
    const delays = delaysOf(committed, await counted, before);
    return { perSecond, changes, ...delays, batchMs: await batches.stop() };
  } finally {
    await batches.stop().catch(() => {}); // the first error says what is wrong
    writer.stop();
    reader.stop();
  }
}

const query = /* GraphQL */ `
  query ($unit: ID!) {
    referralStatistics(filter: { units: { ids: [$unit], withSubunits: false } }, groupBy: [UNIT]) {
      totalCount
    }
  }
`;

async function countReferrals({ url, token, unitId }: Options): Promise<Counted> {
  const body = JSON.stringify({ query, variables: { unit: unitId } });
  const answer = await postGraphql({ url }, { body, token });
  const [, count] = /"totalCount":(\d+)/.exec(answer) ?? [];
  if (count === undefined) throw new Error(`The graph answers ${answer}.`);
  return { count: Number(count), atMs: Date.now() };
}

async function countUntil(options: Options, count: number): Promise<readonly Counted[]> {
  const deadline = performance.now() + options.seconds * 1_000 + longestMs;
  const counted: Counted[] = [];
  for (;;) {
    const one = await countReferrals(options);
    counted.push(one);
    if (one.count >= count) return counted;
    if (performance.now() > deadline) {
      throw new Error(`${count - one.count} changes have not become visible.`);
    }
    await delay(pollMs);
  }
}

/** Of changes in the order of their commits: the copy has them in this order. */
export function delaysOf(
  committedMs: readonly number[],
  counted: readonly Counted[],
  before: number,
): Pick<VisibleResult, 'p50Ms' | 'p99Ms' | 'mostMs'> {
  let answer = 0;
  const delays = committedMs.map((committed, index) => {
    while ((counted[answer]?.count ?? Infinity) < before + index + 1) answer += 1;
    const visible = counted[answer];
    if (!visible) throw new Error('A change has not become visible.');
    return visible.atMs - committed;
  });
  const sorted = delays.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) };
}
