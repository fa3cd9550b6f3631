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
import { following } from '../../../lib/mongodb/following.ts';
import { readSlice } from '../../../lib/kit/read-slice.ts';
import {
  formatTimedPosition,
  parseTimedPosition,
  rightAfter,
  type TimedPosition,
} from '../../../lib/mongodb/timed-position.ts';
import {
  type ApplicationDocument,
  type ApplicationModel,
  queueIndexes,
  filedPositionOf,
} from '../record/index.ts';
import type { ApplicationType, EvaluationQueueFilter, QueueClaim } from '../schema-types.ts';
import { requireChoice } from '../../../lib/kit/require-choice.ts';
import { see, type SeenApplication } from '../reading/index.ts';
import type { UnitProjection } from '../units/index.ts';

export interface EvaluationQueueArguments extends PageArguments {
  filter?: EvaluationQueueFilter | null | undefined;
}

/** The filter of the queue. An undefined field does not filter. */
export interface QueueFilter {
  types?: readonly ApplicationType[] | undefined;
  topicIds?: readonly string[] | undefined;
  provinceCodes?: readonly string[] | undefined;
  /** Null matches unclaimed applications. */
  claimedBy?: string | null | undefined;
}

const limits = { types: 7, topicIds: 10, provinceCodes: 81 } as const;

interface EvaluationQueueDependencies {
  model: ApplicationModel;
  viewer: Viewer;
  units: UnitProjection;
  cursors: CursorCodec;
  interruption: Interruption;
}

/**
 * The applications that wait for the centre, as one evaluator sees them.
 * @throws `BAD_USER_INPUT` or `LIMIT_EXCEEDED` with the field.
 */
export async function findEvaluationQueue(
  { model, viewer, units, cursors, interruption }: EvaluationQueueDependencies,
  { filter, ...page }: EvaluationQueueArguments,
): Promise<RelayConnection<SeenApplication>> {
  const { wanted, ...place } = checkAll({
    wanted: () => readFilter(filter, viewer),
    ...pageChecks(page, (cursor) => parseTimedPosition(cursors.open(cursor))),
  });
  const slice = await readSlice<ApplicationDocument, TimedPosition, SeenApplication>({
    ...place,
    read: (position, limit) =>
      findQueuePage(model, wanted, position, limit)
        .setOptions(interruption.readOptions())
        .lean<ApplicationDocument[]>(),
    positionOf: filedPositionOf,
    show: (read) => read.flatMap((application) => see(application, viewer, units) ?? []),
  });
  return connectionOf(slice, {
    after: page.after,
    cursorOf: ({ application }) => cursors.seal(formatTimedPosition(filedPositionOf(application))),
  });
}

/** Finds a page of the queue along the index that the filter narrows most. */
export function findQueuePage(
  model: ApplicationModel,
  wanted: QueueFilter,
  after: TimedPosition | null,
  limit: number,
) {
  const { types, topicIds, provinceCodes, claimedBy } = wanted;
  const common: QueryFilter<ApplicationDocument>[] = [
    { awaitsCentre: true },
    ...(types ? [{ type: { $in: types } }] : []),
    ...(topicIds ? [{ topicId: { $in: topicIds } }] : []),
    ...(provinceCodes ? [{ provinceCode: { $in: provinceCodes } }] : []),
    ...(claimedBy === undefined ? [] : [{ claimedBy }]),
  ];
  const places = after ? following('filedAt', after, rightAfter(after)) : [{}];
  const filter: QueryFilter<ApplicationDocument> = {
    $or: places.map((place) => ({ $and: [...common, place] })),
  };
  return model.find(filter).sort({ filedAt: 1, _id: 1 }).limit(limit).hint(indexFor(wanted));
}

/** The narrowest first. */
function indexFor({ types, topicIds, provinceCodes, claimedBy }: QueueFilter) {
  if (claimedBy != null) return queueIndexes.claim;
  if (topicIds) return queueIndexes.topic;
  if (provinceCodes) return queueIndexes.province;
  if (types) return queueIndexes.type;
  return claimedBy === null ? queueIndexes.claim : queueIndexes.all;
}

const claimants: Record<QueueClaim, (viewer: Viewer) => string | null | undefined> = {
  ANY: () => undefined,
  UNCLAIMED: () => null,
  MINE: (viewer) => viewer?.subject,
};

function readFilter(filter: EvaluationQueueFilter | null | undefined, viewer: Viewer): QueueFilter {
  const { provinceCodes } = filter ?? {};
  const checked = checkAll({
    types: () => requireChoice(filter?.types, 'filter.types', limits.types),
    topicIds: () => requireChoice(filter?.topicIds, 'filter.topicIds', limits.topicIds),
    provinceCodes: () => requireChoice(provinceCodes, 'filter.provinceCodes', limits.provinceCodes),
  });
  return { ...checked, claimedBy: claimants[filter?.claimed ?? 'ANY'](viewer) };
}
