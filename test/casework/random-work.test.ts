import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import {
  changeByTwo,
  type ChangedUnit,
  unitOperations,
} from '../institution-directory/unit-operations.ts';
import type { GraphAnswer } from '../support/client.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { draftOf, noDraft } from './drafts.ts';
import { type Move, operations, type Standing } from './operations.ts';
import { checkStages, checkStored } from './stored.ts';
import { type Possible, possibleFor } from './told.ts';

/** Somebody who takes part; an officer has a unit. */
interface Actor extends Person {
  readonly unitId: string | null;
}

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
  'withdrawReply',
  'extend',
  'note',
] as const satisfies Move[];
const bulkMoves = ['acceptAll', 'assignAll', 'forwardAll'] as const satisfies Move[];

interface Action {
  move: Move;
  person: number;
  application: number;
  referral: number;
  unit: number;
  final: boolean;
  /** Whether it is one of those that the person is told are possible, or anything at all. */
  possible: boolean;
  /** Whether it is one that brings the work on, if there is any. */
  onwards: boolean;
  /** Whether it may also be what ends an application. */
  ending: boolean;
  /** Whether who has drafted tries to approve at once. */
  hasty: boolean;
}

const actions = fc.record<Action>({
  move: fc.constantFrom<Move>(...applicationMoves, ...referralMoves, ...bulkMoves),
  person: fc.nat(),
  application: fc.nat(),
  referral: fc.nat(),
  unit: fc.nat(),
  final: fc.boolean(),
  possible: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  onwards: fc.oneof({ weight: 2, arbitrary: fc.constant(true) }, fc.constant(false)),
  ending: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  hasty: fc.boolean(),
});

/** Done at once. */
const rounds = fc.noBias(
  fc.array(fc.array(actions, { minLength: 2, maxLength: 8, size: 'max' }), {
    minLength: 10,
    maxLength: 20,
    size: 'max',
  }),
);

/** One for each application, twice in a run. */
const boldActions = fc.noBias(fc.array(actions, { minLength: 6, maxLength: 6 }));

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
};

const outcomes = ['GRANTED', 'PARTLY_GRANTED', 'REFUSED'] as const;

interface Choice extends Possible {
  person: Person;
}

const endings: readonly Move[] = ['withdraw', 'refuse', 'cancel'];

/** Without these in their turn chance seldom brings an application to where most can go wrong. */
const onwardMoves: readonly Move[] = [
  'refer',
  'accept',
  'requestClarification',
  'supplement',
  'draft',
  'reject',
  'withdrawReply',
  'approve',
  'appeal',
  'decideAppeal',
];

/** Who works in a run, and where. */
interface Staff {
  people: readonly Actor[];
  unitIds: readonly string[];
}

type Referral = Standing['referrals'][number];

/** An application, and one of its referrals if it has any. */
interface About {
  number: string;
  referral: Referral | undefined;
}

const aboutOne = ({ number, referrals }: Standing, { referral }: Action): About => ({
  number,
  referral: referrals.length > 0 ? at(referrals, referral) : undefined,
});

/** As often as not an officer of the unit that has a referral: who has nothing to do with it is soon refused. */
function nearTo(referral: Referral | undefined, action: Action, { people: all }: Staff): Actor {
  const own = all.filter(({ unitId }) => unitId !== null && unitId === referral?.unit.id);
  const anybody = at(all, action.person);
  return at([...own, anybody, anybody], action.unit);
}

/** Somebody who is told that something is possible, and what; null where a few people have nothing. */
async function anyPossible(
  action: Action,
  { number, referral }: About,
  staff: Staff,
): Promise<Choice | null> {
  const others = [1, 2, 3, 4].map((tries) => at(staff.people, action.person + tries * 3));
  for (const person of [nearTo(referral, action, staff), ...others]) {
    const possible = await possibleFor(person, number, referral?.id);
    const choices = possible.filter(({ move }) => action.ending || !endings.includes(move));
    const onwards = choices.filter(({ move }) => action.onwards && onwardMoves.includes(move));
    if (onwards.length > 0) return { person, ...at(onwards, action.referral) };
    if (choices.length > 0) return { person, ...at(choices, action.referral) };
  }
  return null;
}

