import { afterAll, beforeAll, expect } from '@jest/globals';
import * as fc from 'fast-check';
import { Types } from 'mongoose';
import { addDays, type LocalDate, localDateOf } from '../../lib/kit/local-date.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { examined } from '../../lib/mongodb/examined.ts';
import {
  type InboxFilter,
  countInbox,
  findInboxPage,
  type InboxPosition,
  countedUpTo,
} from '../../subgraphs/application/worklists/index.ts';
import {
  newReferral,
  type ReferralDocument,
  referralModel,
  openReferralStates,
} from '../../subgraphs/application/record/index.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { districtsOf } from './support.ts';

/** What MongoDB examines for a page, and that it finds everything. */

const today = localDateOf(new Date());
const pageSize = 20;
/** Of keys, and of documents. */
const mostExamined = 20 * pageSize + 1_000;

/** More than may be examined, in one unit, and so at each depth above it. */
const count = 4_000;
const types = ['REQUEST', 'COMPLAINT', 'REPORT', 'THANKS'] as const;
const topicIds = Array.from({ length: 12 }, (_, index) => `topic-${index}`);
const assignees = [null, 'ayse', 'mehmet'];

let graph: TestGraph;
let made: ReferralDocument[];
/** The root, the governorship and the office of a district. */
const scopes: Record<'root' | 'governorship' | 'district office', string> = {
  root: '85316115',
  governorship: '',
  'district office': '',
};

const model = () => referralModel(graph.data.databases.application.connection);

/**
 * The first half is overdue, and all of these but the last tenth had an interim reply in time. Due
 * dates come in long runs; the rarest of each trait comes last.
 */
function makeReferral(index: number, scopeIds: string[]): ReferralDocument {
  const statutoryDate = addDays(today, Math.floor((index - count / 2) / 400));
  const isMet = index < count * 0.45;
  const pick = <Value>(values: readonly Value[], step: number): Value => {
    const usual = values.slice(0, -1);
    const one =
      index > count * 0.99 ? values.at(-1) : usual[Math.floor(index / step) % usual.length];
    return one as Value; // within the list
  };
  return newReferral(
    {
      _id: new Types.ObjectId(),
      unitId: scopeIds[0] ?? '',
      state: pick(openReferralStates, 3),
      open: true,
      referredAt: new Date(),
      assignedTo: pick(assignees, 7),
      fallsOverdue: !isMet,
      scopeIds,
      scopeVersion: 0,
    },
    {
      _id: new Types.ObjectId(),
      type: pick(types, 5),
      topicId: pick(topicIds, 2),
      statutoryDate,
    },
  );
}

beforeAll(async () => {
  graph = await startGraph();
  const { governorship, office, below } = districtsOf(graph)();
  scopes.governorship = governorship._id;
  scopes['district office'] = office._id;
  const scopeIds = [below[0]._id, office._id, governorship._id, scopes.root];
  made = Array.from({ length: count }, (_, index) => makeReferral(index, scopeIds));
  const closed = made.map((referral, index) => ({
    ...referral,
    _id: new Types.ObjectId(),
    publicId: newId('referral'),
    state: 'ANSWERED' as const,
    open: false,
    scopeIds: index % 2 === 0 ? scopeIds : [scopes.root],
  }));
  await model().insertMany([...made, ...closed]);
});

afterAll(() => graph?.stop());

const everything: InboxFilter = { states: openReferralStates };

const page = (unitId: string, wanted: InboxFilter, after: InboxPosition | null) =>
  findInboxPage(model(), { scopeIds: [unitId], wanted, today, after }, pageSize + 1);

const filters: Record<string, Partial<InboxFilter>> = {
  'no filter': {},
  'a state': { states: ['PENDING'] },
  'a rare state': { states: ['AWAITING_CITIZEN'] },
  'a type': { types: ['COMPLAINT'] },
  'a rare type': { types: ['THANKS'] },
  'all types': { types },
  'a topic': { topicIds: ['topic-3'] },
  'a rare topic': { topicIds: ['topic-11'] },
  'ten topics': { topicIds: topicIds.slice(0, 10) },
  'overdue referrals': { overdue: true },
  'referrals that are not overdue': { overdue: false },
  'referrals due before today': { dueBefore: today },
  'referrals due before the end': { dueBefore: addDays(today, 5) },
  'an officer': { assignedTo: 'ayse' },
  'an officer with little to do': { assignedTo: 'mehmet' },
  'an officer with nothing to do': { assignedTo: 'nobody' },
  nobody: { assignedTo: null },
  'state, type, overdue and date': {
    states: ['PENDING'],
    types: ['COMPLAINT'],
    overdue: false,
    dueBefore: addDays(today, 3),
  },
  'state, topic and overdue': { states: ['IN_PROGRESS'], topicIds: ['topic-3'], overdue: true },
  'state, officer and not overdue': { states: ['PENDING'], assignedTo: 'ayse', overdue: false },
};

