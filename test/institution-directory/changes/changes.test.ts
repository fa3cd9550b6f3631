import { afterAll, beforeAll, expect } from '@jest/globals';
import {
  directoryModels,
  type UnitRecord,
} from '../../../subgraphs/institution-directory/units/index.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../../support/graph.ts';
import { until } from '../../support/wait.ts';
import { writeUnits } from '../../support/write-units.ts';

/**
 * Changes written to MongoDB appear in answers without a restart. Each test changes units of its
 * own.
 */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const models = () => directoryModels(graph.data.databases.directory.connection);

const change = (unit: UnitRecord, fields: Partial<UnitRecord>) =>
  writeUnits(graph.data, [{ ...unit, ...fields }]);

interface Unit {
  name: string;
  status: string;
  parent: { id: string } | null;
  path: string[];
  ancestors: { id: string }[];
  successor: { name: string } | null;
}

async function unit(id: string): Promise<Unit | null> {
  const { data } = await graph.client.ask(
    /* GraphQL */ `
      query Unit($id: ID!) {
        administrativeUnit(id: $id) {
          name
          status
          parent {
            id
          }
          path
          ancestors {
            id
          }
          successor {
            name
          }
        }
      }
    `,
    { variables: { id } },
  );
  return (data?.['administrativeUnit'] ?? null) as Unit | null; // the form of the query
}

async function childrenOf({ _id }: UnitRecord): Promise<{ totalCount: number; ids: string[] }> {
  const data = await graph.client.data(
    /* GraphQL */ `
      query Children($id: ID!) {
        administrativeUnit(id: $id) {
          children(first: 100) {
            totalCount
            nodes {
              id
            }
          }
        }
      }
    `,
    { variables: { id: _id } },
  );
  const { children } = data['administrativeUnit'] as {
    children: { totalCount: number; nodes: { id: string }[] };
  }; // the form of the query
  return { totalCount: children.totalCount, ids: children.nodes.map(({ id }) => id) };
}

async function search(text: string, filter: object = {}): Promise<string[]> {
  const data = await graph.client.data(
    /* GraphQL */ `
      query Search($text: String!, $filter: AdministrativeUnitFilter) {
        searchAdministrativeUnits(text: $text, filter: $filter, first: 50) {
          nodes {
            name
          }
        }
      }
    `,
    { variables: { text, filter } },
  );
  const { nodes } = data['searchAdministrativeUnits'] as { nodes: { name: string }[] }; // the form of the query
  return nodes.map(({ name }) => name);
}

async function suggest(topicId: string, districtCode: string) {
  const data = await graph.client.data(
    /* GraphQL */ `
      query Suggest($topicId: ID!, $districtCode: ID) {
        suggestUnits(topicId: $topicId, provinceCode: "69", districtCode: $districtCode) {
          reason
          unit {
            name
          }
        }
      }
    `,
    { variables: { topicId, districtCode } },
  );
  return data['suggestUnits'];
}

test('a new name is returned, found, and in the paths of all units below', async () => {
  const renamed = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', districtCode: '5416' });
  const below = graph.data.unit({ parentId: renamed._id });

  await change(renamed, { name: 'Yenikent Kaymakamlığı' });
  await until(
    () => unit(renamed._id),
    (seen) => seen?.name === 'Yenikent Kaymakamlığı',
  );

  const path = ['Cumhurbaşkanlığı', 'İçişleri Bakanlığı', 'Sakarya Valiliği'];
  expect(await unit(below._id)).toMatchObject({
    path: [...path, 'Yenikent Kaymakamlığı', below.name],
  });
  expect((await search('yenikent'))[0]).toBe('Yenikent Kaymakamlığı');
  expect(await search('taraklı', { kind: 'DISTRICT_GOVERNORSHIP' })).toEqual([
    // Its place still has that name.
    'Yenikent Kaymakamlığı',
  ]);
});

test('a unit is moved with all units below it', async () => {
  const moved = graph.data.unit({ kind: 'DISTRICT_MUNICIPALITY', districtCode: '3401' });
  const below = graph.data.unit({ parentId: moved._id });
  const from = graph.data.unit({ kind: 'METROPOLITAN_MUNICIPALITY', provinceCode: '34' });
  const to = graph.data.unit({ kind: 'METROPOLITAN_MUNICIPALITY', provinceCode: '54' });
  const before = { from: await childrenOf(from), to: await childrenOf(to) };

  await change(moved, { parentId: to._id });
  await until(
    () => unit(moved._id),
    (seen) => seen?.parent?.id === to._id,
  );

  expect(await unit(below._id)).toEqual({
    name: below.name,
    status: 'ACTIVE',
    parent: { id: moved._id },
    path: ['Mahallî İdareler', to.name, moved.name, below.name],
    ancestors: [{ id: to.parentId }, { id: to._id }, { id: moved._id }],
    successor: null,
  });
  const after = { from: await childrenOf(from), to: await childrenOf(to) };
  expect(after.from).toEqual({
    totalCount: before.from.totalCount - 1,
    ids: before.from.ids.filter((id) => id !== moved._id),
  });
  expect(after.to.totalCount).toBe(before.to.totalCount + 1);
  expect(after.to.ids).toContain(moved._id);
});

