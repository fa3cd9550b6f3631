import { expect, test } from '@jest/globals';
import { namesSubscription } from './names-subscription.ts';

const both = 'query Q($a: A = {b: 1}) { a(b: {c: 1}) { d } } subscription S { e }';

test.each([
  ['subscription { a }', undefined, true],
  ['# a comment\n subscription Name @live { a }', undefined, true],
  ['{ subscription }', undefined, false],
  ['query subscription { a }', undefined, false],
  ['query { a(b: "subscription { c }") }', undefined, false],
  ['query ($subscription: ID) { subscription: a(b: $subscription) { subscription } }', null, false],
  ['fragment subscription on A { b } query { ...subscription }', undefined, false],
  ['fragment F on A { b } subscription { ...F }', undefined, true],
  [both, 'S', true],
  [both, 'Q', false],
  [both, '', true],
  ['subscription', undefined, true],
  ['{ a } " subscription', undefined, false],
])('%s, executed by the name %s: %s', (text, operationName, isSubscription) => {
  expect(namesSubscription(text, operationName, undefined)).toBe(isSubscription);
});

test('reads no further than the limit', () => {
  const text = `{ ${'a '.repeat(1_000)} } subscription { a }`;

  expect(namesSubscription(text, undefined, undefined)).toBe(true);
  expect(namesSubscription(text, undefined, 500)).toBe(false);
});