onceInTheSuite.each(Object.keys(scopes) as (keyof typeof scopes)[])('of the %s', (depth) => {
  test.each(Object.keys(filters))('%s examines hardly more than the page', async (name) => {
    const wanted = { ...everything, ...filters[name] };
    const { statutoryDate, _id } = made[count / 2 + 150] as ReferralDocument; // there are more
    for (const after of [null, { value: statutoryDate, _id }]) {
      const { keys, documents } = await examined(page(scopes[depth], wanted, after));
      expect(keys).toBeLessThanOrEqual(mostExamined);
      expect(documents).toBeLessThanOrEqual(mostExamined);
    }
  });

  test.each(openReferralStates)('counting %s examines no more than is counted', async (state) => {
    const wanted = { scopeIds: [scopes[depth]], state };
    const { keys, documents } = await examined(countInbox(model(), wanted, countedUpTo));

    expect(keys).toBeLessThanOrEqual(countedUpTo);
    expect(documents).toBe(0);
  });
});

/** The meaning of the filter, as a plain predicate. */
function isWanted(referral: ReferralDocument, wanted: InboxFilter): boolean {
  const { states, types, topicIds, overdue, dueBefore, assignedTo } = wanted;
  const isOverdue = referral.fallsOverdue && referral.statutoryDate < today;
  return (
    states.includes(referral.state) &&
    (types?.includes(referral.type) ?? true) &&
    (topicIds?.includes(referral.topicId) ?? true) &&
    (overdue === undefined || overdue === isOverdue) &&
    (dueBefore === undefined || referral.statutoryDate < dueBefore) &&
    (assignedTo === undefined || assignedTo === referral.assignedTo)
  );
}

const place = ({ statutoryDate, _id }: { statutoryDate: LocalDate; _id: Types.ObjectId }) =>
  `${statutoryDate} ${_id.toHexString()}`;

test('any combination, from any unit, finds the matching referrals in order', async () => {
  const some = <Value>(values: readonly Value[], maxLength = values.length) =>
    fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength }), {
      nil: undefined,
    });
  const filter = fc.record({
    states: some(openReferralStates).map((states) => states ?? openReferralStates),
    types: some(types),
    topicIds: some(topicIds, 10),
    overdue: fc.constantFrom(undefined, true, false),
    dueBefore: fc.option(
      fc.integer({ min: -6, max: 6 }).map((days) => addDays(today, days)),
      { nil: undefined },
    ),
    assignedTo: fc.constantFrom(undefined, ...assignees),
  });
  const start = fc.option(fc.nat({ max: count - 1 }), { nil: null });

  await fc.assert(
    fc.asyncProperty(filter, start, async (wanted, index) => {
      const from = index === null ? undefined : made[index];
      const expected = made
        .filter((referral) => isWanted(referral, wanted))
        .map(place)
        .filter((one) => !from || one > place(from))
        .toSorted()
        .slice(0, pageSize);

      const after = from ? { value: from.statutoryDate, _id: from._id } : null;
      const scopeIds = [scopes.governorship];
      const found = await findInboxPage(model(), { scopeIds, wanted, today, after }, pageSize).lean<
        ReferralDocument[]
      >();

      expect(found.map(place)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test('a referral that matches two of several ids is found once', async () => {
  const scopeIds = [scopes.governorship, scopes['district office']];
  const expected = made.map(place).toSorted().slice(0, pageSize);

  const found = await findInboxPage(
    model(),
    { scopeIds, wanted: everything, today, after: null },
    pageSize,
  ).lean<ReferralDocument[]>();
  const [counted] = await countInbox(model(), { scopeIds, state: 'AWAITING_CITIZEN' }, countedUpTo);

  expect(found.map(place)).toEqual(expected);
  expect(counted?.count).toBe(made.filter(({ state }) => state === 'AWAITING_CITIZEN').length);
});
