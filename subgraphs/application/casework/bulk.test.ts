import { say } from '../../../lib/kit/say.ts';
import { describe, expect, it } from '@jest/globals';
import { clientError, isClientError } from '../../../lib/kit/errors.ts';
import { mostInTransaction } from '../../../lib/mongodb/shared-transactions.ts';
import { toEachReferral } from './bulk.ts';
import type { SeenReferral } from '../reading/index.ts';

/** The action itself is tested through the API; here, the order and the time limit. */

const toClientError = (thrown: unknown) =>
  isClientError(thrown) ? thrown : clientError('INTERNAL_SERVER_ERROR', say`${String(thrown)}`);
const done = {
  seen: { application: { _id: { toHexString: () => 'one' } } },
} as unknown as SeenReferral; // only these are used

/**
 * Three referrals of each of this number of applications, alternating, and one of each of some
 * others.
 */
const referralIds = (applications: number, others = 0) =>
  [1, 2, 3].flatMap((turn) =>
    Array.from(
      { length: applications + (turn === 1 ? others : 0) },
      (_, index) => `${index}/${turn}`,
    ),
  );
const applicationsOf = async (ids: readonly string[]) =>
  new Map(ids.map((id) => [id, id.split('/')[0] ?? '']));

describe('several referrals', () => {
  it('are processed concurrently, those of one application one after the other', async () => {
    const underWay: string[] = [];
    const begun: string[] = [];
    let most = 0;
    async function act(id: string) {
      const [application = ''] = id.split('/');
      expect(underWay).not.toContain(application);
      underWay.push(application);
      begun.push(id);
      most = Math.max(most, underWay.length);
      await new Promise(setImmediate);
      underWay.splice(underWay.indexOf(application), 1);
      return done;
    }
    const ids = referralIds(25, mostInTransaction);

    const results = await toEachReferral(ids, { act, applicationsOf, toClientError });

    expect(results.map(({ referralId }) => referralId)).toEqual(ids);
    expect(results.map(({ error }) => error)).toEqual(ids.map(() => null));
    expect(most).toBe(mostInTransaction);
    expect(begun.filter((id) => id.startsWith('7/'))).toEqual(['7/1', '7/2', '7/3']);
  });

  it('are not started after the time limit, and each reports so', async () => {
    const act = () => Promise.reject(new Error('not to be begun'));
    const ids = referralIds(2);

    const results = await toEachReferral(ids, { act, applicationsOf, toClientError, timeMs: 0 });

    const message = 'The time limit was reached before this referral was processed. Send it again.';
    const shown = results.map(({ error, ...rest }) => ({
      ...rest,
      error: error && { code: error.code, message: String(error.said) },
    }));
    expect(shown).toEqual(
      ids.map((referralId) => ({
        referralId,
        referral: null,
        error: { code: 'UNAVAILABLE', message },
      })),
    );
  });
});
