import * as fc from 'fast-check';
import type { GraphAnswer } from '../support/client.ts';
import type { Person } from '../support/person.ts';
import { draftOf, noDraft } from './drafts.ts';
import { type Move, operations, type Standing } from './operations.ts';
import { type Possible, possibleFor } from './possible-moves.ts';

/** Random actions of people: who does what to which application, chosen by drawn numbers. */

/** A participant; an officer has a unit. */
export interface Actor extends Person {
  readonly unitId: string | null;
}

export const applicationMoves = [
  'claim',
  'refer',
  'refuse',
  'hideIdentity',
  'correct',
  'redact',
  'withdraw',
  'supplement',
  'rate',
  'appeal',
  'decideAppeal',
] as const satisfies Move[];
export const referralMoves = [
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

export interface Action {
  move: Move;
  person: number;
  application: number;
  referral: number;
  unit: number;
  final: boolean;
  /** Whether to choose among the actions reported as possible, or among all. */
  possible: boolean;
  /** Whether to prefer an action that advances the work, if there is any. */
  onwards: boolean;
  /** Whether it may also be an action that ends an application. */
  ending: boolean;
  /** Whether the drafter tries to approve the draft at once. */
  hasty: boolean;
}

/** One action of somebody. */
export const actions = fc.record<Action>({
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

/** Performed concurrently. */
export const rounds = fc.noBias(
  fc.array(fc.array(actions, { minLength: 2, maxLength: 8, size: 'max' }), {
    minLength: 10,
    maxLength: 20,
    size: 'max',
  }),
);

/** One for each application, twice in a run. */
export const boldActions = fc.noBias(fc.array(actions, { minLength: 6, maxLength: 6 }));

export const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
};

const outcomes = ['GRANTED', 'PARTLY_GRANTED', 'REFUSED'] as const;

interface Choice extends Possible {
  person: Person;
}

const endings: readonly Move[] = ['withdraw', 'refuse', 'cancel'];

/**
 * Moves that advance the work. Chance alone seldom brings an application to the states where most
 * can go wrong.
 */
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

/** The people of a run, and their units. */
export interface Staff {
  people: readonly Actor[];
  unitIds: readonly string[];
}

type Referral = Standing['referrals'][number];

/** An application, and one of its referrals if it has any. */
interface About {
  number: string;
  referral: Referral | undefined;
}

export const aboutOne = ({ number, referrals }: Standing, { referral }: Action): About => ({
  number,
  referral: referrals.length > 0 ? at(referrals, referral) : undefined,
});

/**
 * In half of the cases an officer of the unit that has a referral: an unrelated officer is refused
 * early.
 */
export function nearTo(
  referral: Referral | undefined,
  action: Action,
  { people: all }: Staff,
): Actor {
  const own = all.filter(({ unitId }) => unitId !== null && unitId === referral?.unit.id);
  const anybody = at(all, action.person);
  return at([...own, anybody, anybody], action.unit);
}

/**
 * A participant and the actions that are possible for them; null when nothing is possible for any
 * of a few participants.
 */
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

/** Arguments that fit any of the moves. */
export const inputFor = (move: Move, { final, unit }: Action, { unitIds: ids }: Staff) => ({
  unitIds: final ? [at(ids, unit)] : [at(ids, unit), at(ids, unit + 1)],
  unitId: at(ids, unit),
  reason: move === 'refuse' ? 'NO_CONCRETE_FACT' : 'Gerekçesi budur.',
  type: final ? 'REQUEST' : 'INFORMATION_REQUEST',
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

/** @returns the codes of the results; empty if there was nothing to do. */
export async function act(
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
      ...(action.hasty && { assignee: person.subject }),
    }),
  );
  if (move !== 'draft' || !action.hasty) return codes;
  // This may succeed only if another officer has drafted meanwhile.
  const draft = await draftOf(person, number, referralId);
  return [...codes, ...codesOf(await person.ask(operations.approve, draft))];
}

/** One code, or one for each of several referrals. */
export function codesOf({ data, errors }: GraphAnswer): unknown[] {
  if (errors.length > 0) return [errors[0]?.extensions['code']];
  const [value] = Object.values(data ?? {});
  if (!Array.isArray(value)) return ['OK'];
  const results = value as { error: { code: string } | null }[]; // the bulk operations select it
  return results.map(({ error }) => error?.code ?? 'OK');
}
