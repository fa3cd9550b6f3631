import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { Types } from 'mongoose';
import { localDateOf } from '../../lib/kit/local-date.ts';
import { newId } from '../../lib/kit/public-id.ts';
import {
  appealDateOf,
  type AppealDocument,
  appealModel,
  remainingBusinessDays,
} from '../../subgraphs/application/record/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { calendar } from '../calendar/operations.ts';
import { daysAgo } from '../support/days.ts';
import { type District, districtsOf, faultsOf, pagesOf } from './support.ts';

/** The appeals that a unit has to decide. Access is tested with the inbox. */

let graph: TestGraph;
let citizen: TestCitizen;
let nextDistrict: () => District;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  nextDistrict = districtsOf(graph);
});

afterAll(() => graph?.stop());

/** An appeal against the answer of a unit, stored as one for another to decide. */
async function appeal(answered: UnitRecord, to: UnitRecord, fields: Partial<AppealDocument> = {}) {
  const reply = {
    kind: 'FINAL',
    outcome: 'REFUSED',
    text: 'Olmaz.',
    repliedAt: daysAgo(20),
  } as const;
  const application = await graph.data.application({
    citizen,
    fields: { filedAt: daysAgo(30) },
    referrals: [{ unit: answered, state: 'ANSWERED', replies: [reply] }],
  });
  const document: AppealDocument = {
    _id: new Types.ObjectId(),
    publicId: newId('appeal'),
    applicationId: application._id,
    referralId: application.referrals[0]?.id ?? new Types.ObjectId(),
    kind: 'APPEAL',
    state: 'PENDING',
    unitId: to._id,
    text: 'Cevabı kabul etmiyorum.',
    appealedAt: daysAgo(10),
    targetDate: '',
    calendarVersion: 0,
    decisionText: null,
    decidedBy: null,
    decidedAt: null,
    ...fields,
  };
  const { kind, appealedAt } = document;
  document.targetDate = appealDateOf(kind, appealedAt, calendar);
  await appealModel(graph.data.databases.application.connection).create(document);
  return { id: document.publicId, number: application.number };
}

