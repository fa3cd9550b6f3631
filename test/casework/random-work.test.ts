import { afterAll, beforeAll, expect } from '@jest/globals';
import * as fc from 'fast-check';
import type { mongo } from 'mongoose';
import { addDays, localDateOf } from '../../lib/kit/local-date.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { stagesAfter } from '../../subgraphs/application/facts/index.ts';
import type {
  ApplicationDocument,
  TimelineDocument,
} from '../../subgraphs/application/record/index.ts';
import { verify } from '../analytics/copy/copy-requests.ts';
import {
  changeByTwo,
  type ChangedUnit,
  unitOperations,
} from '../institution-directory/changes/unit-operations.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { draftOf } from './drafts.ts';
import { operations, type Standing } from './operations.ts';
import {
  aboutOne,
  act,
  type Action,
  type Actor,
  applicationMoves,
  at,
  boldActions,
  codesOf,
  inputFor,
  nearTo,
  referralMoves,
  rounds,
  type Staff,
} from './random-acts.ts';
import { checkStages, checkStored } from './stored.ts';
import { type Possible, possibleFor } from './possible-moves.ts';

let graph: TestGraph;
let people: Actor[];
let citizens: Actor[];
let onlooker: Person;
let unitIds: string[];
let parentId: string;
/** Where a unit may be moved to. */
let otherParentId: string;
let admin: Actor;
let second: Actor;
let topicId: string;
let filings = 0;

const actor = async (viewer: Partial<SignedInViewer>): Promise<Actor> => ({
  ...(await personOf(graph, viewer)),
  unitId: viewer.unitId ?? null,
});

beforeAll(async () => {
  graph = await startGraph({ analytics: true });
  const { data } = graph;
  const units = data.directory.units
    .filter(({ kind, provinceCode }) => kind === 'DISTRICT_DIRECTORATE' && provinceCode === '34')
    .slice(0, 3);
  unitIds = units.map(({ _id }) => _id);
  topicId = data.directory.topics[0]?._id ?? '';
  const above = units[0]?.parentId;
  if (!above) throw new Error('a district directorate has a unit above');
  parentId = above;
  otherParentId = data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '54' })._id;
  citizens = await Promise.all(
    ['c1', 'c2'].map(async (subject) =>
      actor({ role: 'CITIZEN', subject, citizenId: (await data.citizen()).id }),
    ),
  );
  onlooker = await personOf(graph, { role: 'EVALUATOR', subject: 'onlooker' });
  admin = await actor({ role: 'ADMIN', subject: 'admin' });
  second = await actor({ role: 'ADMIN', subject: 'second-admin' });
  people = [
    ...citizens,
    ...(await Promise.all([
      ...['e1', 'e2'].map((subject) => actor({ role: 'EVALUATOR', subject })),
      ...unitIds.flatMap((unitId, index) =>
        [`o${index}a`, `o${index}b`].map((subject) => actor({ role: 'OFFICER', subject, unitId })),
      ),
      actor({ role: 'OFFICER', subject: 'superior', unitId: parentId }),
      actor({ role: 'OFFICER', subject: 'other-superior', unitId: otherParentId }),
      actor({ role: 'ANALYST', subject: 'analyst' }),
    ])),
    admin,
  ];
});
afterAll(() => graph.stop());

const types = ['REQUEST', 'COMPLAINT', 'INFORMATION_REQUEST'] as const;
/**
 * While nobody else acts, each viewer tries every action that is not reported as available. Each
 * must be refused by a rule, not for the form of its input, and nothing may change.
 */
async function tryTheRest(action: Action, number: string, staff: Staff): Promise<void> {
  const before = await stand(number);
  const { referral } = aboutOne(before, action);
  const person = nearTo(referral, action, staff);
  const possible = await possibleFor(person, number, referral?.id);
  const all: Possible[] = [
    ...applicationMoves
      .filter((move) => move !== 'decideAppeal')
      .map((move) => ({ move, referralId: undefined })),
    ...(referral
      ? [...referralMoves, 'decideAppeal' as const].map((move) => ({
          move,
          referralId: referral.id,
        }))
      : []),
  ];
  const rest = all.filter(
    ({ move, referralId }) =>
      !possible.some((one) => one.move === move && one.referralId === referralId),
  );

  const answers = await Promise.all(
    rest.map(async ({ move, referralId }) => {
      const draft = await draftOf(person, number, referralId);
      const input = { number, ...draft, ...inputFor(move, { ...action, final: true }, staff) };
      return { move, codes: codesOf(await person.ask(operations[move], input)) };
    }),
  );
  for (const { move, codes } of answers) {
    const refused = { move, codes: [expect.stringMatching(/^(CONFLICT|FORBIDDEN|NOT_FOUND)$/)] };
    expect({ move, codes }).toEqual(refused);
  }
  expect(await stand(number)).toEqual(before);
}

/** One of three is about the head of a unit. */
async function file(index: number): Promise<Standing> {
  filings += 1;
  const aboutHead = index === 1 ? { meantUnitId: keptFrom(), aboutHeadOfUnit: true } : {};
  return at(citizens, index).do<Standing>(operations.file, {
    input: {
      type: at(types, index),
      topicId,
      subject: 'Yol bakımı',
      text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: `filing-${filings}`,
      ...aboutHead,
    },
  });
}

const byName = (subject: string): Person => {
  const person = people.find((one) => one.subject === subject);
  if (!person) throw new Error(`${subject} is nobody`);
  return person;
};

