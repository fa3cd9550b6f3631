import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { actualCost } from './actual-cost.ts';
import { readCostSchema } from './cost-schema.ts';
import { charge } from './cost.ts';
import { staticCost } from './static-cost.ts';

const schema = buildSchema(`
  "${'x'.repeat(450)}"
  type Query { a: Int b(x: Int, y: Int = 1): Thing! old: Int @deprecated }
  type Thing { things: [Thing!]! }
`);
const context = { schema, costs: readCostSchema(schema) };

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(query);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is no operation.');
  const cost = staticCost({ document, definition }, variables, context);
  const actual = actualCost({ document, definition }, variables, {}, context);
  expect(charge(actual)).toBe(charge(cost));
  return { fields: cost.fieldCost, objects: cost.typeCost - 1, leaves: cost.leaves };
}

const type = (selections: string) => `{ __type(name: "Query") { ${selections} } }`;

describe('introspection is counted in the schema', () => {
  it.each([
    ['a type', type('name kind'), { objects: 1, leaves: 2 }],
    [
      'a leaf for each 200 characters of a description',
      type('description'),
      { objects: 1, leaves: 3 },
    ],
    ['aliases', type('a: name b: name'), { objects: 1, leaves: 2 }],
    ['fields, with those that are deprecated', type('fields { name }'), { objects: 4, leaves: 3 }],
    ['arguments', type('fields { args { name defaultValue } }'), { objects: 6, leaves: 4 }],
    ['aliases of lists', type('a: fields { name } b: fields { name }'), { objects: 7, leaves: 6 }],
    [
      'wrapped types',
      type('fields { type { name ofType { name } } }'),
      { objects: 1 + 3 + 3 + 1, leaves: 4 },
    ],
    [
      'fragments',
      `${type('...F')} fragment F on __Type { fields { ...G } } fragment G on __Field { name }`,
      { objects: 4, leaves: 3 },
    ],
    ['the names of types', type('__typename'), { objects: 1, leaves: 1 }],
    [
      'a type that does not exist',
      '{ __type(name: "Nothing") { name } }',
      { objects: 0, leaves: 0 },
    ],
    ['skipped fields', type('name fields @skip(if: true) { name }'), { objects: 1, leaves: 1 }],
    [
      'the whole schema',
      '{ __schema { queryType { name } mutationType { name } } }',
      { objects: 2, leaves: 1 },
    ],
  ])('%s', (_, query, { objects, leaves }) => {
    expect(costOf(query)).toEqual({ fields: 0, objects: 0, leaves: objects + leaves });
  });

  it('reads the name of a type from a variable', () => {
    const query = 'query ($name: String!) { __type(name: $name) { fields { name } } }';

    expect(costOf(query, { name: 'Query' }).leaves).toBe(4 + 3);
    expect(costOf(query, { name: 'Thing' }).leaves).toBe(2 + 1);
  });

  it('without visiting an object twice for the same selections', () => {
    const levels = 20;
    const nested = `${'a: fields { type { ofType { ofType { ofType { '.repeat(levels)} name ${'} } } } }'.repeat(levels)}`;
    const doubled = nested.replaceAll('a: fields', 'a: fields { name } b: fields');

    const { leaves } = costOf(`{ __type(name: "Thing") { ${doubled} } }`);

    expect(leaves).toBe(1 + 6 * levels + levels + 1);
  });
});
