import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import { createBatchedFind } from '../../../lib/mongodb/batched-find.ts';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import { localDateOf } from '../../../lib/kit/local-date.ts';
import { areOnlyDuplicateKeys } from '../../../lib/mongodb/duplicate-key.ts';
import { type TimelineEntryRecord, unitOfficerId, unitOfficerModel } from '../record/index.ts';
import type { UnitProjection } from '../units/index.ts';

/** The officers who have acted for units. */
export interface UnitOfficers {
  /**
   * Records who acts, before their move is stored: of a stored move, the officer is on record. Writes once a day for
   * each officer of a unit, beside all transactions.
   */
  record(entries: readonly TimelineEntryRecord[]): Promise<void>;
  /**
   * Whether an officer has acted, within the last year, for a unit or one that it has succeeded; for a closed unit, its
   * successor counts. @throws `UNAVAILABLE` until the unit tree has been read.
   */
  hasActedFor(unitId: string, subject: string): Promise<boolean>;
}

interface Acted {
  unitId: string;
  subject: string;
  at: Date;
}

/** The pairs whose record of a day is remembered. */
const mostRemembered = 10_000;

/** Records written in one command: those of an act on many referrals, and of acts at the same time. */
const batches = { most: 200, maxWaitMs: 100 };

export function createUnitOfficers(
  connection: Connection,
  units: Pick<UnitProjection, 'current' | 'withPredecessors'>,
): UnitOfficers {
  const model = unitOfficerModel(connection);
  /** The records of this process, each for a pair and a day; a concurrent act of the same officer waits for it. */
  const recorded = new LRUCache<string, Promise<unknown>>({ max: mostRemembered });
  const byId = createBatchedFind({ model, key: '_id' });

  async function write(acted: readonly Acted[]): Promise<null[]> {
    const updates = acted.map(({ unitId, subject, at }) => ({
      updateOne: {
        filter: { _id: unitOfficerId(unitId, subject) as never }, // a string, as declared
        update: { $set: { unitId, subject }, $max: { lastActedAt: at } },
        upsert: true,
      },
    }));
    try {
      await model.collection.bulkWrite(updates, {
        ordered: false,
        writeConcern: { w: 'majority', j: true },
      });
    } catch (error) {
      if (!areOnlyDuplicateKeys(error)) throw error; // another process has just recorded the same
    }
    return acted.map(() => null);
  }

  const writing = inBatches(write, batches);

  function writeOnce(acted: Acted): Promise<unknown> {
    const key = `${localDateOf(acted.at)} ${unitOfficerId(acted.unitId, acted.subject)}`;
    const known = recorded.get(key);
    if (known) return known;
    const written = writing.load(acted);
    recorded.set(key, written);
    written.catch(() => recorded.delete(key));
    return written;
  }

  async function record(entries: readonly TimelineEntryRecord[]): Promise<void> {
    for (const { actor, officer: subject, unitId, at } of entries) {
      if (actor !== 'OFFICER' || subject === null || unitId === null) continue;
      await writeOnce({ unitId, subject, at });
    }
  }

  async function hasActedFor(unitId: string, subject: string): Promise<boolean> {
    const unitIds = units.withPredecessors(units.current(unitId));
    const found = await Promise.all(unitIds.map((id) => byId.load(unitOfficerId(id, subject))));
    return found.some((one) => one !== null);
  }

  return { record, hasActedFor };
}
