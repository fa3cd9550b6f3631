import { beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { proposalOperations } from '../institution-directory/changes/unit-operations.ts';
import { operations } from '../casework/operations.ts';
import { clientSchemaOf } from '../support/client-schema.ts';
import { filingInput } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import type { Person } from '../support/person.ts';
import { citizenId, graph, messagesKept, people, town, unitIds } from '../viewers/nodes-scene.ts';

/** Every list is a connection as https://relay.dev/graphql/connections.htm describes it. */

interface Connection {
  edges: { cursor: string }[];
  nodes: object[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

const fields = `{ edges { cursor } nodes { __typename }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

/** How each list is requested: who asks, and the query around `(first: …, after: …)`. */
interface List {
  readonly who: keyof typeof people;
  /** The arguments before `first`. */
  readonly given?: () => string;
  /** The field that has the list, if it is not `Query`. */
  readonly around?: () => string;
  /** The largest page, if it is not 100. */
  readonly most?: number;
}

const unitId = () => `unitId: "${unitIds[0]}", `;

const lists: Readonly<Record<string, List>> = {
  'AdministrativeUnit.children': {
    who: 'nobody',
    around: () => `administrativeUnit(id: "${town.parentId}")`,
  },
  'Citizen.applications': { who: 'evaluator', around: () => `citizen(id: "${citizenId}")` },
  'Query.administrativeUnits': { who: 'nobody' },
  'Query.applicationEvents': { who: 'officer', given: () => 'after: "EARLIEST", ' },
  'Query.applications': { who: 'evaluator' },
  'Query.citizenSearches': { who: 'admin' },
  'Query.closedApplications': { who: 'evaluator' },
  'Query.closedReferrals': { who: 'officer', given: unitId },
  'Query.directoryChanges': { who: 'admin', given: () => `unitId: "${town.parentId}", ` },
  'Query.evaluationQueue': { who: 'evaluator' },
  'Query.myApplications': { who: 'applicant' },
  'Query.outbox': { who: 'admin' },
  'Query.proposedUnitChanges': { who: 'admin' },
  'Query.searchAdministrativeUnits': {
    who: 'nobody',
    given: () => 'text: "müdürlüğü", ',
    most: 50,
  },
  'Query.unitAppeals': {
    who: 'evaluator',
    given: () => `unitId: "${town.parentId}", states: [PENDING], `,
  },
  'Query.unitInbox': { who: 'officer', given: unitId },
};

async function pageOf(
  name: string,
  { who, given, around }: List,
  first: number,
  after?: string | null,
): Promise<Connection> {
  const field = name.slice(name.indexOf('.') + 1);
  const start =
    after == null ? (given?.() ?? '') : (given?.().replace(/after: "EARLIEST", /, '') ?? '');
  const next = after == null ? '' : `, after: ${JSON.stringify(after)}`;
  const list = `${field}(${start}first: ${first}${next}) ${fields}`;
  const path = around?.();
  const { data, errors } = await people[who].ask(`{ ${path ? `${path} { ${list} }` : list} }`);
  expect(errors).toEqual([]);
  const root = path ? Object.values(data ?? {})[0] : data;
  return (root as Record<string, Connection>)[field] as Connection; // the query selects it
}

const file = (person: Person) => person.do(operations.file, { input: filingInput(graph) });

onceInTheSuite('a connection', () => {
  beforeAll(async () => {
    await file(people.applicant);
    await file(people.applicant);
    for (const reason of ['Birinci neden.', 'İkinci neden.']) {
      // Well-formed, and of nobody on record.
      await people.evaluator.ask(
        `mutation { findCitizen(nationalId: "98765432150", reason: "${reason}") { id } }`,
      );
    }
    for (const id of unitIds.slice(0, 2)) {
      await people.admin.do(proposalOperations.propose, {
        input: { unitId: id, successorId: unitIds[2], reason: 'Birleştirilecek.' },
      });
    }
  });

  beforeAll(async () => {
    // None of these lists changes any more.
    await messagesKept();
    const filed = await graph.data
      .database('application')
      .collection('applications')
      .countDocuments();
    await until(
      () => people.evaluator.ask('{ applications { totalCount } }'),
      ({ data }) => (data?.['applications'] as { totalCount: number } | null)?.totalCount === filed,
    );
    await until(
      () =>
        people.officer.do<{ nodes: { kind: string }[] }>(
          '{ applicationEvents(after: "EARLIEST", first: 100) { nodes { kind } } }',
        ),
      ({ nodes }) => nodes.some(({ kind }) => kind === 'FORWARDED'),
    );
  });

  it('is the type of each list below', async () => {
    const schema = await clientSchemaOf(graph);
    const connections = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(connections.toSorted()).toEqual(Object.keys(lists).toSorted());
  });

  describe.each(Object.entries(lists))('%s', (name, list) => {
    it('begins and ends with the cursors of its edges, from one page to the next', async () => {
      const one = await pageOf(name, list, 1);
      const { startCursor, endCursor } = one.pageInfo;
      const next = await pageOf(name, list, list.most ?? 100, endCursor);
      const all = await pageOf(name, list, list.most ?? 100);

      for (const page of [one, next, all]) {
        expect(page.nodes).toHaveLength(page.edges.length);
        if (page.edges.length === 0) continue;
        expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([
          page.edges.at(0)?.cursor,
          page.edges.at(-1)?.cursor,
        ]);
      }
      expect([startCursor, endCursor]).toEqual([one.edges[0]?.cursor, one.edges[0]?.cursor]);
      expect(one.pageInfo.hasPreviousPage).toBe(false);
      expect(next.pageInfo.hasPreviousPage).toBe(true);
      if (all.pageInfo.hasNextPage) return;
      expect([...one.edges, ...next.edges]).toEqual(all.edges);
    });

    it('can be empty, and then says whether there is anything', async () => {
      const { edges, nodes, pageInfo } = await pageOf(name, list, 0);

      expect({ edges, nodes }).toEqual({ edges: [], nodes: [] });
      expect(pageInfo).toEqual({
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: null,
        // Where everything follows, so that a client that polls misses nothing.
        endCursor: name === 'Query.applicationEvents' ? expect.any(String) : null,
      });
      if (pageInfo.endCursor === null) return;
      const rest = await pageOf(name, list, list.most ?? 100, pageInfo.endCursor);
      expect(rest.edges).toEqual((await pageOf(name, list, list.most ?? 100)).edges);
    });
  });
});
