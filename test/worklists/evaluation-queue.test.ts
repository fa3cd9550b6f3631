import { afterAll, beforeAll, expect } from '@jest/globals';
import { examined } from '../../lib/mongodb/examined.ts';
import {
  type ApplicationDocument,
  applicationModel,
} from '../../subgraphs/application/record/index.ts';
import { findQueuePage, type QueueFilter } from '../../subgraphs/application/worklists/index.ts';
import type { TestCitizen, TestReferral } from '../support/data.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { daysAgo } from '../support/days.ts';
import { faultsOf, pagesOf } from './support.ts';

/** The applications that wait for the centre. */

let graph: TestGraph;
let citizen: TestCitizen;
let centre: Person;
let topicIds: string[];
/** In the order in which they were filed. */
const made: [name: string, application: ApplicationDocument][] = [];

async function make(
  name: string,
  fields: Partial<ApplicationDocument>,
  referrals: TestReferral[] = [],
): Promise<void> {
  made.push([name, await graph.data.application({ citizen, fields, referrals })]);
}

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  centre = await personOf(graph, { role: 'EVALUATOR', subject: 'nermin' });
  topicIds = graph.data.directory.topics.slice(0, 2).map(({ _id }) => _id);
  const [topicId = '', another = ''] = topicIds;
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  const claimed = (claimedBy: string) => ({ claimedAt: daysAgo(1), claimedBy });

  await make('returned', { filedAt: daysAgo(9), topicId }, [{ unit, state: 'RETURNED' }]);
  await make('mine', { filedAt: daysAgo(8), topicId, ...claimed('nermin') });
  await make('another’s', { filedAt: daysAgo(7), topicId: another, ...claimed('orhan') });
  await make('complaint', { filedAt: daysAgo(6), type: 'COMPLAINT', topicId: another });
  await make('elsewhere', { filedAt: daysAgo(5), topicId, provinceCode: '54' });
  await make('new', { filedAt: daysAgo(4), topicId });
  // None of these waits for the centre.
  await graph.data.application({ citizen, referrals: [{ unit }] });
  await graph.data.application({ citizen, referrals: [{ unit, state: 'ANSWERED' }] });
  await graph.data.application({ citizen, fields: { refusalReason: 'NO_CONCRETE_FACT' } });
  await graph.data.application({ citizen, fields: { withdrawnAt: daysAgo(1) } });
});

afterAll(() => graph?.stop());

const query = /* GraphQL */ `
  query Queue($filter: EvaluationQueueFilter, $first: Int, $after: String) {
    evaluationQueue(filter: $filter, first: $first, after: $after) {
      nodes {
        number
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
    }
  }
`;

