import type { QueryFilter } from 'mongoose';
import { addDays, type LocalDate } from '../../../../lib/kit/local-date.ts';
import { following, type ListPosition } from '../../../../lib/mongodb/following.ts';
import type { ReferralState } from '../../schema-types.ts';
import { inboxIndexes, type ReferralDocument, type ReferralModel } from '../../record/index.ts';
import type { InboxFilter } from './inbox-filter.ts';

type Filter = QueryFilter<ReferralDocument>;

/** A position in an inbox, which is ordered by due date. */
export type InboxPosition = ListPosition<LocalDate>;

interface InboxQuery {
  /** Every referral found has at least one of these ids among its `scopeIds`. */
  scopeIds: readonly string[];
  wanted: InboxFilter;
  today: LocalDate;
  /** Null for the first page. */
  after: InboxPosition | null;
}

/**
 * Finds a page of an inbox by alternatives, each of them one or more runs of an index in the order of the due
 * dates, which MongoDB merges. It examines hardly more than the page, whichever one of type, topic and assignee
 * is combined with states, dates and overdue; with several of them, it examines what the narrowest leaves.
 * MongoDB merges up to 200 runs, and sorts where there are more: one unit, all states and ten topics behind a
 * cursor make 160.
 */
export function findInboxPage(
  model: ReferralModel,
  { scopeIds, wanted, today, after }: InboxQuery,
  limit: number,
) {
  const { states, types, topicIds, assignedTo, dueBefore } = wanted;
  const common: Filter[] = [
    { ...inScope(scopeIds), state: { $in: states } },
    ...(types ? [{ type: { $in: types } }] : []),
    ...(topicIds ? [{ topicId: { $in: topicIds } }] : []),
    ...(assignedTo === undefined ? [] : [{ assignedTo }]),
    ...(dueBefore === undefined ? [] : [{ statutoryDate: { $lt: dueBefore } }]),
  ];
  const places = after ? following('statutoryDate', after, addDays(after.value, 1)) : [{}];
  const filter: Filter = {
    $or: byClock(wanted.overdue, today).flatMap((clock) =>
      places.map((place) => ({ $and: [...common, clock, place] })),
    ),
  };
  return model.find(filter).sort({ statutoryDate: 1, _id: 1 }).limit(limit).hint(indexFor(wanted));
}

/** Counts the open referrals of an inbox in one state, up to the limit, from the index alone. */
export function countInbox(
  model: ReferralModel,
  { scopeIds, state }: { scopeIds: readonly string[]; state: ReferralState },
  limit: number,
) {
  return model
    .aggregate<{ count: number }>([
      { $match: { ...inScope(scopeIds), state } },
      { $limit: limit },
      { $count: 'count' },
    ])
    .hint(inboxIndexes.state);
}

const inScope = (scopeIds: readonly string[]) => ({ open: true, scopeIds: { $in: scopeIds } });

/** Referrals that are overdue now; or those that are not, because the date is still to come or cannot pass. */
function byClock(overdue: boolean | undefined, today: LocalDate): Filter[] {
  switch (overdue) {
    case true:
      return [{ fallsOverdue: true, statutoryDate: { $lt: today } }];
    case false:
      return [{ fallsOverdue: true, statutoryDate: { $gte: today } }, { fallsOverdue: false }];
    case undefined:
      return [{ fallsOverdue: { $in: [true, false] } }];
  }
}

/** The narrowest first. */
function indexFor({ types, topicIds, assignedTo }: InboxFilter) {
  if (assignedTo != null) return inboxIndexes.assignee;
  if (topicIds) return inboxIndexes.topic;
  if (types) return inboxIndexes.type;
  return assignedTo === null ? inboxIndexes.assignee : inboxIndexes.state;
}
