import type { Connection } from 'mongoose';
import { type Examined, examined } from '../../lib/mongodb/examined.ts';
import type { UnitInboxFilter } from '../../subgraphs/application/schema-types.ts';
import {
  readInboxFilter,
  countInbox,
  findInboxPage,
  type InboxPosition,
  countedUpTo,
} from '../../subgraphs/application/worklists/index.ts';
import { referralModel, openReferralStates } from '../../subgraphs/application/record/index.ts';
import { median } from '../median.ts';
import type { Started } from '../processes.ts';
import { timeOf } from './ask.ts';
import { filters } from './filters.ts';
import { type MeasuredUnit, today } from './units.ts';

/** The default page size; MongoDB is asked for one more item, to detect a next page. */
export const pageSize = 20;
const warmUpRounds = 5;

/** This graph on one of the data sets. */
interface Side {
  connection: Connection;
  graph: Started;
}

export interface InboxResult {
  unit: string;
  filter: string;
  /** On the small data set and on the large one. */
  small: Examined;
  large: Examined;
  /** On the large data set, after the middle of the inbox. */
  behind: Examined;
  /** The ratio of times for first pages, large to small, if both fill a page; else null. */
  ratio: number | null;
}

/** How much counting one state examines. */
export interface CountResult {
  unit: string;
  state: string;
  large: Examined;
}

interface Task {
  small: Side;
  large: Side;
  units: readonly (MeasuredUnit & { token: string })[];
  rounds: number;
  say: (line: string) => void;
}

export async function measureInboxes({ small, large, units, rounds, say }: Task) {
  const results: InboxResult[] = [];
  const counts: CountResult[] = [];
  for (const unit of units) {
    const { unitId, token, middle } = unit;
    for (const { title, of } of filters) {
      const filter = of(unit);
      const found = {
        small: await examinedBy(small, unitId, filter),
        large: await examinedBy(large, unitId, filter),
        behind: await examinedBy(large, unitId, filter, middle),
      };
      const bothFill = Math.min(found.small.found, found.large.found) >= pageSize;
      const inbox = { unitId, filter, token };
      const ratio = bothFill ? await timeRatio(small.graph, large.graph, inbox, rounds) : null;
      results.push({ unit: unit.title, filter: title, ...found, ratio });
    }
    for (const state of openReferralStates) {
      const wanted = { scopeIds: [unitId], state };
      const count = countInbox(referralModel(large.connection), wanted, countedUpTo);
      counts.push({ unit: unit.title, state, large: await examined(count) });
    }
    say(`${unit.title}: measured.`);
  }
  return { results, counts };
}

function examinedBy(
  { connection }: Side,
  unitId: string,
  filter: UnitInboxFilter,
  after: InboxPosition | null = null,
): Promise<Examined> {
  const query = { scopeIds: [unitId], wanted: readInboxFilter(filter), today, after };
  return examined(findInboxPage(referralModel(connection), query, pageSize + 1));
}

/**
 * The ratio of medians; the two are measured alternately, so that other load on the machine affects
 * both.
 */
async function timeRatio(
  small: Started,
  large: Started,
  inbox: Parameters<typeof timeOf>[1],
  rounds: number,
): Promise<number> {
  const times = { small: [] as number[], large: [] as number[] };
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const ofSmall = await timeOf(small, inbox);
    const ofLarge = await timeOf(large, inbox);
    if (round < 0) continue;
    times.small.push(ofSmall);
    times.large.push(ofLarge);
  }
  return median(times.large) / median(times.small);
}
