import { afterAll, beforeAll, expect } from '@jest/globals';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { directoryModels } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { wrongField } from '../support/wrong-field.ts';
import { type District, districtsOf, faultsOf } from './support.ts';

/** Who may query a unit's inbox and appeals, and with which arguments. */

let graph: TestGraph;
let citizen: TestCitizen;
let nextDistrict: () => District;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  nextDistrict = districtsOf(graph);
});

afterAll(() => graph?.stop());

const query = /* GraphQL */ `
  query Unit($unitId: ID!, $filter: UnitInboxFilter, $first: Int, $after: String) {
    unitInbox(unitId: $unitId, filter: $filter, first: $first, after: $after) {
      nodes {
        state
      }
    }
    unitAppeals(unitId: $unitId) {
      nodes {
        state
      }
    }
  }
`;

const inboxQuery = /* GraphQL */ `
  query Inbox($unitId: ID!, $filter: UnitInboxFilter, $first: Int, $after: String) {
    unitInbox(unitId: $unitId, filter: $filter, first: $first, after: $after) {
      nodes {
        state
      }
    }
  }
`;

async function ask(viewer: Partial<SignedInViewer>, unitId: string) {
  const person = await personOf(graph, viewer);
  const { data, errors } = await person.ask(query, { unitId });
  return { data, faults: faultsOf({ errors }) };
}

const refusedWith = (code: string) => ({
  data: { unitInbox: null, unitAppeals: null },
  faults: [
    { path: ['unitInbox'], code },
    { path: ['unitAppeals'], code },
  ],
});

/** A district with two units, of which one has something to do. */
async function busyDistrict() {
  const district = nextDistrict();
  const [busy, idle] = district.below;
  await graph.data.application({ citizen, referrals: [{ unit: busy }] });
  return { ...district, busy, idle };
}

test('an officer sees the inbox of their own unit and of those below it', async () => {
  const { office, busy, idle } = await busyDistrict();
  const officer = { role: 'OFFICER', unitId: office._id } as const;
  const found = (states: string[]) => ({
    data: {
      unitInbox: { nodes: states.map((state) => ({ state })) },
      unitAppeals: { nodes: [] },
    },
    faults: [],
  });

  expect(await ask(officer, office._id)).toEqual(found(['IN_PROGRESS']));
  expect(await ask(officer, busy._id)).toEqual(found(['IN_PROGRESS']));
  expect(await ask(officer, idle._id)).toEqual(found([]));
  expect(await ask({ role: 'OFFICER', unitId: busy._id }, busy._id)).toEqual(
    found(['IN_PROGRESS']),
  );
  expect(await ask({ role: 'EVALUATOR' }, busy._id)).toEqual(found(['IN_PROGRESS']));
});

test('a referral whose index differs from the tree appears in no inbox but that of its own unit', async () => {
  const { office, below } = nextDistrict();
  const [busy, idle] = below;
  // As it is for a moment after a unit has moved.
  const scopeIds = [busy._id, idle._id, office._id];
  await graph.data.application({ citizen, referrals: [{ unit: busy, scopeIds }] });
  const inboxOf = async (viewer: Partial<SignedInViewer>, unitId: string) => {
    const person = await personOf(graph, viewer);
    return person.do(inboxQuery, { unitId });
  };

  for (const viewer of [{ role: 'OFFICER', unitId: office._id }, { role: 'EVALUATOR' }] as const) {
    expect(await inboxOf(viewer, idle._id)).toEqual({ nodes: [] });
    expect(await inboxOf(viewer, busy._id)).toEqual({ nodes: [{ state: 'IN_PROGRESS' }] });
  }
});

test('a unit above, beside or elsewhere looks like one that does not exist', async () => {
  const { governorship, office, busy, idle } = await busyDistrict();
  const officer = { role: 'OFFICER', unitId: busy._id } as const;

  for (const unitId of [governorship._id, office._id, idle._id, nextDistrict().office._id]) {
    expect(await ask(officer, unitId)).toEqual(refusedWith('NOT_FOUND'));
  }
  const { data, errors } = await (await personOf(graph, officer)).ask(query, { unitId: idle._id });
  const unknown = await (await personOf(graph, officer)).ask(query, { unitId: '00000000' });
  expect({ data: unknown.data, errors: unknown.errors }).toEqual({ data, errors });
  expect(await ask({ role: 'EVALUATOR' }, '00000000')).toEqual(refusedWith('NOT_FOUND'));
});

test.each<[who: string, viewer: () => Partial<SignedInViewer>]>([
  ['a citizen', () => ({ role: 'CITIZEN', citizenId: citizen.id })],
  ['an analyst', () => ({ role: 'ANALYST' })],
  ['an administrator', () => ({ role: 'ADMIN' })],
])('%s has no inbox to look at', async (_who, viewer) => {
  const { busy } = await busyDistrict();

  expect(await ask(viewer(), busy._id)).toEqual(refusedWith('FORBIDDEN'));
});

test('an anonymous viewer has no inbox to look at', async () => {
  const { busy } = await busyDistrict();
  const { data, errors } = await graph.client.ask(query, { variables: { unitId: busy._id } });

  expect({ data, faults: faultsOf({ errors }) }).toEqual(refusedWith('UNAUTHENTICATED'));
});

