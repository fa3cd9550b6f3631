import type { ReadOptions } from '../../../../lib/platform/operations/interruption.ts';
import { precedingAlong } from '../../../../lib/mongodb/following.ts';
import { rightBefore, type TimedPosition } from '../../../../lib/mongodb/timed-position.ts';
import type { ApplicationModel, ReferralModel } from '../../record/index.ts';
import type { ClosedConditions } from './closed-filter.ts';

type Model = ApplicationModel | ReferralModel;
type Filter = Readonly<Record<string, unknown>>;

/** Documents that are read along an index, in the order of `closedAt`. */
export interface Run {
  /** Conditions that the index decides. */
  filter: Filter;
  index: Record<string, 1 | -1>;
}

/** The conditions of a page of closed documents. */
interface ClosedQuery extends Pick<ClosedConditions, 'from' | 'before'> {
  /** Each document matches all of these. A page is read along the one that narrows most. */
  runs: readonly [Run, ...Run[]];
  /** Null for the first page. */
  after: TimedPosition | null;
}

/** Some of the matching documents, latest closed first. */
interface ClosedRows<Row> {
  rows: Row[];
  /** The position up to which documents were examined; null if that was the end of the list. */
  end: TimedPosition | null;
}

/** The documents that one read examines at most, along the index that narrows most. */
export const mostExamined = 2_000;

/**
 * Finds at most `limit` closed documents. If that needs more than `mostExamined` to be examined, it stops there: the
 * work is bounded, however many documents are closed and however rare the matching ones are.
 */
export async function findClosed<Row extends { _id: TimedPosition['_id']; closedAt: Date | null }>(
  model: Model,
  query: ClosedQuery,
  limit: number,
  options: ReadOptions,
): Promise<ClosedRows<Row>> {
  const [first, ...others] = query.runs;
  const sort = { closedAt: -1, _id: -1 } as const;
  if (others.length === 0) {
    const rows = await model.collection
      .find<Row>(placed(query, first.filter), { hint: first.index, sort, limit, ...options })
      .toArray();
    return { rows, end: rows.length < limit ? null : positionOf(rows.at(-1)) };
  }
  const { run, end } = await narrowest(model, query, options);
  const rest = query.runs.filter((other) => other !== run).map(({ filter }) => filter);
  const rows = await model.collection
    .aggregate<Row>(
      [
        { $match: placed(query, run.filter) },
        { $sort: sort },
        { $limit: mostExamined },
        { $match: { $and: rest } },
        { $limit: limit },
      ],
      { hint: run.index, ...options },
    )
    .toArray();
  return { rows, end: rows.length < limit ? end : positionOf(rows.at(-1)) };
}

/**
 * The run whose next `mostExamined` documents reach furthest back, which has the fewest. Only keys are examined.
 * @returns also the last of these documents; null if the run ends before.
 */
async function narrowest(
  model: Model,
  query: ClosedQuery,
  options: ReadOptions,
): Promise<{ run: Run; end: TimedPosition | null }> {
  const ends = await Promise.all(
    query.runs.map(async (run) => {
      const [last] = await model.collection
        .find<{ _id: TimedPosition['_id']; closedAt: Date }>(placed(query, run.filter), {
          hint: run.index,
          projection: { closedAt: 1 },
          ...options,
        })
        .sort({ closedAt: -1, _id: -1 })
        .skip(mostExamined - 1)
        .limit(1)
        .toArray();
      return { run, end: last ? positionOf(last) : null };
    }),
  );
  const reach = ({ end }: (typeof ends)[number]) => end?.value.getTime() ?? -Infinity;
  return ends.reduce((one, other) => (reach(other) < reach(one) ? other : one));
}

/** The documents of a run that are after the position and within the days. */
function placed({ from, before, after }: ClosedQuery, filter: Filter): Filter {
  const days = { ...(from && { $gte: from }), ...(before && { $lt: before }) };
  const common = [filter, ...(from || before ? [{ closedAt: days }] : [])];
  const places = after ? precedingAlong('closedAt', after, rightBefore(after)) : [{}];
  return { $or: places.map((place) => ({ $and: [...common, place] })) };
}

export function positionOf(row: { _id: TimedPosition['_id']; closedAt: Date | null } | undefined) {
  return row?.closedAt ? { value: row.closedAt, _id: row._id } : null;
}
