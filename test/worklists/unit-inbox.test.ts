import { expect } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import {
  newReferral,
  type ReferralDocument,
  referralModel,
} from '../../subgraphs/application/record/index.ts';
import type { StoredApplication, TestReferral } from '../support/data.ts';
import { actionsInProgress } from '../casework/operations.ts';
import { onceInTheSuite, testOnceInTheSuite as test } from '../support/graph.ts';
import { pagesOf } from './support.ts';
import { daysAgo } from '../support/days.ts';
import { graph, idOf, inbox, nextDistrict, refer } from './unit-inbox-scene.ts';

/** The referrals that `unitInbox` shows, to a viewer who may query it. */

/** Waits for another officer than its drafter. */
const draft = {
  id: newId('draft'),
  kind: 'FINAL',
  outcome: 'GRANTED',
  text: 'Yolun onarımı tamamlanmıştır.',
  draftedBy: 'mehmet',
  draftedAt: new Date(),
  rejectionReason: null,
} as const;

const referrals = () => referralModel(graph.data.databases.application.connection);

test('the open referrals of a unit and those below it, in order of their due dates', async () => {
  const { office, below } = nextDistrict();
  const [one, other] = below;
  const late = await refer({ unit: one, assignedTo: 'ayse' }, { filedAt: daysAgo(60) });
  const soon = await refer({ unit: office, state: 'PENDING' }, { filedAt: daysAgo(20) });
  const hidden = await refer(
    { unit: other, state: 'AWAITING_APPROVAL', draft },
    { filedAt: daysAgo(1), identityHidden: true },
  );
  await refer({ unit: one, state: 'ANSWERED' });
  await refer({ unit: one, state: 'RETURNED' });
  await refer({ unit: nextDistrict().office });
  const token = await graph.token({ role: 'OFFICER', unitId: office._id });

  const answer = await graph.client.data(
    /* GraphQL */ `
      query Inbox($unitId: ID!) {
        unitInbox(unitId: $unitId) {
          edges {
            cursor
            node {
              id
            }
          }
          nodes {
            id
            unit {
              name
            }
            state
            statutoryDate
            overdue
            assignee
            availableActions
            application {
              number
              subject
              applicant {
                name
              }
            }
          }
          counts {
            state
            count
            more
          }
          pageInfo {
            hasNextPage
            hasPreviousPage
            startCursor
            endCursor
          }
        }
      }
    `,
    { variables: { unitId: office._id }, token },
  );

  const node = (application: StoredApplication, rest: object) => ({
    id: idOf(application),
    statutoryDate: application.statutoryDate,
    overdue: false,
    assignee: null,
    ...rest,
    application: {
      number: application.identityHidden ? null : application.number,
      subject: 'Yol bakımı',
      applicant: application.identityHidden ? null : { name: 'Ayşe' },
    },
  });
  const cursor = expect.any(String);
  expect(answer).toEqual({
    unitInbox: {
      edges: [late, soon, hidden].map((application) => ({
        cursor,
        node: { id: idOf(application) },
      })),
      nodes: [
        node(late, {
          unit: { name: one.name },
          state: 'IN_PROGRESS',
          overdue: true,
          assignee: 'ayse',
          availableActions: expect.arrayContaining(actionsInProgress),
        }),
        node(soon, {
          unit: { name: office.name },
          state: 'PENDING',
          availableActions: expect.arrayContaining(['ACCEPT']),
        }),
        node(hidden, {
          unit: { name: other.name },
          state: 'AWAITING_APPROVAL',
          availableActions: expect.arrayContaining(['REJECT_REPLY']),
        }),
      ],
      counts: [
        { state: 'PENDING', count: 1, more: false },
        { state: 'IN_PROGRESS', count: 1, more: false },
        { state: 'AWAITING_APPROVAL', count: 1, more: false },
        { state: 'AWAITING_CITIZEN', count: 0, more: false },
      ],
      pageInfo: {
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: cursor,
        endCursor: cursor,
      },
    },
  });
});

test('a unit with nothing to do has an empty inbox', async () => {
  expect(await inbox(nextDistrict().office._id)).toEqual({
    nodes: [],
    pageInfo: { hasNextPage: false, endCursor: null },
  });
});