test('a closed unit shows the referrals that have not been transferred yet', async () => {
  const { office, busy } = await busyDistrict();
  const { units } = directoryModels(graph.data.databases.directory.connection);
  await units.updateOne({ _id: busy._id }, { status: 'CLOSED', version: 2 });
  const unitQuery = `{ administrativeUnit(id: "${busy._id}") { status } }`;
  await until(
    () => graph.client.data(unitQuery),
    (data) => JSON.stringify(data).includes('CLOSED'),
  );

  expect(await ask({ role: 'OFFICER', unitId: office._id }, busy._id)).toEqual({
    data: { unitInbox: { nodes: [{ state: 'IN_PROGRESS' }] }, unitAppeals: { nodes: [] } },
    faults: [],
  });
});

const badInput = 'BAD_USER_INPUT';
const tooMuch = 'LIMIT_EXCEEDED';

test.each<[what: string, variables: object, fault: object]>([
  ['a malformed id', { unitId: '12' }, { code: badInput, field: 'unitId', reason: 'FORMAT' }],
  [
    'an operator for an id',
    { unitId: '{"$gt": ""}' },
    { code: badInput, field: 'unitId', reason: 'FORMAT' },
  ],
  ['less than no items', { first: -1 }, { code: badInput, field: 'first', reason: 'RANGE' }],
  ['too many items', { first: 101 }, { code: tooMuch, field: 'first' }],
  ['a malformed cursor', { after: 'x' }, { code: badInput, field: 'after', reason: 'CURSOR' }],
  [
    'no states',
    { filter: { states: [] } },
    { code: badInput, field: 'filter.states', reason: 'RANGE' },
  ],
  [
    'no types',
    { filter: { types: [] } },
    { code: badInput, field: 'filter.types', reason: 'RANGE' },
  ],
  [
    'no topics',
    { filter: { topicIds: [] } },
    { code: badInput, field: 'filter.topicIds', reason: 'RANGE' },
  ],
  [
    'too many topics',
    { filter: { topicIds: Array.from({ length: 11 }, (_, index) => `topic-${index}`) } },
    { code: tooMuch, field: 'filter.topicIds' },
  ],
  [
    'a malformed day',
    { filter: { dueBefore: '2026-02-30' } },
    { code: badInput, field: 'filter.dueBefore', reason: 'FORMAT' },
  ],
  [
    'an operator for a day',
    { filter: { dueBefore: { $gt: '' } } },
    { code: badInput, field: 'filter.dueBefore', reason: 'FORMAT' },
  ],
  [
    'a malformed officer',
    { filter: { assignedTo: 'a\nb' } },
    { code: badInput, field: 'filter.assignedTo', reason: 'FORMAT' },
  ],
  [
    'an officer and unassigned',
    { filter: { assignedTo: 'ayse', unassigned: true } },
    { code: badInput, field: 'filter.unassigned', reason: 'CONFLICT' },
  ],
])('refuses %s', async (_what, variables, fault) => {
  const { office } = nextDistrict();
  const person = await personOf(graph, { role: 'OFFICER', unitId: office._id });

  const { data, errors } = await person.ask(inboxQuery, { unitId: office._id, ...variables });

  expect({ data, faults: faultsOf({ errors }) }).toEqual({
    data: { unitInbox: null },
    faults: [{ path: ['unitInbox'], ...fault }],
  });
});

test('says which days can be given', async () => {
  const { office } = nextDistrict();
  const person = await personOf(graph, { role: 'OFFICER', unitId: office._id });
  const refused = (dueBefore: string) =>
    person.refused(inboxQuery, { unitId: office._id, filter: { dueBefore } });
  const limits = { min: '1900-01-01', max: '2999-12-31' };

  for (const day of ['0000-01-01', '1899-12-31', '3000-01-01', '9999-12-31']) {
    expect(await refused(day)).toEqual(wrongField('filter.dueBefore', 'RANGE', limits));
  }
  for (const dueBefore of Object.values(limits)) {
    const inbox = await person.do(inboxQuery, { unitId: office._id, filter: { dueBefore } });
    expect(inbox).toEqual({ nodes: [] });
  }
});

test.each([
  ['a state that is not open', { states: ['ANSWERED'] }],
  ['an operator for an officer', { assignedTo: { $gt: '' } }],
])('refuses %s before anything is read', async (_what, filter) => {
  const { office } = nextDistrict();
  const person = await personOf(graph, { role: 'OFFICER', unitId: office._id });

  const { data, errors } = await person.ask(inboxQuery, { unitId: office._id, filter });

  expect(data).toBeUndefined();
  expect(faultsOf({ errors })).toMatchObject([{ code: badInput, reason: 'VALIDATION' }]);
});

test('a cursor of another list is refused', async () => {
  const { office, busy } = await busyDistrict();
  const centre = await personOf(graph, { role: 'EVALUATOR' });
  await graph.data.application({ citizen });
  const { pageInfo } = await centre.do<{ pageInfo: { endCursor: string } }>(
    '{ evaluationQueue(first: 1) { pageInfo { endCursor } } }',
  );
  const officer = await personOf(graph, { role: 'OFFICER', unitId: office._id });

  expect(
    await officer.refused(inboxQuery, { unitId: busy._id, after: pageInfo.endCursor }),
  ).toEqual(wrongField('after', 'CURSOR'));
});