const query = /* GraphQL */ `
  query Appeals(
    $unitId: ID!
    $states: [AppealState!]
    $overdue: Boolean
    $first: Int
    $after: String
  ) {
    unitAppeals(unitId: $unitId, states: $states, overdue: $overdue, first: $first, after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

test('the pending appeals to a unit, oldest first, with the answers that they are against', async () => {
  const { governorship, office, below } = nextDistrict();
  const [one] = below;
  const younger = await appeal(one, office, { appealedAt: daysAgo(2) });
  const older = await appeal(one, office, { appealedAt: daysAgo(3) });
  await appeal(one, office, { state: 'UPHELD' });
  await appeal(office, governorship);
  const officer = await personOf(graph, { role: 'OFFICER', unitId: office._id });

  const answer = await officer.do(
    /* GraphQL */ `
      query Appeals($unitId: ID!) {
        unitAppeals(unitId: $unitId) {
          edges {
            cursor
            node {
              id
            }
          }
          nodes {
            id
            state
            text
            unit {
              name
            }
            application {
              number
              availableActions
              replies {
                text
              }
            }
          }
          pageInfo {
            hasNextPage
            hasPreviousPage
          }
        }
      }
    `,
    { unitId: office._id },
  );

  const node = ({ id, number }: typeof older) => ({
    id,
    state: 'PENDING',
    text: 'Cevabı kabul etmiyorum.',
    unit: { name: office.name },
    application: {
      number,
      availableActions: ['DECIDE_APPEAL'],
      replies: [{ text: 'Olmaz.' }],
    },
  });
  expect(answer).toEqual({
    edges: [older, younger].map(({ id }) => ({ cursor: expect.any(String), node: { id } })),
    nodes: [node(older), node(younger)],
    pageInfo: { hasNextPage: false, hasPreviousPage: false },
  });
});

test('decided ones are returned on request', async () => {
  const { office, below } = nextDistrict();
  const pending = await appeal(below[0], office, { appealedAt: daysAgo(5) });
  const upheld = await appeal(below[0], office, { appealedAt: daysAgo(4), state: 'UPHELD' });
  const dismissed = await appeal(below[0], office, { appealedAt: daysAgo(3), state: 'DISMISSED' });
  const centre = await personOf(graph, { role: 'EVALUATOR' });
  const idsOf = async (states: string[] | null) =>
    (await centre.do<Page>(query, { unitId: office._id, states })).nodes.map(({ id }) => id);

  expect(await idsOf(['UPHELD', 'DISMISSED'])).toEqual([upheld.id, dismissed.id]);
  expect(await idsOf(['DISMISSED', 'PENDING'])).toEqual([pending.id, dismissed.id]);
  expect(await idsOf(null)).toEqual([pending.id]);
});

describe('the time for a decision', () => {
  /** Two overdue appeals, of which one is an objection, two in time, and two decided ones. */
  async function written() {
    const { office, below } = nextDistrict();
    const [one] = below;
    const objection = { kind: 'OBJECTION', appealedAt: daysAgo(70) } as const;
    const overdue = [
      await appeal(one, office, objection),
      await appeal(one, office, { appealedAt: daysAgo(60) }),
    ];
    const inTime = [
      await appeal(one, office, { kind: 'OBJECTION', appealedAt: daysAgo(31) }),
      await appeal(one, office, { appealedAt: daysAgo(20) }),
    ];
    const late = { appealedAt: daysAgo(80), decidedAt: daysAgo(1) };
    const decided = [
      await appeal(one, office, { ...late, state: 'UPHELD' }),
      await appeal(one, office, { ...late, appealedAt: daysAgo(79), state: 'DISMISSED' }),
    ];
    return { office, overdue, inTime, decided };
  }

  const states = ['PENDING', 'UPHELD', 'DISMISSED'];

  test('divides them by whether it has run out, page by page', async () => {
    const { office, overdue, inTime, decided } = await written();
    const officer = await personOf(graph, { role: 'OFFICER', unitId: office._id });
    const idsOf = async (variables: object) => {
      const pages = await pagesOf((after) =>
        officer.do<Page>(query, { unitId: office._id, first: 1, after, ...variables }),
      );
      return pages.flat().map(({ id }) => id);
    };
    const ids = (appeals: readonly { id: string }[]) => appeals.map(({ id }) => id);

    expect(await idsOf({})).toEqual(ids([...overdue, ...inTime]));
    expect(await idsOf({ overdue: true })).toEqual(ids(overdue));
    expect(await idsOf({ overdue: true, states })).toEqual(ids(overdue));
    expect(await idsOf({ overdue: true, states: ['DISMISSED'] })).toEqual([]);
    expect(await idsOf({ overdue: false })).toEqual(ids(inTime));
    expect(await idsOf({ overdue: false, states })).toEqual(ids([...decided, ...inTime]));
    expect(await idsOf({ overdue: null, states: ['UPHELD'] })).toEqual(ids(decided.slice(0, 1)));
  });

  test('is 30 days, and 30 business days for an objection, in each appeal and in the counts', async () => {
    const { office, overdue } = await written();
    const centre = await personOf(graph, { role: 'EVALUATOR' });
    const dates = /* GraphQL */ `
      query ($unitId: ID!, $states: [AppealState!]) {
        unitAppeals(unitId: $unitId, states: $states, first: 3) {
          counts {
            pending
            overdue
          }
          nodes {
            id
            state
            targetDate
            overdue
            remainingBusinessDays
          }
        }
      }
    `;

    const seen = await centre.do<{ counts: object; nodes: { id: string; targetDate: string }[] }>(
      dates,
      { unitId: office._id, states },
    );

    const objectedOn = localDateOf(daysAgo(70));
    const targetDate = calendar.addBusinessDays(objectedOn, 30);
    expect(seen.counts).toEqual({ pending: 4, overdue: 2 });
    expect(seen.nodes[2]).toEqual({
      id: overdue[0]?.id,
      state: 'PENDING',
      targetDate,
      overdue: true,
      remainingBusinessDays: remainingBusinessDays(targetDate, localDateOf(new Date()), calendar),
    });
    // Decided ones, too late.
    expect(seen.nodes.slice(0, 2)).toMatchObject(
      ['UPHELD', 'DISMISSED'].map((state) => ({
        state,
        overdue: false,
        remainingBusinessDays: null,
      })),
    );
    expect(seen.nodes[0]?.targetDate).toBe(
      calendar.nextBusinessDayFrom(localDateOf(daysAgo(80 - 30))),
    );
  });
});

test('pages contain everything once', async () => {
  const { office, below } = nextDistrict();
  const ids: string[] = [];
  const appealedAt = daysAgo(1);
  for (let index = 0; index < 5; index += 1) {
    ids.push((await appeal(below[0], office, { appealedAt })).id);
  }
  const officer = await personOf(graph, { role: 'OFFICER', unitId: office._id });

  const pages = await pagesOf((after) =>
    officer.do<Page>(query, { unitId: office._id, first: 2, after }),
  );

  expect(pages.flat().map(({ id }) => id)).toEqual(ids);
  expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
});

test('one against a unit that has moved away since it was stored is not shown', async () => {
  const { office, below } = nextDistrict();
  await appeal(nextDistrict().office, office);
  const seen = await appeal(below[0], office);
  const officer = await personOf(graph, { role: 'OFFICER', unitId: office._id });

  const { nodes } = await officer.do<Page>(query, { unitId: office._id });

  expect(nodes.map(({ id }) => id)).toEqual([seen.id]);
});

test.each<[string, object, object]>([
  ['no states', { states: [] }, { code: 'BAD_USER_INPUT', field: 'states', reason: 'RANGE' }],
  ['too many items', { first: 101 }, { code: 'LIMIT_EXCEEDED', field: 'first' }],
  ['a bad cursor', { after: '' }, { code: 'BAD_USER_INPUT', field: 'after', reason: 'CURSOR' }],
])('refuses %s', async (_what, variables, fault) => {
  const { office } = nextDistrict();
  const officer = await personOf(graph, { role: 'OFFICER', unitId: office._id });

  const { data, errors } = await officer.ask(query, { unitId: office._id, ...variables });

  expect({ data, faults: faultsOf({ errors }) }).toEqual({
    data: { unitAppeals: null },
    faults: [{ path: ['unitAppeals'], ...fault }],
  });
});
