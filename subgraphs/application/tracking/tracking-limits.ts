import type { mongo } from 'mongoose';
import { ownerOf } from '../../../lib/kit/owner-of.ts';
import { clientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { createBatchedFind } from '../../../lib/mongodb/batched-find.ts';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import type { KeyedHash } from '../../../lib/kit/keyed-hash.ts';
import type { TrackingFailureDocument, TrackingFailureModel } from './tracking-failure.model.ts';

const windowsMs = { hour: 3_600_000, day: 86_400_000 } as const;
type WindowName = keyof typeof windowsMs;
const windowNames: readonly WindowName[] = ['hour', 'day'];

/** The subjects of counting, and how many failures each window allows. */
export const trackingLimits = {
  /** For one application number, whether it exists or not. Beyond it each attempt is slowed. */
  NUMBER: { hour: 10, day: 30 },
  /** For one requester: a signed-in viewer, else an address. Beyond it wrong codes are refused, and each attempt slowed. */
  REQUESTER: { hour: 60, day: 240 },
} as const satisfies Record<string, Record<WindowName, number>>;

type Counted = keyof typeof trackingLimits;

/** How long an attempt beyond a limit is delayed. */
export const slowedMs = 2_000;

/** Slots of each kind: the storage is bounded under any attack. */
const places = 2 ** 18;

/** Failures stored with one command. */
const batches = { most: 100, maxWaitMs: 1_000 };

/** The number and the requester that an attempt counts for. */
interface TrackingAttempt {
  number: string;
  viewer: Viewer;
  /** The address of a viewer who is not signed in; null if it is not known. */
  clientAddress: string | null;
  /** Has the answer sent that many milliseconds later. */
  holdBack(ms: number): void;
}

/**
 * Slows attempts at tracking codes, by requester and by number. The right code is never refused, so nobody can lock an
 * applicant out, neither of a number nor of an address that many people share. All processes count together. Concurrent
 * attempts may exceed a limit by their number.
 */
export interface TrackingLimits {
  /** Has the answer held back beyond a limit. @returns whether a wrong code is to be refused with `tooManyFailures`. */
  slow(attempt: TrackingAttempt): Promise<{ refuses: boolean }>;
  /** Counts a failed attempt. */
  failed(attempt: TrackingAttempt): Promise<void>;
}

interface Subject {
  counted: Counted;
  /** Keyed hash of the number or requester. */
  hash: string;
  _id: string;
}

export function createTrackingLimits(
  failures: TrackingFailureModel,
  hash: Pick<KeyedHash, 'of'>,
): TrackingLimits {
  const byId = createBatchedFind({ model: failures, key: '_id' });
  const counting = inBatches((subjects: readonly Subject[]) => count(failures, subjects), batches);

  function subjectOf(counted: Counted, name: string): Subject {
    const hashed = hash.of(`${counted} ${name}`);
    return { counted, hash: hashed, _id: `${counted}/${placeOf(hashed)}` };
  }

  const subjectsOf = (attempt: TrackingAttempt) => [
    subjectOf('NUMBER', attempt.number),
    subjectOf('REQUESTER', requesterOf(attempt)),
  ];

  return {
    async slow(attempt) {
      const now = Date.now();
      const [ofNumber, ofRequester] = await Promise.all(
        subjectsOf(attempt).map(async (subject) =>
          isBeyondLimit(subject, await byId.load(subject._id), now),
        ),
      );
      if (ofRequester || ofNumber) attempt.holdBack(slowedMs);
      return { refuses: ofRequester === true };
    },
    async failed(attempt) {
      await Promise.all(subjectsOf(attempt).map((subject) => counting.load(subject)));
    },
  };
}

/** For a wrong code of a requester beyond the limit. */
export const tooManyFailures = () =>
  clientError(
    'LIMIT_EXCEEDED',
    say`Too many attempts from here have failed. Try again later, or sign in to see your applications.`,
    { field: 'trackingCode' },
  );

const requesterOf = ({ viewer, clientAddress }: TrackingAttempt): string =>
  ownerOf(viewer, clientAddress ?? 'unknown');

/** A hash may begin with the version of its key. */
const placeOf = (hash: string) =>
  Buffer.from(hash.slice(-8), 'base64url').readUIntBE(0, 6) % places;

function isBeyondLimit(
  { counted, hash }: Subject,
  stored: TrackingFailureDocument | null,
  now: number,
): boolean {
  if (stored?.subject !== hash) return false;
  return windowNames.some((name) => {
    const { since, failures } = stored[name];
    return since.getTime() > now - windowsMs[name] && failures >= trackingLimits[counted][name];
  });
}

async function count(model: TrackingFailureModel, subjects: readonly Subject[]): Promise<null[]> {
  const now = new Date();
  const writes = subjects.map(({ _id, hash }) => ({
    updateOne: {
      filter: { _id },
      update: [
        {
          $set: {
            subject: hash,
            hour: oneMore('hour', hash, now),
            day: oneMore('day', hash, now),
            expiresAt: new Date(now.getTime() + windowsMs.day),
          },
        },
      ],
      upsert: true,
    },
  }));
  // Mongoose types every `_id` as an ObjectId.
  await model.collection.bulkWrite(writes as unknown as mongo.AnyBulkWriteOperation[], {
    ordered: false,
  });
  return subjects.map(() => null);
}

/** Increments the count of the open window; otherwise opens one that begins now. */
function oneMore(name: WindowName, hash: string, now: Date) {
  const isOpen = { $gt: [`$${name}.since`, new Date(now.getTime() - windowsMs[name])] };
  return {
    $cond: [
      { $and: [{ $eq: ['$subject', hash] }, isOpen] },
      { since: `$${name}.since`, failures: { $add: [`$${name}.failures`, 1] } },
      { since: now, failures: 1 },
    ],
  };
}
