import {
  badInput,
  type ClientError,
  clientError,
  type ErrorCode,
} from '../../../lib/kit/errors.ts';
import { type Message, say } from '../../../lib/kit/say.ts';
import { mostInTransaction } from '../../../lib/mongodb/shared-transactions.ts';
import { isOutsideKnownYears } from '../calendar/index.ts';
import type { ReferralResultError } from '../schema-types.ts';
import type { SeenReferral } from '../reading/index.ts';

/** Why an action on one referral failed. */
export type ResultError = Omit<ReferralResultError, 'message'> & {
  code: ErrorCode;
  said: Message;
};

/** The result for one referral of several. */
export type SeenReferralResult =
  | { referralId: string; referral: SeenReferral; error: null }
  | { referralId: string; referral: null; error: ResultError };

interface BulkOptions {
  /** `applicationId` is the referral's application, if it could be determined. */
  act: (referralId: string, applicationId: string | undefined) => Promise<SeenReferral>;
  /** The application of each referral, by the referral's id; unknown ids are omitted. */
  applicationsOf: (referralIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The error that a client gets for anything that was thrown. */
  toClientError: (thrown: unknown) => ClientError;
  /** The time budget; referrals that were not started by then can be sent again. */
  timeMs?: number;
}

/** So many take as much work as one operation may: see decision 42. */
const mostReferralsAtOnce = 100;
/** Maximum number of applications processed concurrently: as many as are committed together. */
const lanes = mostInTransaction;

/**
 * Applies one action to several referrals and reports each result, in their order. Referrals of one application are
 * processed sequentially, because concurrent moves would conflict. After an outage, or when the time is over, the rest
 * are not started and fail as `UNAVAILABLE`. `requireReferralIds` has checked how many they are.
 */
export async function toEachReferral(
  referralIds: readonly string[],
  { act, applicationsOf, toClientError, timeMs = 5_000 }: BulkOptions,
): Promise<SeenReferralResult[]> {
  const deadline = performance.now() + timeMs;
  const results: SeenReferralResult[] = []; // each at its place, in any order
  let notTried: ResultError | null = null;

  async function actOn(index: number): Promise<SeenReferralResult> {
    const referralId = referralIds[index] ?? '';
    if (performance.now() >= deadline) notTried ??= noTime;
    if (notTried) return { referralId, referral: null, error: notTried };
    try {
      return {
        referralId,
        referral: await act(referralId, applications.get(referralId)),
        error: null,
      };
    } catch (fault) {
      const error = resultErrorOf(toClientError(fault));
      if (error.code === 'UNAVAILABLE' && !isOutsideKnownYears(fault)) notTried ??= error;
      return { referralId, referral: null, error };
    }
  }

  // If this lookup fails, each referral reports the failure itself.
  const applications = await applicationsOf(referralIds).catch(() => new Map<string, string>());
  const ofEach = Map.groupBy(referralIds.keys(), (index) => {
    const referralId = referralIds[index] ?? '';
    return applications.get(referralId) ?? referralId;
  });
  const queue = ofEach.values();
  const lane = async () => {
    for (const ofOne of queue) {
      for (const index of ofOne) results[index] = await actOn(index);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return asOfTheEnd(results);
}

const noTime: ResultError = {
  code: 'UNAVAILABLE',
  said: say`The time limit was reached before this referral was processed. Send it again.`,
};

/**
 * Several referrals of one application may have changed: each result shows the application after
 * the last change.
 */
function asOfTheEnd(results: readonly SeenReferralResult[]): SeenReferralResult[] {
  const last = new Map(
    results.flatMap(({ referral }) =>
      referral ? [[referral.seen.application._id.toHexString(), referral.seen] as const] : [],
    ),
  );
  return results.map((result) => {
    const seen = result.referral && last.get(result.referral.seen.application._id.toHexString());
    return seen ? { ...result, referral: { ...result.referral, seen } } : result;
  });
}

/** @throws `BAD_USER_INPUT` for none, `LIMIT_EXCEEDED` for more than 100. */
export function requireReferralIds(referralIds: readonly string[]): void {
  if (referralIds.length < 1)
    throw badInput('referralIds', 'RANGE', say`Name at least one referral.`, {
      min: 1,
      max: mostReferralsAtOnce,
    });
  if (referralIds.length > mostReferralsAtOnce) {
    const message = say`At most ${mostReferralsAtOnce} referrals at once.`;
    throw clientError('LIMIT_EXCEEDED', message, {
      field: 'referralIds',
      limit: mostReferralsAtOnce,
    });
  }
}

/** The error as the mutation of a single referral would present it. */
function resultErrorOf({ code, said, details }: ClientError): ResultError {
  // Errors for clients have values of these types under these names.
  return { ...(details as Partial<ReferralResultError>), code, said };
}