/** The unit that is moved has answered it: chance alone seldom brings an application so far. */
async function answered({ number }: Standing): Promise<void> {
  const unit = at(unitIds, 2);
  const { referrals } = await byName('e1').do<Standing>(operations.refer, {
    number,
    unitIds: [unit],
  });
  const referralId = referrals[0]?.id;
  const text = 'Bu metin yeterince uzun bir metindir.';
  await byName('o2a').do(operations.accept, { referralId });
  await byName('o2a').do(operations.draft, { referralId, kind: 'FINAL', outcome: 'REFUSED', text });
  await byName('o2b').do(operations.approve, await draftOf(byName('o2b'), number, referralId));
}

/** The unit that never gets applications about its head. */
const keptFrom = () => at(unitIds, 1);

/** A unit with its officers that is closed in the middle of a run. */
async function openUnit(): Promise<Staff & { id: string }> {
  const input = { name: 'Kapanacak Birim', kind: 'DEPARTMENT', parentId };
  const { id } = await admin.do<ChangedUnit>(unitOperations.create, { input });
  const officers = await Promise.all(
    ['a', 'b'].map((name) => actor({ role: 'OFFICER', subject: `${id}${name}`, unitId: id })),
  );
  return { id, people: [...people, ...officers, ...officers], unitIds: [...unitIds, id, id] };
}

/** What statistics know of the past: replaying a timeline leads to the stage that is stored. */
async function checkReplayed(database: mongo.Db): Promise<void> {
  const stored = await database
    .collection<ApplicationDocument>('applications')
    .find({}, { projection: { stage: 1 } })
    .toArray();
  for (const { _id, stage } of stored) {
    const timeline = await database.collection<TimelineDocument>('timelines').findOne({ _id });
    const { entries = [] } = timeline ?? {};
    const last = stagesAfter(entries).at(-1);
    expect({ entries: entries.map(({ event }) => event), last }).toEqual(
      expect.objectContaining({ last: stage }),
    );
  }
}

/** The copy of facts agrees with what is stored, also after a change of the calendar. */
async function checkCopied(applications: number): Promise<void> {
  const date = createBusinessCalendar().nextBusinessDayFrom(addDays(localDateOf(new Date()), 3));
  const add = 'mutation ($date: Date!) { addLeaveDay(date: $date, name: "İdari izin") { date } }';
  await admin.do(add, { date });
  expect(await verify(graph)).toEqual({ applications, differences: [] });
}

const stand = (number: string) => onlooker.do<Standing>(operations.standing, { number });

test('any actions in any order lead to legal states only, and all of them are recorded', async () => {
  const numbers = new Set<string>();
  const codes = new Map<unknown, number>();
  const database = graph.data.database('application');
  const referrals = database.collection('referrals');
  const [successorId, , moving] = unitIds;
  let parentIds = [parentId, otherParentId];
  /** One unit is closed, and another one moved to a new place. */
  async function changeUnits(closing: string): Promise<void> {
    parentIds = parentIds.toReversed();
    await Promise.all([
      changeByTwo(admin, second, { unitId: closing, successorId: successorId ?? '' }),
      changeByTwo(admin, second, { unitId: moving ?? '', parentId: parentIds[0] ?? '' }),
    ]);
  }

  await fc.assert(
    fc.asyncProperty(rounds, boldActions, async (todo, bold) => {
      const closing = await openUnit();
      const filed = await Promise.all([0, 1, 2].map(file));
      for (const { number } of filed) {
        expect(numbers).not.toContain(number);
        numbers.add(number);
      }
      const together = filed.map(({ number }) => number);
      await answered(at(filed, 2));
      /** Nobody acts: everything is consistent, and only possible actions succeed. */
      async function stop(tried: readonly Action[]): Promise<void> {
        await Promise.all(
          together.map((number, index) => tryTheRest(at(tried, index), number, closing)),
        );
        for (const number of together) await checkStored(database, number);
      }
      const half = Math.floor(todo.length / 2);
      for (const [index, round] of todo.entries()) {
        if (index === half) await stop(bold.slice(0, 3));
        const standings = await Promise.all(together.map(stand));
        const changed = index === half ? changeUnits(closing.id) : null;
        const answers = await Promise.all(round.map((action) => act(action, standings, closing)));
        await changed;
        await checkStages(database, together);
        for (const code of answers.flat()) codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      await until(
        () => referrals.countDocuments({ unitId: closing.id, open: true }),
        (open) => open === 0,
      );
      await stop(bold.slice(3));
      const [, aboutHead] = await Promise.all(together.map(stand));
      expect(aboutHead?.referrals.map(({ unit }) => unit.id)).not.toContain(keptFrom());
    }),
    // Concurrent actions do not interleave in the same way again, so shrinking gains nothing.
    { numRuns: 9, endOnFailure: true },
  );
  await checkReplayed(database);
  await checkCopied(numbers.size);
  const events = database.collection('events');
  expect(await events.distinct('event')).toEqual(
    expect.arrayContaining(['TAKEN_OVER', 'APPEALED']),
  );
  // No unexpected codes, and enough of both successes and refusals.
  const { OK, CONFLICT, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, ...others } =
    Object.fromEntries(codes);
  expect({ others, unexpected: graph.unexpected }).toEqual({ others: {}, unexpected: [] });
  expect(OK).toBeGreaterThan(200);
  expect(CONFLICT).toBeGreaterThan(20);
  const anyTimes = expect.any(Number);
  expect({ FORBIDDEN, NOT_FOUND, BAD_USER_INPUT }).toEqual({
    FORBIDDEN: anyTimes,
    NOT_FOUND: anyTimes,
    BAD_USER_INPUT: anyTimes,
  });
});
