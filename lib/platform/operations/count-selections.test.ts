import { expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { countSelections } from './count-selections.ts';

test.each([
  ['{ a }', 1],
  ['{ a { b c } ... on A { d } }', 5],
  ['query A { a } query B { a b }', 2],
  ['{ ...F ...F } fragment F on A { a b }', 6],
  ['{ ...F } fragment F on A { ...G ...G } fragment G on A { a }', 5],
  ['{ ...Unknown }', 1],
  ['{ ...F } fragment F on A { a ...G } fragment G on A { b ...F }', 5],
])('%s has %i selections with its fragments expanded', (text, count) => {
  expect(countSelections(parse(text))).toBe(count);
});

test('the selections of one operation are counted without those of others', () => {
  const document = parse('query A { a ...F } query B { a b ...F } fragment F on A { a b }');

  expect(countSelections(document, getOperationAST(document, 'A'))).toBe(4);
});

test('nested fragments are visited once each', () => {
  const fragments = Array.from(
    { length: 60 },
    (_, index) => `fragment F${index} on A { ...F${index + 1} ...F${index + 1} }`,
  );

  expect(countSelections(parse(`{ ...F0 } ${fragments.join(' ')}`))).toBeGreaterThan(2 ** 59);
});
