import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGraph, type TestGraph } from '../../support/graph.ts';

/** A unit by its id, provinces and topics. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const turkish = new Intl.Collator('tr');

describe('a unit', () => {
  const query = /* GraphQL */ `
    query Unit($id: ID!) {
      administrativeUnit(id: $id) {
        id
        name
        kind
        status
        path
        parent {
          name
        }
        ancestors {
          name
          kind
        }
        province {
          code
          name
        }
        district {
          code
          name
        }
        topics {
          id
        }
        successor {
          id
        }
      }
    }
  `;

  test('of a district has its place in the tree and in the country', async () => {
    const { _id } = graph.data.unit({ name: 'Kadıköy Tüketici Hakem Heyeti' });

    expect(await graph.client.data(query, { variables: { id: _id } })).toEqual({
      administrativeUnit: {
        id: _id,
        name: 'Kadıköy Tüketici Hakem Heyeti',
        kind: 'DISTRICT_DIRECTORATE',
        status: 'ACTIVE',
        path: [
          'Cumhurbaşkanlığı',
          'İçişleri Bakanlığı',
          'İstanbul Valiliği',
          'Kadıköy Kaymakamlığı',
          'Kadıköy Tüketici Hakem Heyeti',
        ],
        parent: { name: 'Kadıköy Kaymakamlığı' },
        ancestors: [
          { name: 'Cumhurbaşkanlığı', kind: 'PRESIDENCY' },
          { name: 'İçişleri Bakanlığı', kind: 'MINISTRY' },
          { name: 'İstanbul Valiliği', kind: 'GOVERNORSHIP' },
          { name: 'Kadıköy Kaymakamlığı', kind: 'DISTRICT_GOVERNORSHIP' },
        ],
        province: { code: '34', name: 'İstanbul' },
        district: { code: '3423', name: 'Kadıköy' },
        topics: [{ id: 'tuketici' }],
        successor: null,
      },
    });
  });

  test('of a province has no district', async () => {
    const { _id } = graph.data.unit({ name: 'Sakarya Valiliği' });

    expect(await graph.client.data(query, { variables: { id: _id } })).toEqual({
      administrativeUnit: {
        id: _id,
        name: 'Sakarya Valiliği',
        kind: 'GOVERNORSHIP',
        status: 'ACTIVE',
        path: ['Cumhurbaşkanlığı', 'İçişleri Bakanlığı', 'Sakarya Valiliği'],
        parent: { name: 'İçişleri Bakanlığı' },
        ancestors: [
          { name: 'Cumhurbaşkanlığı', kind: 'PRESIDENCY' },
          { name: 'İçişleri Bakanlığı', kind: 'MINISTRY' },
        ],
        province: { code: '54', name: 'Sakarya' },
        district: null,
        topics: [{ id: 'mulki-idare' }],
        successor: null,
      },
    });
  });

  test.each([
    ['PRESIDENCY', 'Cumhurbaşkanlığı'],
    ['LOCAL_GOVERNMENT_ROOT', 'Mahallî İdareler'],
  ] as const)('that is a root (%s) has nothing above it', async (kind, name) => {
    const { _id } = graph.data.unit({ kind });

    expect(await graph.client.data(query, { variables: { id: _id } })).toEqual({
      administrativeUnit: {
        id: _id,
        name,
        kind,
        status: 'ACTIVE',
        path: [name],
        parent: null,
        ancestors: [],
        province: null,
        district: null,
        topics: [],
        successor: null,
      },
    });
  });

  test('lists its topics in Turkish order', async () => {
    const { _id } = graph.data.unit({ name: 'Kadıköy Belediyesi Fen İşleri Müdürlüğü' });

    const data = await graph.client.data(
      'query ($id: ID!) { administrativeUnit(id: $id) { topics { name } } }',
      {
        variables: { id: _id },
      },
    );

    const names = graph.data.directory.topics
      .filter(({ offices }) => offices.some(({ office }) => office === 'municipality:fen-isleri'))
      .map(({ name }) => name);
    expect(names.length).toBeGreaterThan(1);
    expect(data).toEqual({
      administrativeUnit: {
        topics: names.toSorted(turkish.compare).map((name) => ({ name })),
      },
    });
  });

  test('that does not exist is NOT_FOUND', async () => {
    const { status, data, errors } = await graph.client.ask(query, {
      variables: { id: '99999999' },
    });

    expect({ status, data, errors }).toEqual({
      status: 200,
      data: { administrativeUnit: null },
      errors: [
        {
          message: 'There is no such administrative unit, or none that you may see.',
          path: ['administrativeUnit'],
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    });
  });
});

test('provinces come by plate code, their districts in Turkish order', async () => {
  const data = await graph.client.data('{ provinces { code name districts { code name } } }');

  expect(data).toEqual({
    provinces: graph.data.directory.provinces
      .toSorted((one, other) => Number(one._id) - Number(other._id))
      .map(({ _id, name, districts }) => ({
        code: _id,
        name,
        districts: districts
          .toSorted((one, other) => turkish.compare(one.name, other.name))
          .map((district) => ({ code: district.code, name: district.name })),
      })),
  });
  expect(data).toMatchObject({
    provinces: [{ code: '34' }, { code: '54' }, { code: '69', name: 'Bayburt' }],
  });
});

test('topics come in Turkish order', async () => {
  const data = await graph.client.data('{ topics { id name category } }');

  const { topics } = graph.data.directory;
  expect(topics.length).toBeGreaterThanOrEqual(60);
  expect(data).toEqual({
    topics: topics
      .toSorted((one, other) => turkish.compare(one.name, other.name))
      .map(({ _id, name, category }) => ({ id: _id, name, category })),
  });
});
