import { setImmediate } from 'node:timers/promises';
import { type Connection, Types } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { type ReferralDocument, referralModel, scopeFieldsOf } from '../record/index.ts';
import { recordRepair, scopeRepairModel } from './scope-repair.model.ts';
import type { UnitProjection } from '../units/index.ts';

/** Units whose referrals are repaired in one command. */
const batchSize = 100;
/** Units examined before other work may run: less than a millisecond. */
const sliceSize = 500;
/**
 * Longer than the time from giving a referral its id and scope to storing it, however far the clocks of the
 * processes differ.
 */
const longestStoringMs = 10 * 60_000;
/** The interval at which referrals made in the meantime are swept, by whichever process is first. */
const sweepEveryMs = 10_000;

interface ScopeRepairDependencies {
  connection: Connection;
  units: UnitProjection;
}

interface ScopeRepair {
  run(signal: AbortSignal): Promise<void>;
  /** Resolves when it is known how far the repair is; until then every unit counts as not repaired. */
  readonly recordRead: Promise<void>;
}

/**
 * Creates the job that repairs the scopes stored on referrals after units were made, moved or closed. It runs
 * in the background and nothing waits for it: the live tree decides who sees what, and inboxes also look for
 * scopes that are not repaired yet (`inboxScope`).
 * A stored scope carries the version of the directory at which it was computed; it is wrong only if something
 * on the way up from its unit has changed since. So each step is one conditional write: idempotent, safe to run
 * in several processes at once, and safe to interrupt anywhere; the next run continues. Completion is recorded
 * once everything up to a version is repaired.
 * A process that had not read a move yet may store a referral with the older scope after its unit was repaired.
 * So every recent referral is examined once more, until it is old enough.
 */
export function createScopeRepair(dependencies: ScopeRepairDependencies): ScopeRepair {
  const recordRead = Promise.withResolvers<void>();
  return {
    run: (signal) => repairScopes(dependencies, recordRead.resolve, signal),
    recordRead: recordRead.promise,
  };
}

async function repairScopes(
  dependencies: ScopeRepairDependencies,
  onRecordRead: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { connection, units } = dependencies;
  const done = await scopeRepairModel(connection).findOne().comment(background).lean();
  units.repairedTo(done?.version ?? 0);
  onRecordRead();
  if (!units.loaded) return;
  const { version } = units;
  const now = new Date();
  const isBehind = !done || done.version < version;
  const isSweepDue = !done || now.getTime() - done.sweptTo.getTime() > sweepEveryMs;
  if (!isBehind && !isSweepDue) return;

  if (isBehind) {
    await repairUnits(dependencies, unitsChangedSince(units, done?.version ?? 0), signal);
  }
  // Referrals made before the first run have just been repaired with all the rest.
  if (done && isSweepDue) {
    await repairUnits(dependencies, unitsOfReferralsSince(dependencies, done.sweptTo), signal);
  }
  if (signal.aborted) return;
  const sweptTo = isSweepDue ? now : done.sweptTo;
  await recordRepair(connection, { version, sweptTo });
  units.repairedTo(version);
}

/** The units above which something has changed since a version of the directory. */
async function* unitsChangedSince(units: UnitProjection, version: number): AsyncGenerator<string> {
  let inSlice = 0;
  for (const { id } of units.all()) {
    inSlice += 1;
    if (inSlice % sliceSize === 0) await setImmediate();
    if (units.scopeChangedAt(id) > version) yield id;
  }
}

/** The units of later referrals whose scope is wrong. */
async function* unitsOfReferralsSince(
  { connection, units }: ScopeRepairDependencies,
  time: Date,
): AsyncGenerator<string> {
  const seconds = Math.floor((time.getTime() - longestStoringMs) / 1_000);
  const found = referralModel(connection).collection.find<
    Pick<ReferralDocument, 'unitId' | 'scopeVersion'>
  >(
    { _id: { $gte: Types.ObjectId.createFromTime(seconds) } },
    { projection: { _id: 0, unitId: 1, scopeVersion: 1 }, comment: background },
  );
  for await (const { unitId, scopeVersion } of found) {
    if (scopeVersion < units.scopeChangedAt(unitId)) yield unitId;
  }
}

async function repairUnits(
  dependencies: ScopeRepairDependencies,
  unitIds: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  let batch = new Set<string>();
  for await (const unitId of unitIds) {
    if (signal.aborted) return;
    batch.add(unitId);
    if (batch.size < batchSize) continue;
    await repairBatch(dependencies, batch);
    batch = new Set();
  }
  if (batch.size > 0 && !signal.aborted) await repairBatch(dependencies, batch);
}

async function repairBatch(
  { connection, units }: ScopeRepairDependencies,
  unitIds: ReadonlySet<string>,
): Promise<void> {
  const operations = [...unitIds].map((unitId) => ({
    updateMany: {
      filter: {
        unitId,
        open: { $in: [true, false] }, // for the index
        scopeVersion: { $lt: units.scopeChangedAt(unitId) },
      },
      update: { $set: scopeFieldsOf(units, unitId) },
    },
  }));
  const { collection } = referralModel(connection);
  await collection.bulkWrite(operations, { ordered: false, comment: background });
}
