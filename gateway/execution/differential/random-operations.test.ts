import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parse, validate } from 'graphql';
import { type Comparison, createComparison, type Run } from './compare.ts';
import { composeLibrary, type Faults } from './library/library.ts';
import { RandomOperation } from './random-operation.ts';

let comparison: Awaited<ReturnType<typeof createComparison>>;

beforeAll(async () => {
  comparison = await createComparison(composeLibrary());
}, 60_000);

const fields: Readonly<Record<string, string>> = {
  Query: 'books masterpiece authors',
  Reader: 'name favourite query',
  Shelf: 'label rows first',
  Book: 'title isbn tags pages price reviews author sequel bundle',
  Film: 'minutes price director',
  Author: 'name books rival address',
  Review: 'stars by',
  Stock: 'count',
};
const foundBy: Readonly<Record<string, string>> = {
  catalog: 'Book Author',
  people: 'Book Author',
  shop: 'Book Film Author',
};
const placesOf = (names: Readonly<Record<string, string>>, separator: string): string[] =>
  Object.entries(names).flatMap(([owner, members]) =>
    members.split(' ').map((member) => `${owner}${separator}${member}`),
  );
const places = [...placesOf(fields, '.'), ...placesOf(foundBy, '/')];
const keys = ['', '', ':b1', ':b2', ':i1', ':i2', ':a1', ':a2', ':a3', ':f1'];

const faults: fc.Arbitrary<Faults> = fc.dictionary(
  fc.tuple(fc.constantFrom(...places), fc.constantFrom(...keys)).map((parts) => parts.join('')),
  fc.constantFrom('error', 'coded error', 'null'),
  { maxKeys: 4 },
);

/** The planner's rewrites for interface objects are not compiled. */
const notCompiled = ['stars'];

/** Apollo's executor takes other elements of a list for those that failed: see the tests of errors. */
function withoutIndices(run: Run) {
  const errors = run.errors.map(({ path, ...error }) => ({
    ...error,
    path: path?.map((part) => (typeof part === 'number' ? '@' : part)),
  }));
  return { ...run, errors };
}

const numRuns = 100;

describe('a compiled operation', () => {
  let compiled: number;

  beforeEach(() => {
    compiled = 0;
  });

  async function compareRandom(gen: fc.GeneratorValue, given: Faults): Promise<Comparison> {
    const ask = new RandomOperation(gen, comparison.schema, notCompiled).write();
    fc.pre(validate(comparison.schema, parse(ask.query)).length === 0);
    const compared = await comparison.compare({ ...ask, faults: given });
    if (compared.compiled) compiled += 1;
    return compared;
  }

  it('answers and fetches as Apollo’s executor does, whatever is selected', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const { apollo, again } = await compareRandom(gen, {});
        expect(again).toEqual(apollo);
        expect(JSON.stringify(again)).toBe(JSON.stringify(apollo));
      }),
      { numRuns },
    );
    expect(compiled).toBeGreaterThan(0.9 * numRuns);
  }, 120_000);

  it('answers and fetches as Apollo’s executor does, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), faults, async (gen, given) => {
        const { apollo, again } = await compareRandom(gen, given);
        expect(withoutIndices(again)).toEqual(withoutIndices(apollo));
        expect(JSON.stringify(again.data)).toBe(JSON.stringify(apollo.data));
      }),
      { numRuns },
    );
    expect(compiled).toBeGreaterThan(0.9 * numRuns);
  }, 120_000);
});
