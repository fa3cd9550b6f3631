import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Ask, createComparison } from './compare.ts';
import { composeLibrary } from './library/library.ts';

let compare: Awaited<ReturnType<typeof createComparison>>['compare'];

beforeAll(async () => {
  ({ compare } = await createComparison(composeLibrary()));
}, 60_000);

const operations: Readonly<Record<string, Ask>> = {
  'the schema': { query: '{ __schema { queryType { name } } }' },
  'a type of the schema, in a fragment': {
    query: '{ ...Type } fragment Type on Query { __type(name: "Book") { name } }',
  },
  '@skip': { query: '{ books { title @skip(if: true) price } }' },
  '@include on a fragment': {
    query: 'query ($with: Boolean!) { books { ... @include(if: $with) { price } } }',
    variables: { with: true },
  },
  'a field under a name that every object has': { query: '{ constructor: books { title } }' },
  'a field under the name of the prototype': { query: '{ books { __proto__: title price } }' },
  'a variable under a name that every object has': {
    query: 'query ($toString: ID!) { book(id: $toString) { title } }',
    variables: { toString: 'b1' },
  },
  'a variable with the name of the representations': {
    query: 'query ($representations: String!) { books { stock(city: $representations) { city } } }',
    variables: { representations: 'Van' },
  },
  'an object that is an interface elsewhere': { query: '{ works { title stars } }' },
  'fields of one name and different types': {
    query: '{ works { ... on Book { it: author { id } } ... on Film { it: director { id } } } }',
  },
};

describe('Apollo’s executor keeps', () => {
  it.each(Object.entries(operations))('%s', async (_, ask) => {
    const { apollo, again, compiled } = await compare(ask);
    expect(compiled).toBe(false);
    expect(again).toEqual(apollo);
  });
});
