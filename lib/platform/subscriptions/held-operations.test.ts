import { expect, test } from '@jest/globals';
import type { ClientOperation } from '../operations/engine.ts';
import { HeldOperations } from './held-operations.ts';

const prepared = () => ({}) as ClientOperation;
const [one, other] = [prepared(), prepared()];
const refused = expect.objectContaining({
  code: 'LIMIT_EXCEEDED',
  details: { quantity: 'operationBytes', limit: 100 },
});

test('the operations of one viewer hold so many bytes, each counted once', () => {
  const held = new HeldOperations(100);
  held.add('ayse', one, 60);
  held.add('ayse', one, 60);

  expect(() => held.requireRoom('ayse', one, 60)).not.toThrow();
  expect(() => held.requireRoom('ayse', other, 60)).toThrow(refused);
  expect(() => held.requireRoom('ayse', other, 40)).not.toThrow();
  expect(() => held.requireRoom('ali', other, 60)).not.toThrow();
});

test('an operation is held until the last of its subscriptions has ended', () => {
  const held = new HeldOperations(100);
  held.add('ayse', one, 60);
  held.add('ayse', one, 60);
  held.remove('ayse', one);
  expect(() => held.requireRoom('ayse', other, 60)).toThrow(refused);

  held.remove('ayse', one);
  expect(() => held.requireRoom('ayse', other, 60)).not.toThrow();
});
