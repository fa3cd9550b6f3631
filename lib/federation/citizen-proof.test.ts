import { beforeAll, expect, jest, test } from '@jest/globals';
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
});

test.each<[string, Partial<SignedInViewer>]>([
  ['another subject', { subject: 'another' }],
  ['another unit', { unitId: '87654321' }],
  ['another role', { role: 'EVALUATOR' }],
])('a proof is not good for %s', (_name, other) => {
  const proof = proofs.seal(citizenId, officer);

  expect(
    [officer, { ...officer, ...other }].map((viewer) => proofs.allows(citizenId, viewer, proof)),
  ).toEqual([true, false]);
});