onceInTheSuite('pages', () => {
  /** Many of one due date, so that the order cannot rest on it alone. */
  async function fill(unit: TestReferral['unit'], count: number): Promise<string[]> {
    const filed = [];
    for (let index = 0; index < count; index += 1) {
      const state = index % 2 === 0 ? 'PENDING' : 'IN_PROGRESS';
      filed.push(await refer({ unit, state }, { filedAt: daysAgo(30 - (index % 3)) }));
    }
    const placeOf = (application: StoredApplication) =>
      `${application.statutoryDate} ${application.referrals[0]?.id.toHexString()}`;
    return filed
      .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
      .map((application) => idOf(application));
  }

  test.each([
    { filter: {} },
    { filter: { overdue: false } },
    { filter: { types: ['REQUEST', 'COMPLAINT'] } },
    { filter: { unassigned: true } },
  ])('contain everything once and in order with $filter', async ({ filter }) => {
    const { office } = nextDistrict();
    const ids = await fill(office, 14);

    const pages = await pagesOf((after) => inbox(office._id, { filter, first: 4, after }));

    expect(pages.map((page) => page.length)).toEqual([4, 4, 4, 2]);
    expect(pages.flat().map(({ id }) => id)).toEqual(ids);
  });

  test('continue where they were although items on them have gone and others have come', async () => {
    const { office } = nextDistrict();
    const ids = await fill(office, 6);
    const { pageInfo } = await inbox(office._id, { first: 3 });

    await referrals().updateOne({ publicId: ids[2] ?? '' }, { state: 'ANSWERED', open: false });
    await refer({ unit: office }, { filedAt: daysAgo(100) });
    const last = idOf(await refer({ unit: office }, { filedAt: daysAgo(0) }));
    const { nodes } = await inbox(office._id, { after: pageInfo.endCursor });

    expect(nodes.map(({ id }) => id)).toEqual([...ids.slice(3), last]);
  });

  test('are full although the index still has referrals that have left the unit', async () => {
    const { office, below } = nextDistrict();
    const elsewhere = nextDistrict().office;
    const scopeIds = [elsewhere._id, office._id];
    for (let index = 0; index < 9; index += 1) {
      await refer({ unit: elsewhere, scopeIds }, { filedAt: daysAgo(50 - index) });
    }
    const ids = await fill(below[0], 3);

    expect(await inbox(office._id, { first: 2 })).toEqual({
      nodes: ids.slice(0, 2).map((id) => ({ id })),
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    });
  });
});

test('counts are exact up to 1,000 for each state, whatever the filter', async () => {
  const { office, below } = nextDistrict();
  const application = await refer({ unit: office, state: 'ANSWERED' });
  const make = (count: number, state: ReferralDocument['state']) =>
    Array.from({ length: count }, () =>
      newReferral(
        {
          _id: new Types.ObjectId(),
          unitId: below[0]._id,
          state,
          referredAt: new Date(),
          scopeIds: [below[0]._id, office._id],
          // So that no job takes it for one to be repaired.
          scopeVersion: Number.MAX_SAFE_INTEGER,
        },
        application,
      ),
    );
  await referrals().insertMany([
    ...make(1_003, 'PENDING'),
    ...make(999, 'IN_PROGRESS'),
    ...make(2, 'AWAITING_CITIZEN'),
  ]);
  const token = await graph.token({ role: 'OFFICER', unitId: office._id });

  const data = await graph.client.data(
    /* GraphQL */ `
      query Counts($unitId: ID!) {
        unitInbox(unitId: $unitId, filter: { types: [THANKS] }, first: 1) {
          nodes {
            id
          }
          counts {
            state
            count
            more
          }
        }
      }
    `,
    { variables: { unitId: office._id }, token },
  );

  expect(data).toEqual({
    unitInbox: {
      nodes: [],
      counts: [
        { state: 'PENDING', count: 1_000, more: true },
        { state: 'IN_PROGRESS', count: 999, more: false },
        { state: 'AWAITING_APPROVAL', count: 0, more: false },
        { state: 'AWAITING_CITIZEN', count: 2, more: false },
      ],
    },
  });
});
