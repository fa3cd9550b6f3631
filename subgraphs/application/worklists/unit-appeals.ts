import { checkAll } from '../../../lib/kit/check-all.ts';
import type { QueryFilter } from 'mongoose';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import type { LocalDate } from '../../../lib/kit/local-date.ts';
import { following } from '../../../lib/mongodb/following.ts';
import { readSlice } from '../../../lib/kit/read-slice.ts';
import {
  formatTimedPosition,
  parseTimedPosition,
  rightAfter,
  type TimedPosition,
} from '../../../lib/mongodb/timed-position.ts';
import {
  type AppealDocument,
  type AppealModel,
  appealsOfUnitIndexes,
  type Loaders,
} from '../record/index.ts';
import { type SeenAppeal, unitOfAppeal, maySeeOutcome, see } from '../reading/index.ts';
import type { AppealState } from '../schema-types.ts';
import { requireChoice } from '../../../lib/kit/require-choice.ts';
import { requireOwnUnit, type UnitProjection } from '../units/index.ts';
import { countedUpTo } from './inbox/unit-inbox.ts';

export interface UnitAppealsArguments extends PageArguments {
  unitId: string;
  states?: readonly AppealState[] | null | undefined;
  overdue?: boolean | null | undefined;
}

/** A page of the appeals of a unit; the other field of its connection is read when it is requested. */
export interface UnitAppealsPage extends RelayConnection<SeenAppeal> {
  unitId: string;
}

/** Each up to the counting limit. */
export interface AppealCounts {
  pending: number;
  overdue: number;
}

const mostStates = 3;

interface UnitAppealsDependencies {
  model: AppealModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  cursors: CursorCodec;
  today: LocalDate;
  interruption: Interruption;
}

/**
 * The appeals that the units of one viewer decide.
 * @throws the errors of `requireOwnUnit`, and `BAD_USER_INPUT` for the states and the page.
 */
export async function findUnitAppeals(
  dependencies: UnitAppealsDependencies,
  { unitId, states, overdue, ...page }: UnitAppealsArguments,
): Promise<UnitAppealsPage> {
  const { model, viewer, units, cursors, today, interruption } = dependencies;
  const { chosen, size, start } = checkAll({
    unit: () => requireOwnUnit(viewer, unitId, units),
    chosen: () => requireChoice(states, 'states', mostStates) ?? ['PENDING' as const],
    ...pageChecks(page, (cursor) => parseTimedPosition(cursors.open(cursor))),
  });
  const unitIds = unitIdsOf(unitId, units);
  // Decided ones are never overdue.
  const wanted = overdue ? chosen.filter((state) => state === 'PENDING') : chosen;
  const isPendingOnly = wanted.length > 0 && wanted.every((state) => state === 'PENDING');
  const common: QueryFilter<AppealDocument>[] = [
    { unitId: { $in: unitIds }, state: { $in: wanted } },
    ...(overdue == null ? [] : [byClock(overdue, today)]),
  ];
  const slice = await readSlice<AppealDocument, TimedPosition, SeenAppeal>({
    size,
    start,
    read: (position, limit) =>
      model
        .find({
          $or: (position ? following('appealedAt', position, rightAfter(position)) : [{}]).map(
            (place) => ({ $and: [...common, place] }),
          ),
        })
        .sort({ appealedAt: 1, _id: 1 })
        .limit(limit)
        .hint(appealsOfUnitIndexes[isPendingOnly ? 'pending' : 'all'])
        .setOptions(interruption.readOptions())
        .lean<AppealDocument[]>(),
    positionOf,
    show: (appeals) => show(dependencies, appeals, unitIds),
  });
  const cursorOf = ({ appeal }: SeenAppeal) =>
    cursors.seal(formatTimedPosition(positionOf(appeal)));
  return { unitId, ...connectionOf(slice, { after: page.after, cursorOf }) };
}

/** The successor decides the appeals of a closed unit. */
const unitIdsOf = (unitId: string, units: UnitProjection) =>
  units.withPredecessors(units.current(unitId));

const byClock = (overdue: boolean, today: LocalDate): QueryFilter<AppealDocument> =>
  overdue
    ? { targetDate: { $lt: today } }
    : { $or: [{ targetDate: { $gte: today } }, { state: { $ne: 'PENDING' } }] };

/** Counts the pending appeals of one of the viewer's units, from the index alone. */
export async function countUnitAppeals(
  { model, units, today, interruption }: Omit<UnitAppealsDependencies, 'cursors'>,
  unitId: string,
): Promise<AppealCounts> {
  const pending = { state: 'PENDING', unitId: { $in: unitIdsOf(unitId, units) } };
  const count = async (filter: QueryFilter<AppealDocument>) => {
    const [counted] = await model
      .aggregate<{ count: number }>([
        { $match: { ...pending, ...filter } },
        { $limit: countedUpTo },
        { $count: 'count' },
      ])
      .hint(appealsOfUnitIndexes.pending)
      .option(interruption.readOptions());
    return counted?.count ?? 0;
  };
  const [all, overdue] = await Promise.all([count({}), count({ targetDate: { $lt: today } })]);
  return { pending: all, overdue };
}

/** The appeals that the viewer sees; the unit that answered may have moved since they were stored. */
async function show(
  { loaders, viewer, units }: UnitAppealsDependencies,
  appeals: readonly AppealDocument[],
  unitIds: readonly string[],
): Promise<SeenAppeal[]> {
  const shown = await Promise.all(
    appeals.map(async (appeal) => {
      const application = await loaders.applicationById.load(appeal.applicationId.toHexString());
      const seen = application && see(application, viewer, units);
      if (!seen || !maySeeOutcome(seen)) return null;
      const unitId = unitOfAppeal(appeal, application, units);
      return unitIds.includes(unitId) ? { appeal, unitId, seen } : null;
    }),
  );
  return shown.filter((appeal) => appeal !== null);
}

const positionOf = ({ appealedAt: value, _id }: AppealDocument): TimedPosition => ({ value, _id });
