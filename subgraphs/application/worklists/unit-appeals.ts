import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  connectionOf,
  type PageArguments,
  pageSize,
  type RelayConnection,
} from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
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
  appealsOfUnitIndex,
  type Loaders,
} from '../record/index.ts';
import { type SeenAppeal, unitOfAppeal, maySeeOutcome, see } from '../reading/index.ts';
import type { AppealState } from '../schema-types.ts';
import { requireChoice } from '../../../lib/kit/require-choice.ts';
import { requireOwnUnit, type UnitProjection } from '../units/index.ts';

export interface UnitAppealsArguments extends PageArguments {
  unitId: string;
  states?: readonly AppealState[] | null | undefined;
}

const mostStates = 3;

interface UnitAppealsDependencies {
  model: AppealModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  cursors: CursorCodec;
  interruption: Interruption;
}

/**
 * The appeals that the units of one viewer decide.
 * @throws the errors of `requireOwnUnit`, and `BAD_USER_INPUT` for the states and the page.
 */
export async function findUnitAppeals(
  dependencies: UnitAppealsDependencies,
  { unitId, states, first, after }: UnitAppealsArguments,
): Promise<RelayConnection<SeenAppeal>> {
  const { model, viewer, units, cursors, interruption } = dependencies;
  requireOwnUnit(viewer, unitId, units);
  // The successor decides the appeals of a closed unit.
  const unitIds = units.withPredecessors(units.current(unitId));
  const wanted = requireChoice(states, 'states', mostStates) ?? ['PENDING' as const];
  const slice = await readSlice<AppealDocument, TimedPosition, SeenAppeal>({
    size: pageSize(first),
    start: after == null ? null : parseTimedPosition(cursors.open(after)),
    read: (position, limit) =>
      model
        .find({
          $or: (position ? following('appealedAt', position, rightAfter(position)) : [{}]).map(
            (place) => ({ unitId: { $in: unitIds }, state: { $in: wanted }, ...place }),
          ),
        })
        .sort({ appealedAt: 1, _id: 1 })
        .limit(limit)
        .hint(appealsOfUnitIndex)
        .setOptions(interruption.readOptions())
        .lean<AppealDocument[]>(),
    positionOf,
    show: (appeals) => show(dependencies, appeals, unitIds),
  });
  return connectionOf(slice, {
    after,
    cursorOf: ({ appeal }) => cursors.seal(formatTimedPosition(positionOf(appeal))),
  });
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
