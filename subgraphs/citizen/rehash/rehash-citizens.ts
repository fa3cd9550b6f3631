import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import { readVersion } from '../../../lib/kit/version-mark.ts';
import { keyOf } from '../../../lib/kit/versioned-keys.ts';
import { applicantHash } from '../../../lib/kit/applicant-hash.ts';
import { background } from '../../../lib/kit/background.ts';
import { inAnyOrder } from '../../../lib/kit/in-any-order.ts';
import { type CitizenDocument, citizenModel, nationalIdHash } from '../citizens/index.ts';
import { type Recovery, startRecovery } from './recovery.ts';

/** Citizens read at once: concurrent processes take them in different orders. */
const batchSize = 100;

type Stale = Pick<CitizenDocument, '_id' | 'nationalIdHash' | 'maskedNationalId'>;

export interface RehashOptions {
  connection: Connection;
  keys: Pick<Keys, 'secrets'>;
  logger: Logger;
}

/**
 * Creates the job that rehashes identity numbers under the current version of the key, so that an earlier
 * version can be removed. A number is not stored: it is recovered from its hash and its mask, which only a
 * holder of the key can do, and is kept no longer than that takes.
 * Each step is one conditional write: safe to run in several processes at once, and safe to interrupt anywhere;
 * the next run continues.
 */
export function createRehashing({ connection, keys, logger }: RehashOptions) {
  const { current, versions } = keyOf(keys, 'citizen/national-id');
  const services = {
    citizens: citizenModel(connection).collection,
    secrets: keys.secrets,
    versions,
    stale: madeBefore(current, versions),
    hashes: { nationalId: nationalIdHash(keys), applicant: applicantHash(keys) },
  };
  return async (signal: AbortSignal): Promise<void> => {
    if ((await readStale(services, '')).length === 0) return;
    logger.info({ version: current }, 'rehashing citizens under the current key');
    const { renewed, left } = await rehashAll(services, signal);
    const outcome = { version: current, renewed, left };
    if (left === 0) {
      logger.info(outcome, 'every citizen is found by the current key alone');
    } else {
      logger.error(
        outcome,
        'some citizens cannot be rehashed: the keys file lacks their key version',
      );
    }
  };
}

interface Services {
  citizens: ReturnType<typeof citizenModel>['collection'];
  secrets: Keys['secrets'];
  versions: readonly number[];
  stale: ReturnType<typeof madeBefore>;
  hashes: {
    nationalId: ReturnType<typeof nationalIdHash>;
    applicant: ReturnType<typeof applicantHash>;
  };
}

/** Those after `after`, in the order of the hashes. */
async function readStale({ citizens, stale }: Services, after: string): Promise<Stale[]> {
  if (!stale) return [];
  return citizens
    .find<Stale>({ $and: [{ nationalIdHash: { $gt: after } }, stale] })
    .project<Stale>({ nationalIdHash: 1, maskedNationalId: 1 })
    .sort({ nationalIdHash: 1 })
    .limit(batchSize)
    .comment(background)
    .toArray();
}

async function rehashAll(
  services: Services,
  signal: AbortSignal,
): Promise<{ renewed: number; left: number }> {
  const recovery = startRecovery(services.secrets);
  const done = { renewed: 0, left: 0 };
  try {
    let after = '';
    for (;;) {
      const batch = await readStale(services, after);
      for (const citizen of inAnyOrder(batch)) {
        signal.throwIfAborted();
        const { version } = readVersion(citizen.nationalIdHash);
        const isKnown = services.versions.includes(version);
        const isDone = isKnown && (await rehash(services, citizen, recovery, signal));
        done[isDone ? 'renewed' : 'left'] += 1;
      }
      const last = batch.at(-1);
      if (!last) return done;
      after = last.nationalIdHash;
    }
  } finally {
    await recovery.stop();
  }
}

/** Whether it is now stored under the current version, by any process. */
async function rehash(
  { citizens, hashes }: Services,
  { _id, nationalIdHash: hash, maskedNationalId: mask }: Stale,
  recovery: Recovery,
  signal: AbortSignal,
): Promise<boolean> {
  const isStale = { _id, nationalIdHash: hash };
  if (!(await citizens.findOne(isStale, { projection: { _id: 1 } }))) return true;
  const nationalId = await recovery.recover({ mask, hash }, signal);
  if (nationalId === null) return false;
  const renewed = {
    nationalIdHash: hashes.nationalId.of(nationalId),
    applicantHash: hashes.applicant.of(nationalId),
  };
  await citizens.updateOne(isStale, { $set: renewed });
  return true;
}

/**
 * The hashes that an earlier version made, as ranges of the index, so that nothing is read where there are
 * none; null if there can be none. Later versions are left alone: while processes are restarted one after
 * the other, a process that does not yet know the new version as the current one must not undo the work of the
 * others.
 */
function madeBefore(current: number, versions: readonly number[]) {
  if (current === 1) return null;
  const others = [current, ...versions.filter((version) => version > current)];
  return { $and: others.map(notMadeBy) };
}

/** `/` is the character after the point of a mark. */
const notMadeBy = (version: number) => ({
  $or: [{ nationalIdHash: { $lt: `${version}.` } }, { nationalIdHash: { $gte: `${version}/` } }],
});
