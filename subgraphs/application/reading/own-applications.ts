import { checkAll } from '../../../lib/kit/check-all.ts';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import { forbidden } from '../../../lib/kit/errors.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { readSlice } from '../../../lib/kit/read-slice.ts';
import { requireChoice } from '../../../lib/kit/require-choice.ts';
import { following } from '../../../lib/mongodb/following.ts';
import {
  earlierThan,
  formatTimedPosition,
  parseTimedPosition,
  rightAfter,
  type TimedPosition,
} from '../../../lib/mongodb/timed-position.ts';
import {
  type ApplicationDigest,
  type ApplicationDocument,
  type ApplicationModel,
  ownIndexes,
  stages,
} from '../record/index.ts';
import type { OwnApplicationsOrder, Stage } from '../schema-types.ts';
import { see, type SeenApplication } from './sight.ts';
import type { UnitProjection } from '../units/index.ts';

export interface OwnApplicationsArguments extends PageArguments {
  stages?: readonly Stage[] | null | undefined;
  order: OwnApplicationsOrder;
}

/** A page of a citizen's own applications. */
export interface OwnApplicationPage extends RelayConnection<SeenApplication> {
  /** Counts those of all pages, up to a limit. */
  totalCount(): Promise<number>;
}

/** How an order is read: a time, and whether the latest is first. */
interface Order {
  readonly field: keyof typeof ownIndexes;
  readonly direction: 1 | -1;
}

const orders: Readonly<Record<OwnApplicationsOrder, Order>> = {
  LATEST_FILED_FIRST: { field: 'filedAt', direction: -1 },
  EARLIEST_FILED_FIRST: { field: 'filedAt', direction: 1 },
  LATEST_UPDATED_FIRST: { field: 'publicEventAt', direction: -1 },
};

/** A cursor of one order is not a position in another one. */
export type OwnCursors = Readonly<Record<OwnApplicationsOrder, CursorCodec>>;

export const createOwnCursors = (codecOf: (list: string) => CursorCodec): OwnCursors => ({
  LATEST_FILED_FIRST: codecOf('own applications, latest filed first'),
  EARLIEST_FILED_FIRST: codecOf('own applications, earliest filed first'),
  LATEST_UPDATED_FIRST: codecOf('own applications, latest updated first'),
});

interface OwnApplicationsDependencies {
  model: ApplicationModel;
  viewer: Viewer;
  units: UnitProjection;
  ownCursors: OwnCursors;
  interruption: Interruption;
}

/** Nobody files that many. */
const mostCounted = 10_000;

/** The applications that the viewer has filed. @throws `FORBIDDEN` for staff, who have filed none; `BAD_USER_INPUT`. */
export async function findOwnApplications(
  { model, viewer, units, ownCursors, interruption }: OwnApplicationsDependencies,
  { stages: given, order, ...asked }: OwnApplicationsArguments,
): Promise<OwnApplicationPage> {
  if (!viewer?.citizenId) throw forbidden();
  const cursors = ownCursors[order];
  const { chosen, ...place } = checkAll({
    chosen: () => requireChoice(given, 'stages', stages.length),
    ...pageChecks(asked, (cursor) => parseTimedPosition(cursors.open(cursor))),
  });
  const own = { citizenId: viewer.citizenId, ...(chosen && { stage: { $in: chosen } }) };
  const { field, direction } = orders[order];
  const index = ownIndexes[field];
  const positionOf = ({ [field]: value, _id }: ApplicationDigest): TimedPosition => ({
    value,
    _id,
  });
  const beyond = (position: TimedPosition) =>
    direction === 1
      ? { $or: following(field, position, rightAfter(position)) }
      : earlierThan(field, position);
  const slice = await readSlice<ApplicationDocument, TimedPosition, SeenApplication>({
    ...place,
    read: (position, limit) =>
      model
        .find({ ...own, ...(position && beyond(position)) })
        .sort({ [field]: direction, _id: direction })
        .limit(limit)
        .hint(index)
        .setOptions(interruption.readOptions())
        .lean<ApplicationDocument[]>(),
    positionOf,
    show: (read) => read.flatMap((application) => see(application, viewer, units) ?? []),
  });
  const page = connectionOf(slice, {
    after: asked.after,
    cursorOf: ({ application }) => cursors.seal(formatTimedPosition(positionOf(application))),
  });
  const options = {
    limit: mostCounted,
    hint: ownIndexes.publicEventAt,
    ...interruption.readOptions(),
  };
  return { ...page, totalCount: () => model.countDocuments(own, options).exec() };
}