test('a new unit is returned, listed below its parent and found', async () => {
  const parent = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const before = await childrenOf(parent);
  const id = '99000001';

  expect(await unit(id)).toBeNull();
  await writeUnits(graph.data, [
    {
      _id: id,
      name: 'İstanbul Uzay Müdürlüğü',
      kind: 'PROVINCIAL_DIRECTORATE',
      status: 'ACTIVE',
      parentId: parent._id,
      provinceCode: '34',
      districtCode: null,
      office: null,
      successorId: null,
    },
  ]);
  const seen = await until(
    () => unit(id),
    (found) => found !== null,
  );

  expect(seen).toEqual({
    name: 'İstanbul Uzay Müdürlüğü',
    status: 'ACTIVE',
    parent: { id: parent._id },
    path: [
      'Cumhurbaşkanlığı',
      'İçişleri Bakanlığı',
      'İstanbul Valiliği',
      'İstanbul Uzay Müdürlüğü',
    ],
    ancestors: [
      { id: graph.data.unit({ kind: 'PRESIDENCY' })._id },
      { id: parent.parentId },
      { id: parent._id },
    ],
    successor: null,
  });
  expect((await childrenOf(parent)).totalCount).toBe(before.totalCount + 1);
  expect(await search('uzay mudurlugu')).toEqual(['İstanbul Uzay Müdürlüğü']);
});

test('a closed unit is still returned with its successor, which stands in for it', async () => {
  const closed = graph.data.unit({ name: 'Bayburt Tüketici Hakem Heyeti' });
  const successor = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '69' });

  await change(closed, { status: 'CLOSED', successorId: successor._id });
  const seen = await until(
    () => unit(closed._id),
    (found) => found?.status === 'CLOSED',
  );

  expect(seen).toMatchObject({
    name: 'Bayburt Tüketici Hakem Heyeti',
    status: 'CLOSED',
    successor: { name: 'Bayburt Valiliği' },
  });
  expect(await suggest('tuketici', '6903')).toEqual([
    { reason: 'PROVINCIAL_OFFICE', unit: { name: 'Bayburt Valiliği' } },
    { reason: 'CENTRAL_OFFICE', unit: { name: 'Tüketicinin Korunması Genel Müdürlüğü' } },
  ]);
  expect(await search('bayburt tüketici', { status: 'CLOSED' })).toEqual([closed.name]);
  const found = await search('tüketici hakem heyeti', { kind: 'PROVINCIAL_DIRECTORATE' });
  expect(found.at(-1)).toBe(closed.name);
  expect(found.length).toBeGreaterThan(1);
});

test('a unit that is written without a version is read again', async () => {
  const { _id } = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', districtCode: '5402' });

  await models().units.updateOne({ _id }, { name: 'Başka Kaymakamlığı' });
  const seen = await until(
    () => unit(_id),
    (found) => found?.name === 'Başka Kaymakamlığı',
  );

  expect(seen).toMatchObject({ status: 'ACTIVE' });
});

test('a new topic is listed, and its offices are suggested', async () => {
  await models().topics.create({
    _id: 'uzay',
    name: 'Uzay',
    category: 'Gökyüzü',
    offices: [{ level: 'MUNICIPALITY', office: 'municipality:zabita' }],
    keywords: [],
  });
  const topics = async () => {
    const data = await graph.client.data('{ topics { id name category } }');
    return data['topics'] as { id: string }[]; // the form of the query
  };

  const seen = await until(topics, (found) => found.some(({ id }) => id === 'uzay'));

  expect(seen).toContainEqual({ id: 'uzay', name: 'Uzay', category: 'Gökyüzü' });
  expect(await suggest('uzay', '6901')).toEqual([
    { reason: 'MUNICIPALITY', unit: { name: 'Aydıntepe Belediyesi Zabıta Müdürlüğü' } },
  ]);
});

onceInTheSuite('a cursor keeps its place', () => {
  async function page(filter: object, after: string | null) {
    const data = await graph.client.data(
      /* GraphQL */ `
        query Units($filter: AdministrativeUnitFilter, $after: String) {
          administrativeUnits(filter: $filter, first: 8, after: $after) {
            nodes {
              id
              name
            }
            pageInfo {
              endCursor
            }
          }
        }
      `,
      { variables: { filter, after } },
    );
    return data['administrativeUnits'] as {
      nodes: { id: string; name: string }[];
      pageInfo: { endCursor: string };
    }; // the form of the query
  }

  test.each([
    ['the front', 'Aa Müdürlüğü', '3402'],
    ['the end', 'Zz Müdürlüğü', '3403'],
  ])('when the unit that it stands for is renamed and goes to %s', async (_where, name, code) => {
    const filter = { districtCode: code };
    const first = await page(filter, null);
    const second = await page(filter, first.pageInfo.endCursor);
    const renamed = graph.data.unit({ _id: first.nodes.at(-1)?.id ?? '' });

    await change(renamed, { name });
    await until(
      () => unit(renamed._id),
      (seen) => seen?.name === name,
    );

    expect((await page(filter, first.pageInfo.endCursor)).nodes).toEqual(second.nodes);
    expect((await page(filter, null)).nodes).not.toEqual(first.nodes);
  });

  test('when a unit is added before it', async () => {
    const filter = { districtCode: '3404' };
    const first = await page(filter, null);
    const second = await page(filter, first.pageInfo.endCursor);
    const like = graph.data.unit({ _id: first.nodes[0]?.id ?? '' });

    await writeUnits(graph.data, [{ ...like, _id: '99000002', name: 'Aa Müdürlüğü' }]);
    await until(
      () => unit('99000002'),
      (seen) => seen !== null,
    );

    expect((await page(filter, first.pageInfo.endCursor)).nodes).toEqual(second.nodes);
    expect((await page(filter, null)).nodes).toEqual([
      { id: '99000002', name: 'Aa Müdürlüğü' },
      ...first.nodes.slice(0, -1),
    ]);
  });
});
