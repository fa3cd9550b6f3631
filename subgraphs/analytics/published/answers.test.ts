import { expect, test } from '@jest/globals';
import { Answers } from './answers.ts';

const answer = { groups: [], isIsolating: false };

test('answers are of one day', () => {
  const answers = new Answers();
  answers.remember('2026-11-28', 'a', answer);
  expect(answers.find('2026-11-28', 'a')).toBe(answer);
  expect(answers.find('2026-11-29', 'a')).toBeNull();
  answers.remember('2026-11-29', 'b', answer);
  expect(answers.find('2026-11-29', 'a')).toBeNull();
  answers.remember('2026-11-28', 'a', answer);
  expect(answers.find('2026-11-28', 'a')).toBeNull();
});

test('those that were not used for longest go first, and the bytes are bounded', () => {
  const each = 4 * (1 + JSON.stringify(answer).length);
  const answers = new Answers(2 * each);
  answers.remember('2026-11-28', 'a', answer);
  answers.remember('2026-11-28', 'a', answer);
  answers.remember('2026-11-28', 'b', answer);
  answers.find('2026-11-28', 'a');
  answers.remember('2026-11-28', 'c', answer);
  expect(['a', 'b', 'c'].map((name) => answers.find('2026-11-28', name) !== null)).toEqual([
    true,
    false,
    true,
  ]);
  expect(answers.bytes).toBe(2 * each);
  answers.remember('2026-11-28', 'x'.repeat(1_000), answer);
  expect(answers.bytes).toBe(2 * each);
});
