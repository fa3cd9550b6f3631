import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { deduplicate } from './representations.ts';
import type { SubgraphResult } from './transport.ts';

interface Representation {
  __typename: string;
  id: number;
}

/** Plays a subgraph: odd ids are unknown, which is an error at their path. */
function subgraph(representations: readonly Representation[]): SubgraphResult {
  const errors = representations.flatMap(({ id }, place) =>
    id % 2 === 1 ? [{ message: `no ${id}`, path: ['_entities', place, 'name'] }] : [],
  );
  return {
    data: {
      _entities: representations.map(({ id }) => (id % 2 === 1 ? null : { name: `n${id}` })),
    },
    ...(errors.length > 0 && { errors }),
  };
}

const byPlace = ({ data, errors }: SubgraphResult) => ({
  data,
  errors: new Set(errors?.map((error) => JSON.stringify(error))),
});

const lists = fc.array(
  fc.record({ __typename: fc.constantFrom('Unit', 'Citizen'), id: fc.nat({ max: 5 }) }),
);

test('requesting each entity once gives the same result as requesting all', () => {
  fc.assert(
    fc.property(lists, (representations) => {
      const fewer = deduplicate(representations);
      const distinct = new Set(representations.map((each) => JSON.stringify(each)));
      if (!fewer) {
        expect(distinct.size).toBe(representations.length);
        return;
      }
      const result = fewer.expand(subgraph(fewer.representations as Representation[])); // a subset of the input
      expect(fewer.representations).toHaveLength(distinct.size);
      expect(byPlace(result)).toEqual(byPlace(subgraph(representations)));
    }),
  );
});

test('no two places share an object, since the gateway merges later results into them', () => {
  const same = { __typename: 'Unit', id: 2 };
  const fewer = deduplicate([same, same]);

  const entities = fewer?.expand(subgraph([same])).data?.['_entities'];

  expect(entities).toEqual([{ name: 'n2' }, { name: 'n2' }]);
  expect(new Set(entities as object[]).size).toBe(2); // objects, as asserted above
});

test('an error of the whole fetch is not multiplied', () => {
  const same = { __typename: 'Unit', id: 2 };
  const errors = [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }];

  expect(deduplicate([same, same])?.expand({ errors })).toEqual({ errors });
  expect(deduplicate([same, same])?.expand({ data: null, errors })).toEqual({ data: null, errors });
});
