import type { Viewer } from '../../platform/viewer.ts';
import { connectionOf, type PageArguments, pageSize } from '../shared/connection.ts';
import type { CursorCodec } from '../shared/cursor.ts';
import { following } from '../shared/following.ts';
import { readSlice } from '../shared/read-slice.ts';
import {
  formatTimedPosition,
  parseTimedPosition,
  rightAfter,
  type TimedPosition,
} from '../shared/timed-position.ts';
import { type AppealDocument, type AppealModel, appealsOfUnitIndex } from './appeal.model.ts';
import type { AppealState } from './generated.ts';
import type { Loaders } from './loaders.ts';
import { requireChoice } from './require-choice.ts';
import { requireOwnUnit } from './require-own-unit.ts';
import { maySeeOutcome, see } from './sight.ts';
import type { UnitProjection } from './unit-projection.ts';

export interface UnitAppealsArguments extends PageArguments {
  unitId: string;
  states?: readonly AppealState[] | null | undefined;
}

const mostStates = 3;

/** What the units of one viewer have to decide. */
export function createUnitAppeals({
  model,
  loaders,
  viewer,
  units,
  cursors,
}: {
  model: AppealModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  cursors: CursorCodec;
}) {
  /** Those of applications that the viewer sees: the unit that had answered may have moved away. */
  async function show(appeals: readonly AppealDocument[]): Promise<AppealDocument[]> {
    const applications = await Promise.all(
      appeals.map(({ applicationId }) => loaders.applicationById.load(applicationId.toHexString())),
    );
    return appeals.filter((_, index) => {
      const application = applications[index];
      const seen = application && see(application, viewer, units);
      return seen && maySeeOutcome(seen);
    });
  }

  /** @throws what `requireOwnUnit` does, and `BAD_USER_INPUT` for the states and the page. */
  return async ({ unitId, states, first, after }: UnitAppealsArguments) => {
    requireOwnUnit(viewer, unitId, units);
    // What a closed unit had to decide is for the one that has come in its place.
    const unitIds = units.withPredecessors(unitId);
    const wanted = requireChoice(states, 'states', mostStates) ?? ['PENDING' as const];
    const slice = await readSlice<AppealDocument, TimedPosition, AppealDocument>({
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
          .lean<AppealDocument[]>(),
      positionOf,
      show,
    });
    return connectionOf(slice, {
      after,
      cursorOf: (appeal) => cursors.seal(formatTimedPosition(positionOf(appeal))),
    });
  };
}

const positionOf = ({ appealedAt: value, _id }: AppealDocument): TimedPosition => ({ value, _id });
