import { createHmac } from 'node:crypto';
import { beforeAll, expect, jest, test } from '@jest/globals';
import { currentKey, keyOf } from '../kit/versioned-keys.ts';
import type { SignedInViewer } from '../kit/viewer.ts';
import { generateKeys } from '../platform/identity/keys.ts';
import { type CitizenProofs, createCitizenProofs } from './citizen-proof.ts';

let proofs: CitizenProofs;

beforeAll(async () => {
  proofs = createCitizenProofs(await generateKeys());
});

const officer: SignedInViewer = {
  subject: 'officer',
  role: 'OFFICER',
  unitId: '12345678',
  citizenId: null,
};
const citizenId = 'cit_0123456789ABCDEFGHJKMNPQRS';

/** What `work` returns at a moment of the clock. */
function at<Result>(seconds: number, work: () => Result): Result {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000 * seconds);
  try {
    return work();
  } finally {
    clock.mockRestore();
  }
}

test('a proof is good for a minute at least and two at most, to the second', () => {
  const sealedAt = 60 * 30_000_000 + 17;
  const proof = at(sealedAt, () => proofs.seal(citizenId, officer));
  const end = 60 * 30_000_000 + 120;
  const isGood = (seconds: number) => at(seconds, () => proofs.allows(citizenId, officer, proof));

  const seconds = [sealedAt, sealedAt + 60, end - 1, end, end + 1, sealedAt + 3_600];
  expect(seconds.map(isGood)).toEqual([true, true, true, false, false, false]);
  const expired = (seconds: number, viewer = officer, given = proof) =>
    at(seconds, () => proofs.hasExpired(citizenId, viewer, given));
  expect(seconds.map((each) => expired(each))).toEqual([false, false, false, true, true, true]);
  // One that was never good has not expired.
  expect([
    expired(end, { ...officer, unitId: '87654321' }),
    expired(end, officer, `${proof?.slice(0, -1)}~`),
    expired(end, officer, null),
  ]).toEqual([false, false, false]);
});

test('a proof is good for whoever sees the same applicants', () => {
  const colleague = { ...officer, subject: 'colleague' };
  const proof = proofs.seal(citizenId, officer);

  expect(proofs.allows(citizenId, colleague, proof)).toBe(true);
  expect(at(0, () => proofs.seal(citizenId, officer))).toBe(
    at(0, () => proofs.seal(citizenId, colleague)),
  );
});

test.each<[string, Partial<SignedInViewer>]>([
  ['another unit', { unitId: '87654321' }],
  ['another role', { role: 'EVALUATOR' }],
  ['another citizen', { citizenId: 'cit_ZZZZZZZZZZZZZZZZZZZZZZ' }],
])('a proof is not good for %s', (_name, other) => {
  const proof = proofs.seal(citizenId, officer);

  expect(
    [officer, { ...officer, ...other }].map((viewer) => proofs.allows(citizenId, viewer, proof)),
  ).toEqual([true, false]);
});

test('a proof as the release before seals it, which names the subject, is good for that subject', async () => {
  const keys = await generateKeys();
  const { role, subject, citizenId: self, unitId } = officer;
  const end = 60 * (Math.floor(Date.now() / 60_000) + 2);
  const { key } = currentKey(keyOf(keys, 'citizen/reference-proof'));
  const mac = createHmac('sha256', key)
    .update(JSON.stringify([end, citizenId, role, subject, self, unitId]))
    .digest('base64url');
  const colleague = { ...officer, subject: 'colleague' };
  const { allows } = createCitizenProofs(keys);

  expect([officer, colleague].map((viewer) => allows(citizenId, viewer, `${end}~${mac}`))).toEqual([
    true,
    false,
  ]);
});
