import { expect, test } from '@jest/globals';
import { Answers } from './answers.ts';

const answer = { groups: [], isIsolating: false };

const of = (day: string, build = 'build') => ({ day, build });

test('answers are of one day', () => {
  const answers = new Answers();
  answers.remember(of('2026-11-28'), 'a', answer);
  expect(answers.find(of('2026-11-28'), 'a')).toBe(answer);
  expect(answers.find(of('2026-11-29'), 'a')).toBeNull();
  answers.remember(of('2026-11-29'), 'b', answer);
  expect(answers.find(of('2026-11-29'), 'a')).toBeNull();
  answers.remember(of('2026-11-28'), 'a', answer);
  expect(answers.find(of('2026-11-28'), 'a')).toBeNull();
});

test('answers are of one build of the copy, whose last closed day may be an earlier one', () => {
  const answers = new Answers();
  answers.remember(of('2026-11-29'), 'a', answer);
  expect(answers.find(of('2026-11-29', 'another'), 'a')).toBeNull();
  answers.remember(of('2026-11-28', 'another'), 'b', answer);
  expect(answers.find(of('2026-11-28', 'another'), 'b')).toBe(answer);
  expect(answers.find(of('2026-11-29'), 'a')).toBeNull();
});

test('those that were not used for longest go first, and the bytes are bounded', () => {
  const each = 4 * (1 + JSON.stringify(answer).length);
  const answers = new Answers(2 * each);
  answers.remember(of('2026-11-28'), 'a', answer);
  answers.remember(of('2026-11-28'), 'a', answer);
  answers.remember(of('2026-11-28'), 'b', answer);
  answers.find(of('2026-11-28'), 'a');
  answers.remember(of('2026-11-28'), 'c', answer);
  expect(['a', 'b', 'c'].map((name) => answers.find(of('2026-11-28'), name) !== null)).toEqual([
    true,
    false,
    true,
  ]);
  expect(answers.bytes).toBe(2 * each);
  answers.remember(of('2026-11-28'), 'x'.repeat(1_000), answer);
  expect(answers.bytes).toBe(2 * each);
});
