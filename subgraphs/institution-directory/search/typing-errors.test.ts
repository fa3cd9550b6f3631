import { expect, test } from '@jest/globals';
import { isOneErrorAway } from './typing-errors.ts';

test.each([
  ['ortadogu', 'ortadgu', true],
  ['ortadogu', 'ortadoggu', true],
  ['ortadogu', 'ortadigu', true],
  ['ortadogu', 'ortadgou', true],
  ['ortadogu', 'ortadogus', true],
  ['ortadogu', 'rtadogu', true],
  ['ortadogu', 'ortadogu', false],
  ['ortadogu', 'ortdgu', false],
  ['ortadogu', 'ortadoguna', false],
  ['ortadogu', 'otradgou', false],
  ['ab', 'ba', true],
  ['abc', 'cba', false],
  ['', 'a', true],
])('"%s" and "%s" are one typing error apart: %s', (one, other, expected) => {
  expect([isOneErrorAway(one, other), isOneErrorAway(other, one)]).toEqual([expected, expected]);
});
