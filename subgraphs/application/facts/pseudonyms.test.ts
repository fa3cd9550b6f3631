import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createPseudonyms } from './pseudonyms.ts';

const secret = () => randomBytes(32).toString('base64');
const [first, second] = [secret(), secret()];
const keysWith = (current: number, versions: Record<string, string>) => ({
  secrets: { current, versions },
});
const citizenId = 'cit_AAAAAAAAAAAAAAAAAAAAAA';

test('a person has one pseudonym and one record key, which say nothing of the id', () => {
  const one = createPseudonyms(keysWith(1, { 1: first }));
  expect(one.personOf(citizenId)).toMatch(/^[\da-f]{16}$/);
  expect(one.personOf(citizenId)).toBe(one.personOf(citizenId));
  expect(one.personOf(citizenId)).not.toBe(one.personOf(`${citizenId}x`));
  const other = createPseudonyms(keysWith(1, { 1: second }));
  expect(other.personOf(citizenId)).not.toBe(one.personOf(citizenId));
});

test('record keys are spread over 12 bits', () => {
  const { recordKeyOf } = createPseudonyms(keysWith(1, { 1: first }));
  const keys = Array.from({ length: 20_000 }, (_, index) => recordKeyOf(`cit_${index}`));
  expect([Math.min(...keys) >= 0, Math.max(...keys) <= 4_095]).toEqual([true, true]);
  expect(new Set(keys).size).toBeGreaterThan(3_900);
});

test('a rotation changes neither until the earliest secret is removed', () => {
  const before = createPseudonyms(keysWith(1, { 1: first }));
  const during = createPseudonyms(keysWith(2, { 1: first, 2: second }));
  const after = createPseudonyms(keysWith(2, { 2: second }));
  expect([during.keyVersion, during.personOf(citizenId)]).toEqual([1, before.personOf(citizenId)]);
  expect(during.recordKeyOf(citizenId)).toBe(before.recordKeyOf(citizenId));
  expect(after.keyVersion).toBe(2);
  expect(after.personOf(citizenId)).not.toBe(before.personOf(citizenId));
});
