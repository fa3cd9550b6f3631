import { afterAll, beforeAll, expect } from '@jest/globals';
import type { UnitRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../../support/graph.ts';

/** Lists of units, page by page. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const turkish = new Intl.Collator('tr');

const inOrder = (units: readonly UnitRecord[]) =>
  units.toSorted(
    (one, other) => turkish.compare(one.name, other.name) || Number(one._id) - Number(other._id),
  );

interface Page {
  totalCount: number;
  edges: { cursor: string; node: { id: string } }[];
  nodes: { id: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

const pageFields = /* GraphQL */ `
  fragment Page on AdministrativeUnitConnection {
    totalCount
    edges {
      cursor
      node {
        id
      }
    }
    nodes {
      id
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
`;

/** Reads a list to its end. Every page except the last must be full, and consistent. */
async function readPages(
  read: (after: string | null) => Promise<Page>,
  first: number,
): Promise<{ ids: string[]; totalCount: number }> {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { edges, nodes, pageInfo, totalCount } = await read(after);
    expect(nodes).toEqual(edges.map(({ node }) => node));
    expect(pageInfo).toEqual({
      hasNextPage: ids.length + nodes.length < totalCount,
      hasPreviousPage: after !== null,
      startCursor: nodes.length === 0 ? null : expect.any(String),
      endCursor: nodes.length === 0 ? null : expect.any(String),
    });
    ids.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return { ids, totalCount };
    expect(nodes).toHaveLength(first);
    after = pageInfo.endCursor;
  }
}

async function units(
  filter: object | null,
  { first = 20, after = null }: { first?: number; after?: string | null } = {},
): Promise<Page> {
  const data = await graph.client.data(
    /* GraphQL */ `
      query Units($filter: AdministrativeUnitFilter, $first: Int, $after: String) {
        administrativeUnits(filter: $filter, first: $first, after: $after) {
          ...Page
        }
      }
      ${pageFields}
    `,
    { variables: { filter, first, after } },
  );
  return data['administrativeUnits'] as Page; // the form of the query
}

test('the children of a unit come page by page, each once, in Turkish order', async () => {
  const { _id } = graph.data.unit({ name: 'İstanbul Valiliği' });

  const read = await readPages(async (after) => {
    const data = await graph.client.data(
      /* GraphQL */ `
        query Children($id: ID!, $after: String) {
          administrativeUnit(id: $id) {
            children(first: 30, after: $after) {
              ...Page
            }
          }
        }
        ${pageFields}
      `,
      { variables: { id: _id, after } },
    );
    return (data['administrativeUnit'] as { children: Page }).children; // the form of the query
  }, 30);

  const children = graph.data.directory.units.filter(({ parentId }) => parentId === _id);
  expect(children.length).toBeGreaterThan(90);
  expect(read).toEqual({
    ids: inOrder(children).map((unit) => unit._id),
    totalCount: children.length,
  });
});

onceInTheSuite('the list of units', () => {
  type Filter = Record<string, string>;
  const idOf = (name: string) => graph.data.unit({ name })._id;
  let recordOf: ReadonlyMap<string, UnitRecord>;

  beforeAll(() => {
    recordOf = new Map(graph.data.directory.units.map((unit) => [unit._id, unit]));
  });

  function isAtOrBelow(unit: UnitRecord, id: string): boolean {
    if (unit._id === id) return true;
    const parent = recordOf.get(unit.parentId ?? '');
    return parent !== undefined && isAtOrBelow(parent, id);
  }

  const expected = (filter: Filter) =>
    inOrder(
      graph.data.directory.units.filter((unit) =>
        Object.entries(filter).every(([key, value]) =>
          key === 'withinId' ? isAtOrBelow(unit, value) : unit[key as keyof UnitRecord] === value,
        ),
      ),
    ).map(({ _id }) => _id);

  test.each<[what: string, filter: () => Filter]>([
    ['of a kind', () => ({ kind: 'MINISTRY' })],
    ['of a district', () => ({ districtCode: '3423' })],
    ['of a province', () => ({ provinceCode: '69' })],
    ['directly below a unit', () => ({ parentId: idOf('Sakarya Valiliği') })],
    ['within a unit, itself among them', () => ({ withinId: idOf('Kadıköy Kaymakamlığı') })],
    ['within a unit that has no other', () => ({ withinId: idOf('Kadıköy Tapu Müdürlüğü') })],
    ['of a kind in a province', () => ({ kind: 'MUNICIPAL_DIRECTORATE', provinceCode: '69' })],
    [
      'of a kind in a district and within a unit',
      () => ({
        kind: 'DISTRICT_DIRECTORATE',
        districtCode: '5401',
        withinId: idOf('Sakarya Valiliği'),
      }),
    ],
    [
      'that work, of a kind, directly below a unit',
      () => ({
        status: 'ACTIVE',
        kind: 'DISTRICT_GOVERNORSHIP',
        parentId: idOf('İstanbul Valiliği'),
      }),
    ],
  ])('contains those %s, each once, in Turkish order', async (_what, filter) => {
    const ids = expected(filter());

    const read = await readPages((after) => units(filter(), { first: 25, after }), 25);

    expect(ids).not.toEqual([]);
    expect(read).toEqual({ ids, totalCount: ids.length });
  });

  test.each([
    ['the district is in another province', { provinceCode: '34', districtCode: '5401' }],
    ['none is closed', { status: 'CLOSED' }],
    ['no town is in the province', { kind: 'TOWN_MUNICIPALITY', provinceCode: '34' }],
  ])('is empty if %s', async (_what, filter) => {
    expect(await units(filter)).toEqual({
      totalCount: 0,
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test.each([null, {}, { kind: null }])(
    'contains all units if the filter is %j',
    async (filter) => {
      const { totalCount, nodes } = await units(filter, { first: 100 });

      const ids = expected({});
      expect({ totalCount, nodes }).toEqual({
        totalCount: ids.length,
        nodes: ids.slice(0, 100).map((id) => ({ id })),
      });
    },
  );

  test('continues from the cursor of any unit', async () => {
    const filter = { kind: 'MINISTRY' };
    const whole = await units(filter);

    const rest = await units(filter, { after: whole.edges[4]?.cursor ?? null });

    expect(rest.nodes).toEqual(whole.nodes.slice(5));
    expect(rest.totalCount).toBe(17);
  });

  test('ends with a page that is exactly full', async () => {
    const { pageInfo } = await units({ kind: 'MINISTRY' }, { first: 17 });

    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  test('has an empty page behind its last unit', async () => {
    const { pageInfo } = await units({ kind: 'MINISTRY' });

    expect(await units({ kind: 'MINISTRY' }, { after: pageInfo.endCursor })).toEqual({
      totalCount: 17,
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });
});
