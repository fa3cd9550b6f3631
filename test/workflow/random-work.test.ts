import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type ChangedUnit, unitOperations } from '../directory/unit-operations.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { type Move, operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

let graph: TestGraph;
let people: Person[];
let citizens: Person[];
let onlooker: Person;
let unitIds: string[];
let parentId: string;
/** Where a unit may be moved to. */
let otherParentId: string;
let admin: Person;
let topicId: string;
let filings = 0;

beforeAll(async () => {
  graph = await startGraph();
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
      personOf(graph, { role: 'CITIZEN', subject, citizenId: (await data.citizen()).id }),
    ),
  );
  onlooker = await personOf(graph, { role: 'EVALUATOR', subject: 'onlooker' });
  admin = await personOf(graph, { role: 'ADMIN', subject: 'admin' });
  people = [
    ...citizens,
    ...(await Promise.all([
      ...['e1', 'e2'].map((subject) => personOf(graph, { role: 'EVALUATOR', subject })),
      ...unitIds.flatMap((unitId, index) =>
        [`o${index}a`, `o${index}b`].map((subject) =>
          personOf(graph, { role: 'OFFICER', subject, unitId }),
        ),
      ),
      personOf(graph, { role: 'OFFICER', subject: 'superior', unitId: parentId }),
      personOf(graph, { role: 'OFFICER', subject: 'other-superior', unitId: otherParentId }),
      personOf(graph, { role: 'ANALYST', subject: 'analyst' }),
    ])),
    admin,
  ];
});
afterAll(() => graph.stop());

const types = ['REQUEST', 'COMPLAINT', 'INFORMATION_REQUEST'] as const;
const applicationMoves = [
  'claim',
  'refer',
  'refuse',
  'hideIdentity',
  'redact',
  'withdraw',
  'supplement',
  'rate',
  'appeal',
  'decideAppeal',
] as const satisfies Move[];
const referralMoves = [
  'accept',
  'assign',
  'forward',
  'return',
  'cancel',
  'requestClarification',
  'draft',
  'approve',
  'reject',
  'extend',
  'note',
] as const satisfies Move[];

interface Action {
  move: Move;
  person: number;
  application: number;
  referral: number;
  unit: number;
  final: boolean;
  /** Whether it is one of those that the person is told are possible, or anything at all. */
  possible: boolean;
  /** Whether it may also be what ends an application. */
  ending: boolean;
}

const actions = fc.record<Action>({
  move: fc.constantFrom<Move>(...applicationMoves, ...referralMoves),
  person: fc.nat(),
  application: fc.nat(),
  referral: fc.nat(),
  unit: fc.nat(),
  final: fc.boolean(),
  possible: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  ending: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
});

/** Done at once. */
const rounds = fc.noBias(
  fc.array(fc.array(actions, { minLength: 2, maxLength: 8, size: 'max' }), {
    minLength: 10,
    maxLength: 20,
    size: 'max',
  }),
);

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
};

const outcomes = ['GRANTED', 'PARTLY_GRANTED', 'REFUSED'] as const;

interface Choice {
  person: Person;
  move: Move;
  referralId: string | undefined;
}

const endings = ['WITHDRAW', 'REFUSE', 'CANCEL'];

/** `HIDE_IDENTITY` is done by `hideIdentity`, `DRAFT_REPLY` by `draft`. */
function moveOf(action: string): Move {
  const name = action
    .replace(/_REPLY$/, '')
    .replace(/^ADD_/, '')
    .toLowerCase()
    .replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  if (!Object.hasOwn(operations, name)) throw new Error(`${action} has no operation`);
  return name as Move; // just looked up
}

/** Who works in a run, and where. */
interface Staff {
  people: readonly Person[];
  unitIds: readonly string[];
}

/** Somebody who is told that something is possible, and what; null where a few people have nothing. */
async function anyPossible(
  action: Action,
  number: string,
  { people: all }: Staff,
): Promise<Choice | null> {
  for (let tries = 0; tries < 5; tries += 1) {
    const choice = await possibleFor(at(all, action.person + tries * 3), action, number);
    if (choice) return choice;
  }
  return null;
}

async function possibleFor(person: Person, action: Action, number: string): Promise<Choice | null> {
  const { data } = await person.ask(operations.standing, { number });
  const standing = data?.['application'] as Standing | null | undefined; // what the operation selects
  if (!standing) return null;
  const choices = [
    ...standing.availableActions.map((name) => ({ name, referralId: undefined })),
    ...standing.referrals.flatMap(({ id, availableActions }) =>
      availableActions.map((name) => ({ name, referralId: id })),
    ),
  ].filter(({ name }) => action.ending || !endings.includes(name));
  if (choices.length === 0) return null;
  const { name, referralId } = at(choices, action.referral);
  return { person, move: moveOf(name), referralId };
}