/** What any of the moves may be given. */
const inputFor = (move: Move, { final, unit }: Action, { unitIds: ids }: Staff) => ({
  unitIds: final ? [at(ids, unit)] : [at(ids, unit), at(ids, unit + 1)],
  unitId: at(ids, unit),
  reason: move === 'refuse' ? 'NO_CONCRETE_FACT' : 'Gerekçesi budur.',
  redactedText: 'Kısaltılmış metin.',
  text: 'Bu metin yeterince uzun bir metindir.',
  question: 'Ne zaman oldu?',
  assignee: 'o1a',
  kind: final ? 'FINAL' : 'INTERIM',
  outcome: final ? at(outcomes, unit) : null,
  score: 3,
  solved: final,
  decision: final ? 'UPHELD' : 'DISMISSED',
});

/** @returns the codes of what was answered; none where there was nothing to do. */
async function act(
  action: Action,
  standings: readonly Standing[],
  staff: Staff,
): Promise<unknown[]> {
  const about = aboutOne(at(standings, action.application), action);
  const { number, referral } = about;
  const choice: Choice | null = action.possible
    ? await anyPossible(action, about, staff)
    : { person: nearTo(referral, action, staff), move: action.move, referralId: referral?.id };
  if (!choice) return [];
  const { person, move, referralId = noDraft } = choice;
  const withTheUnit = standings
    .flatMap((standing) => standing.referrals)
    .filter(({ unit }) => unit.id === referral?.unit.id);
  const codes = codesOf(
    await person.ask(operations[move], {
      ...(await draftOf(person, number, referralId)),
      number,
      referralIds: withTheUnit.map(({ id }) => id),
      ...inputFor(move, action, staff),
    }),
  );
  if (move !== 'draft' || !action.hasty) return codes;
  // This may go well only where another officer has drafted meanwhile.
  const draft = await draftOf(person, number, referralId);
  return [...codes, ...codesOf(await person.ask(operations.approve, draft))];
}

/** One code, or one for each of several referrals. */
function codesOf({ data, errors }: GraphAnswer): unknown[] {
  if (errors.length > 0) return [errors[0]?.extensions['code']];
  const [value] = Object.values(data ?? {});
  if (!Array.isArray(value)) return ['OK'];
  const results = value as { error: { code: string } | null }[]; // what the operations on several select
  return results.map(({ error }) => error?.code ?? 'OK');
}

/**
 * While nobody else acts, somebody tries everything that is not named as possible: each of it is refused by
 * what the rules say, not for the form of what is given, and nothing has changed.
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
  await byName('o2b').do(operations.approve, await draftOf(byName('o2b'), number, referralId));
}

/** The unit that never gets what is about its head. */
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

const stand = (number: string) => onlooker.do<Standing>(operations.standing, { number });

it('reaches only legal states whatever anybody does in whatever order, and tells all of it', async () => {
  const numbers = new Set<string>();
  const codes = new Map<unknown, number>();
  const database = graph.data.database('application');
  const referrals = database.collection('referrals');
  const [successorId, , moving] = unitIds;
  let parentIds = [parentId, otherParentId];
  /** One unit is closed, and another one moved to where it was not. */
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
        expect(numbers.has(number)).toBe(false);
        numbers.add(number);
      }
      const together = filed.map(({ number }) => number);
      await answered(at(filed, 2));
      /** Nobody acts: all hangs together, and nothing but what is possible can be done. */
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
    // What people do at once is not done in the same way again, so nothing is gained by shrinking.
    { numRuns: 9, endOnFailure: true },
  );
  const events = database.collection('events');
  for (const event of ['TAKEN_OVER', 'APPEALED']) {
    expect(await events.countDocuments({ event })).toBeGreaterThan(0);
  }
  // Nothing unexpected, and enough of both: what was done, and what was refused.
  const { OK, CONFLICT, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, ...others } =
    Object.fromEntries(codes);
  expect({ others, unexpected: graph.unexpected }).toEqual({ others: {}, unexpected: [] });
  expect(OK).toBeGreaterThan(200);
  expect(CONFLICT).toBeGreaterThan(20);
  expect([FORBIDDEN, NOT_FOUND, BAD_USER_INPUT].every(Number)).toBe(true);
}, 180_000);
