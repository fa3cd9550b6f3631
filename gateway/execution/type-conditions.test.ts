import { expect, it } from '@jest/globals';
import { createTypeConditionTest } from './type-conditions.ts';

const satisfies = createTypeConditionTest(`
  directive @join__type(graph: String) repeatable on OBJECT | INTERFACE
  interface Node { id: ID }
  interface Work implements Node { id: ID }
  type Book implements Node & Work @join__type(graph: "A") { id: ID }
  type Film implements Node { id: ID }
  union Found = Book | Film
`);

it.each([
  ['Book', 'Book', true],
  ['Film', 'Book', false],
  ['Work', 'Book', true],
  ['Work', 'Film', false],
  ['Node', 'Work', true],
  ['Found', 'Film', true],
  ['Found', 'Work', false],
  ['Book', 'Work', false],
  ['Work', 'Unheard', false],
  ['Unheard', 'Unheard', true],
])('%s is satisfied by %s: %s', (condition, typename, expected) => {
  expect(satisfies(condition, typename)).toBe(expected);
});