/** @returns the code of what was answered; null where there was nothing to do. */
async function act(action: Action, standings: readonly Standing[], staff: Staff): Promise<unknown> {
  const { number, referrals } = at(standings, action.application);
  const choice: Choice | null = action.possible
    ? await anyPossible(action, number, staff)
    : {
        person: at(staff.people, action.person),
        move: action.move,
        referralId: referrals.length > 0 ? at(referrals, action.referral).id : undefined,
      };
  if (!choice) return null;
  const unit = at(staff.unitIds, action.unit);
  const { errors } = await choice.person.ask(operations[choice.move], {
    number,
    referralId: choice.referralId ?? '0123456789abcdef01234567',
    unitIds: action.final ? [unit] : [unit, at(staff.unitIds, action.unit + 1)],
    unitId: unit,
    reason: choice.move === 'refuse' ? 'NO_CONCRETE_FACT' : 'Gerekçesi budur.',
    redactedText: 'Kısaltılmış metin.',
    text: 'Bu metin yeterince uzun bir metindir.',
    question: 'Ne zaman oldu?',
    assignee: 'o1a',
    kind: action.final ? 'FINAL' : 'INTERIM',
    outcome: action.final ? at(outcomes, action.unit) : null,
    score: 3,
    solved: action.final,
    decision: action.final ? 'UPHELD' : 'DISMISSED',
  });
  return errors[0]?.extensions['code'] ?? 'OK';
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

/** The unit that is moved about has answered it: chance alone seldom brings an application so far. */
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
  await byName('o2b').do(operations.approve, { referralId });
}

/** The unit that never gets what is about its head. */
const keptFrom = () => at(unitIds, 1);

/** A unit with its officers that is closed in the middle of a run. */
async function openUnit(): Promise<Staff & { id: string }> {
  const input = { name: 'Kapanacak Birim', kind: 'DEPARTMENT', parentId };
  const { id } = await admin.do<ChangedUnit>(unitOperations.create, { input });
  const officers = await Promise.all(
    ['a', 'b'].map((name) =>
      personOf(graph, { role: 'OFFICER', subject: `${id}${name}`, unitId: id }),
    ),
  );
  return { id, people: [...people, ...officers, ...officers], unitIds: [...unitIds, id, id] };
}

const stand = (number: string) => onlooker.do<Standing>(operations.standing, { number });

it('reaches only legal states whatever anybody does in whatever order, and tells all of it', async () => {
  const numbers = new Set<string>();
  const codes = new Map<unknown, number>();
  const referrals = graph.data.database('application').collection('referrals');
  const [successorId, , moving] = unitIds;
  let parentIds = [parentId, otherParentId];
  /** One unit is closed, and another one moved to where it was not. */
  async function changeUnits(closing: string): Promise<void> {
    parentIds = parentIds.toReversed();
    await Promise.all([
      admin.do(unitOperations.close, { id: closing, successorId }),
      admin.do(unitOperations.move, { id: moving, parentId: parentIds[0] }),
    ]);
  }

  await fc.assert(
    fc.asyncProperty(rounds, async (todo) => {
      const closing = await openUnit();
      const filed = await Promise.all([0, 1, 2].map(file));
      for (const { number } of filed) {
        expect(numbers.has(number)).toBe(false);
        numbers.add(number);
      }
      await answered(at(filed, 2));
      const half = Math.floor(todo.length / 2);
      for (const [index, round] of todo.entries()) {
        const standings = await Promise.all(filed.map(({ number }) => stand(number)));
        const changed = index === half ? changeUnits(closing.id) : null;
        const answers = await Promise.all(round.map((action) => act(action, standings, closing)));
        await changed;
        for (const code of answers.filter((answer) => answer !== null))
          codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      await until(
        () => referrals.countDocuments({ unitId: closing.id, open: true }),
        (open) => open === 0,
      );
      for (const { number } of filed) await checkStored(graph.data.database('application'), number);
      const [, aboutHead] = await Promise.all(filed.map(({ number }) => stand(number)));
      expect(aboutHead?.referrals.map(({ unit }) => unit.id)).not.toContain(keptFrom());
    }),
    // What people do at once is not done in the same way again, so nothing is gained by shrinking.
    { numRuns: 15, endOnFailure: true },
  );
  const events = graph.data.database('application').collection('events');
  for (const event of ['TAKEN_OVER', 'APPEALED']) {
    expect(await events.countDocuments({ event })).toBeGreaterThan(0);
  }
  // Nothing unexpected, and enough of both: what was done, and what was refused.
  const { OK, CONFLICT, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, ...others } =
    Object.fromEntries(codes);
  expect(others).toEqual({});
  expect(OK).toBeGreaterThan(200);
  expect(CONFLICT).toBeGreaterThan(20);
  expect([FORBIDDEN, NOT_FOUND, BAD_USER_INPUT].every(Number)).toBe(true);
}, 180_000);
