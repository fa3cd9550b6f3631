import type { Connection, Types } from 'mongoose';
import { background } from '../../../../lib/kit/background.ts';
import {
  type AppealDocument,
  appealModel,
  type ApplicationDocument,
  applicationModel,
} from '../../record/index.ts';
import { unitOfAppeal } from '../../reading/index.ts';
import type { UnitProjection } from '../../units/index.ts';

/** Appeals examined in one command. */
const batchSize = 500;
const projection = { state: 1, applicationId: 1, referralId: 1, unitId: 1 } as const;

type Address = Pick<AppealDocument, '_id' | keyof typeof projection>;

interface ReaddressingDependencies {
  connection: Connection;
  units: UnitProjection;
}

/**
 * Creates the job that keeps the deciding unit of pending appeals current after units were moved or closed. The
 * lists of that unit find appeals by it; who may decide never waits for it. Each step is one conditional write:
 * idempotent, and safe to run in several processes at once. Every run examines all pending appeals, because a
 * process that had not read a move yet may have just stored one.
 */
export function createReaddressing(dependencies: ReaddressingDependencies) {
  return (signal: AbortSignal) => readdressPending(dependencies, signal);
}

async function readdressPending(
  dependencies: ReaddressingDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { connection, units } = dependencies;
  if (!units.fresh) return; // an outdated tree would put them back
  const appeals = appealModel(connection).collection;
  let after: Types.ObjectId | null = null;
  while (!signal.aborted) {
    const waiting: Address[] = await appeals
      .find<Address>(
        { state: 'PENDING', ...(after && { _id: { $gt: after } }) },
        { projection, sort: { _id: 1 }, limit: batchSize, comment: background },
      )
      .toArray();
    if (waiting.length > 0) await readdress(dependencies, waiting);
    if (waiting.length < batchSize) return;
    after = waiting.at(-1)?._id ?? null;
  }
}

async function readdress(
  { connection, units }: ReaddressingDependencies,
  waiting: readonly Address[],
): Promise<void> {
  const found = await applicationModel(connection)
    .collection.find<
      Pick<ApplicationDocument, '_id' | 'referrals' | 'aboutHeadOfUnit' | 'meantUnitId'>
    >(
      { _id: { $in: waiting.map(({ applicationId }) => applicationId) } },
      { projection: { referrals: 1, aboutHeadOfUnit: 1, meantUnitId: 1 }, comment: background },
    )
    .toArray();
  const byId = new Map(found.map((application) => [application._id.toHexString(), application]));
  const operations = waiting.flatMap((appeal) => {
    const { _id, state, applicationId, unitId: from } = appeal;
    const application = byId.get(applicationId.toHexString());
    const unitId = application && unitOfAppeal(appeal, application, units);
    if (!unitId || unitId === from) return [];
    return { updateOne: { filter: { _id, state, unitId: from }, update: { $set: { unitId } } } };
  });
  if (operations.length === 0) return;
  await appealModel(connection).collection.bulkWrite(operations, {
    ordered: false,
    comment: background,
  });
}
