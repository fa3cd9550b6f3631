import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Ask, createComparison, type Run } from './compare.ts';
import { composeLibrary } from './library/library.ts';

let compare: Awaited<ReturnType<typeof createComparison>>['compare'];

beforeAll(async () => {
  ({ compare } = await createComparison(composeLibrary()));
}, 60_000);

const paths = ({ errors }: Run) => errors.map(({ path }) => path);

/**
 * The places of these lists are more than what the subgraph is asked for: a place of another type, one
 * that lacks its key. Apollo's executor counts them all the same, and names another element.
 */
const operations: Readonly<Record<string, { ask: Ask; path: unknown[]; byApollo: unknown[] }>> = {
  'a list of several types': {
    ask: {
      query: '{ search(text: "a") { ... on Book { price } } }',
      faults: { 'Book.price:b4': 'error' },
    },
    path: ['search', 3, 'price'],
    byApollo: ['search', 1, 'price'],
  },
  'a list with an element whose key is not known': {
    ask: {
      query: '{ authors { books { price } } }',
      faults: { 'catalog/Book:b1': 'null', 'Book.price:b5': 'error' },
    },
    path: ['authors', 3, 'books', 1, 'price'],
    byApollo: ['authors', 3, 'books', 0, 'price'],
  },
};

describe('an error is at the element that it is about, in', () => {
  it.each(Object.entries(operations))('%s', async (_, { ask, path, byApollo }) => {
    const { apollo, again, compiled } = await compare(ask);
    expect(compiled).toBe(true);
    expect(paths(again)).toEqual([path]);
    expect(paths(apollo)).toEqual([byApollo]);
  });
});