interface Page {
  nodes: { number: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const nameOf = ({ number }: { number: string }) =>
  made.find(([, application]) => application.number === number)?.[0];

const all = ['returned', 'mine', 'another’s', 'complaint', 'elsewhere', 'new'];

test('the applications that wait for the centre, in the order of filing', async () => {
  const queue = await centre.do(/* GraphQL */ `
    query {
      evaluationQueue(first: 2) {
        edges {
          cursor
          node {
            stage
          }
        }
        nodes {
          number
          stage
          claimedBy
          applicant {
            name
          }
          availableActions
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  `);

  const [, returned] = made[0] ?? [];
  const [, mine] = made[1] ?? [];
  const cursor = expect.any(String);
  const applicant = { name: 'Ayşe' };
  expect(queue).toEqual({
    edges: [
      { cursor, node: { stage: 'UNDER_EVALUATION' } },
      { cursor, node: { stage: 'UNDER_EVALUATION' } },
    ],
    nodes: [
      {
        number: returned?.number,
        stage: 'UNDER_EVALUATION',
        claimedBy: null,
        applicant,
        availableActions: expect.arrayContaining(['CLAIM', 'REFER']),
      },
      {
        number: mine?.number,
        stage: 'UNDER_EVALUATION',
        claimedBy: 'nermin',
        applicant,
        availableActions: expect.arrayContaining(['REFER', 'REFUSE']),
      },
    ],
    pageInfo: {
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: cursor,
      endCursor: cursor,
    },
  });
});

test.each<[what: string, filter: () => object | null, found: string[]]>([
  ['nothing', () => null, all],
  ['a type', () => ({ types: ['COMPLAINT'] }), ['complaint']],
  ['a topic', () => ({ topicIds: topicIds.slice(1) }), ['another’s', 'complaint']],
  ['topics', () => ({ topicIds }), all],
  ['a province', () => ({ provinceCodes: ['54'] }), ['elsewhere']],
  ['claimed by anybody and unclaimed', () => ({ claimed: 'ANY' }), all],
  ['claimed by the viewer', () => ({ claimed: 'MINE' }), ['mine']],
  ['unclaimed', () => ({ claimed: 'UNCLAIMED' }), ['returned', 'complaint', 'elsewhere', 'new']],
  [
    'all of it',
    () => ({
      types: ['REQUEST', 'REPORT'],
      topicIds: topicIds.slice(0, 1),
      provinceCodes: ['34', '69'],
      claimed: 'UNCLAIMED',
    }),
    ['returned', 'new'],
  ],
  ['an unknown value', () => ({ types: ['THANKS'], claimed: 'MINE' }), []],
])('filtered by %s', async (_what, filter, found) => {
  const { nodes } = await centre.do<Page>(query, { filter: filter() });

  expect(nodes.map(nameOf)).toEqual(found);
});

test.each([
  { filter: null, names: all },
  { filter: { types: ['REQUEST'] }, names: null },
])('pages contain everything once with $filter', async ({ filter, names }) => {
  const expected = names ?? all.filter((name) => name !== 'complaint');

  const pages = await pagesOf((after) => centre.do<Page>(query, { filter, first: 2, after }));

  expect(pages.flat().map(nameOf)).toEqual(expected);
  expect(pages.map(({ length }) => length)).toEqual([2, 2, expected.length - 4]);
});

test.each<[string, Record<string, unknown>, object]>([
  [
    'less than no items',
    { first: -1 },
    { code: 'BAD_USER_INPUT', field: 'first', reason: 'RANGE' },
  ],
  ['a bad cursor', { after: 'x' }, { code: 'BAD_USER_INPUT', field: 'after', reason: 'CURSOR' }],
  [
    'no types',
    { filter: { types: [] } },
    { code: 'BAD_USER_INPUT', field: 'filter.types', reason: 'RANGE' },
  ],
  [
    'too many topics',
    { filter: { topicIds: Array.from({ length: 11 }, (_, index) => `topic-${index}`) } },
    { code: 'LIMIT_EXCEEDED', field: 'filter.topicIds' },
  ],
  [
    'too many provinces',
    { filter: { provinceCodes: Array.from({ length: 82 }, (_, index) => String(index)) } },
    { code: 'LIMIT_EXCEEDED', field: 'filter.provinceCodes' },
  ],
])('refuses %s', async (_what, variables, fault) => {
  const { data, errors } = await centre.ask(query, variables);

  expect({ data, faults: faultsOf({ errors }) }).toEqual({
    data: { evaluationQueue: null },
    faults: [{ path: ['evaluationQueue'], ...fault }],
  });
});

test.each(['CITIZEN', 'OFFICER', 'ANALYST', 'ADMIN'] as const)(
  'is not for the role %s',
  async (role) => {
    const citizenId = role === 'CITIZEN' ? citizen.id : null;
    const unitId = role === 'OFFICER' ? '85316115' : null;
    const person = await personOf(graph, { role, citizenId, unitId });

    const { data, errors } = await person.ask(query);

    expect({ data, faults: faultsOf({ errors }) }).toEqual({
      data: { evaluationQueue: null },
      faults: [{ path: ['evaluationQueue'], code: 'FORBIDDEN' }],
    });
  },
);

test.each<[string, QueueFilter]>([
  ['no filter', {}],
  ['types', { types: ['REQUEST', 'COMPLAINT'] }],
  ['topics', { topicIds: ['a', 'b'] }],
  ['provinces', { provinceCodes: ['34', '54'] }],
  ['claimed by the viewer', { claimedBy: 'nermin' }],
  ['unclaimed', { claimedBy: null }],
])('%s is found along an index, wherever a page begins', async (_what, filter) => {
  const [[, first] = []] = made;
  if (!first) throw new Error('The queue is empty.');
  const model = applicationModel(graph.data.databases.application.connection);

  for (const after of [null, { value: first.filedAt, _id: first._id }]) {
    const { found, keys, documents } = await examined(findQueuePage(model, filter, after, 2));
    // A key for each run of the index that is merged, and those of the page.
    expect(keys).toBeLessThanOrEqual(found + 4);
    expect(documents).toBeLessThanOrEqual(found + 4);
  }
});
