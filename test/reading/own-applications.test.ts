import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownIndexes } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { wrongField } from '../support/wrong-field.ts';

/** The order, the filter and the count of `myApplications`. */

const query = /* GraphQL */ `
  query Mine($stages: [Stage!], $order: OwnApplicationsOrder, $first: Int, $after: String) {
    myApplications(stages: $stages, order: $order, first: $first, after: $after) {
      totalCount
      nodes {
        number
        stage
        updatedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  totalCount: number;
  nodes: { number: string; stage: string; updatedAt: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

onceInTheSuite('own applications', () => {
  let graph: TestGraph;
  let citizen: Person;
  /** In the order of filing: two of each day, so that the order cannot rest on the time alone. */
  const filed: { number: string; publicEventAt: Date }[] = [];

  beforeAll(async () => {
    graph = await startGraph();
    const person = await graph.data.citizen();
    const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
    for (let index = 0; index < 8; index += 1) {
      const day = 1 + Math.floor(index / 2);
      const filedAt = new Date(Date.UTC(2026, 9, day));
      // The earlier it was filed, the later something happened.
      const publicEventAt = new Date(Date.UTC(2026, 9, 20 - day));
      const made = await graph.data.application({
        citizen: person,
        fields: { filedAt, publicEventAt },
        timeline: [
          { at: filedAt, event: 'FILED', public: true },
          { at: publicEventAt, event: 'ACCEPTED', public: true, unitId: unit._id },
          { at: new Date(), event: 'NOTE_ADDED', public: false, unitId: unit._id },
        ],
        referrals: index % 4 === 0 ? [{ unit, state: 'IN_PROGRESS' }] : [],
      });
      filed.push({ number: made.number, publicEventAt });
    }
    citizen = await personOf(graph, { role: 'CITIZEN', citizenId: person.id });
    const other = await graph.data.citizen();
    await graph.data.application({ citizen: other });
  });

  afterAll(() => graph?.stop());

  const ask = (variables: Record<string, unknown>) => citizen.do<Page>(query, variables);

  async function pages(variables: Record<string, unknown>) {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await ask({ first: 3, ...variables, after });
      seen.push(...nodes.map(({ number }) => number));
      if (!pageInfo.hasNextPage) return seen;
      after = pageInfo.endCursor;
    }
  }

  const numbers = () => filed.map(({ number }) => number);

  test.each([
    ['LATEST_FILED_FIRST', () => numbers().toReversed()],
    ['EARLIEST_FILED_FIRST', () => numbers()],
    [
      'LATEST_UPDATED_FIRST',
      () =>
        filed
          .toReversed()
          .toSorted((one, other) => Number(other.publicEventAt) - Number(one.publicEventAt))
          .map(({ number }) => number),
    ],
  ])('come in pages in the order %s, each exactly once', async (order, expected) => {
    expect(await pages({ order })).toEqual(expected());
  });

  test('are ordered by the time that each shows as the latest', async () => {
    const { nodes } = await ask({ order: 'LATEST_UPDATED_FIRST' });

    expect(nodes.map(({ updatedAt }) => updatedAt)).toEqual(
      filed
        .map(({ publicEventAt }) => publicEventAt.toISOString())
        .toSorted()
        .toReversed(),
    );
  });

  test('of some stages are found and counted among all', async () => {
    expect(await ask({ first: 1 })).toMatchObject({ totalCount: 8 });
    expect(await ask({ first: 1, stages: ['IN_PROGRESS'] })).toMatchObject({
      totalCount: 2,
      nodes: [{ number: filed[4]?.number, stage: 'IN_PROGRESS' }],
      pageInfo: { hasNextPage: true },
    });
    expect(await pages({ stages: ['IN_PROGRESS'], first: 1 })).toEqual(
      [filed[4], filed[0]].map((one) => one?.number),
    );
    expect(await ask({ stages: ['ANSWERED'] })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await ask({ stages: ['ANSWERED', 'RECEIVED', 'IN_PROGRESS'] })).toMatchObject({
      totalCount: 8,
    });
  });

  test.each([
    ['no stages', { stages: [] }, wrongField('stages', 'RANGE', { min: 1, max: 9 })],
    ['a cursor of no list', { after: 'x' }, wrongField('after', 'CURSOR')],
  ])('are refused with %s', async (_what, variables, refusal) => {
    expect(await citizen.refused(query, variables)).toEqual(refusal);
  });

  test('of one order do not continue in another', async () => {
    const { pageInfo } = await ask({ first: 1, order: 'EARLIEST_FILED_FIRST' });

    expect(
      await citizen.refused(query, { after: pageInfo.endCursor, order: 'LATEST_UPDATED_FIRST' }),
    ).toEqual(wrongField('after', 'CURSOR'));
  });

  describe.each(Object.entries(ownIndexes))('by %s', (field, index) => {
    test('are read along an index, with nothing to sort', async () => {
      const plan = await graph.data
        .database('application')
        .collection('applications')
        .find({ citizenId: 'somebody', stage: { $in: ['ANSWERED', 'RECEIVED'] } })
        .sort({ [field]: -1, _id: -1 })
        .hint(index)
        .explain('queryPlanner');

      expect(JSON.stringify(plan)).not.toContain('"SORT"');
      expect(plan).toMatchObject({
        queryPlanner: { winningPlan: { inputStage: { stage: 'IXSCAN' } } },
      });
    });
  });

  test('are counted in an index', async () => {
    const plan = await graph.data
      .database('application')
      .collection('applications')
      .find(
        { citizenId: 'somebody', stage: { $in: ['ANSWERED'] } },
        { projection: { _id: 1, stage: 1 } },
      )
      .hint(ownIndexes.publicEventAt)
      .explain('queryPlanner');

    expect(JSON.stringify(plan)).not.toContain('"FETCH"');
  });
});
