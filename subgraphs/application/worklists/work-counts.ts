import type { Connection } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { addDays, localDateOf, startOfDay } from '../../../lib/kit/local-date.ts';
import { overdueOn } from '../reading/index.ts';
import {
  appealModel,
  appealsOfUnitIndexes,
  type ApplicationDocument,
  applicationModel,
  digestProjection,
  inboxIndexes,
  openReferralStates,
  queueIndexes,
  referralModel,
} from '../record/index.ts';
import type { ReferralState } from '../schema-types.ts';
import type { UnitProjection } from '../units/index.ts';

export interface WorkCountsDependencies {
  connection: Connection;
  units: UnitProjection;
}

/** How much there is to do. */
interface WorkCounts {
  /** Applications that await the centre. */
  queue: number;
  /** Since the first of them was filed; 0 if there is none. */
  oldestSeconds: number;
  /** Appeals that await the decision of a unit. */
  appeals: number;
  /** Null while the unit tree is not known. */
  referrals: Partial<Record<ReferralState, number>> | null;
  overdue: { centre: number; units: number | null; appeals: number };
}

/** Counting stops here. */
const mostCounted = 10_000;
/** No statutory term is shorter. */
const shortestTermDays = 15;

const options = { maxTimeMS: 2_000, comment: background };

/** Counts along the indexes of the lists, so that it costs little however much there is. */
export async function countWork({
  connection,
  units,
}: WorkCountsDependencies): Promise<WorkCounts> {
  const today = localDateOf(new Date());
  const roots = units.loaded ? rootsOf(units) : null;
  const [queue, first, centre, appeals, late, inStates, overdue] = await Promise.all([
    countQueue(connection),
    firstInQueue(connection),
    countOverdueInQueue(connection, today),
    countAppeals(connection),
    countAppeals(connection, { targetDate: { $lt: today } }),
    roots &&
      Promise.all(openReferralStates.map((state) => countReferrals(connection, roots, state))),
    roots && countReferrals(connection, roots, openReferralStates, today),
  ]);
  return {
    queue,
    oldestSeconds: first ? (Date.now() - first.filedAt.getTime()) / 1_000 : 0,
    appeals,
    referrals:
      inStates &&
      Object.fromEntries(openReferralStates.map((state, index) => [state, inStates[index] ?? 0])),
    overdue: { centre, units: overdue, appeals: late },
  };
}

/** Each referral has exactly one of these ids among its `scopeIds`. */
function rootsOf(units: UnitProjection): string[] {
  const roots: string[] = [];
  for (const { id, parentId, successorId } of units.all()) {
    if (parentId === null && successorId === null) roots.push(id);
  }
  return roots;
}

const countQueue = (connection: Connection) =>
  applicationModel(connection).collection.countDocuments(
    { awaitsCentre: true },
    { limit: mostCounted, hint: queueIndexes.all, ...options },
  );

const firstInQueue = (connection: Connection) =>
  applicationModel(connection).collection.findOne<Pick<ApplicationDocument, 'filedAt'>>(
    { awaitsCentre: true },
    { sort: { filedAt: 1 }, projection: { filedAt: 1 }, hint: queueIndexes.all, ...options },
  );

/** Of the first in the queue, since what is overdue was filed long ago. */
async function countOverdueInQueue(connection: Connection, today: string): Promise<number> {
  const before = startOfDay(addDays(today, -shortestTermDays));
  const found = applicationModel(connection)
    .collection.find<ApplicationDocument>(
      { awaitsCentre: true, filedAt: { $lt: before } },
      { projection: digestProjection, hint: queueIndexes.all, ...options },
    )
    .sort({ filedAt: 1 })
    .limit(mostCounted);
  let count = 0;
  for await (const application of found) if (overdueOn(application, today)) count += 1;
  return count;
}

/** The index has the dates of pending appeals. */
const countAppeals = (connection: Connection, clock: object = {}) =>
  appealModel(connection).collection.countDocuments(
    { state: 'PENDING', ...clock },
    { limit: mostCounted, hint: appealsOfUnitIndexes.pending, ...options },
  );

function countReferrals(
  connection: Connection,
  roots: readonly string[],
  states: ReferralState | readonly ReferralState[],
  overdueToday?: string,
): Promise<number> {
  const clock = overdueToday && { fallsOverdue: true, statutoryDate: { $lt: overdueToday } };
  const state = typeof states === 'string' ? states : { $in: [...states] };
  return referralModel(connection).collection.countDocuments(
    { open: true, scopeIds: { $in: [...roots] }, state, ...clock },
    { limit: mostCounted, hint: inboxIndexes.state, ...options },
  );
}
