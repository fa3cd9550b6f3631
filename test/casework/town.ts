import {
  changeByTwo,
  type ChangedUnit,
  unitOperations,
} from '../institution-directory/changes/unit-operations.ts';
import type { TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { draftOf } from './drafts.ts';
import { operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

/** Units that a test makes, moves and closes, and the people who work with them. */
export interface Town {
  readonly admin: Person;
  readonly evaluator: Person;
  readonly citizen: Person;
  /** The parent of the units that are made without another parent. */
  readonly parentId: string;
  officerOf(unitId: string, subject?: string): Promise<Person>;
  standing(number: string): Promise<Standing>;
  make(name: string, input?: Record<string, unknown>): Promise<string>;
  close(unitId: string, successorId: string): Promise<ChangedUnit>;
  move(unitId: string, parentId: string): Promise<ChangedUnit>;
  /** Files an application and refers it. */
  referTo(unitIds: string[], input?: Record<string, unknown>): Promise<Standing>;
  /** Two officers of a unit bring a pending referral to its answer. */
  answer(number: string, referralId: string | undefined, unitId: string): Promise<void>;
  /** Waits until these units, which must be all closed ones, have no open referral. */
  leftBy(number: string, ...unitIds: string[]): Promise<Standing>;
}

/** The people of the town, and what they need for their requests. */
interface People extends Pick<Town, 'admin' | 'evaluator' | 'citizen' | 'parentId'> {
  readonly graph: TestGraph;
  readonly topicId: string;
}

export async function openTown(graph: TestGraph): Promise<Town> {
  const admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  const second = await personOf(graph, { role: 'ADMIN', subject: 'second administrator' });
  const evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-1' });
  const { id: citizenId } = await graph.data.citizen();
  const citizen = await personOf(graph, { role: 'CITIZEN', citizenId, subject: 'ayse' });
  const topicId = graph.data.directory.topics[0]?._id ?? '';
  const parentId = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
  const people = { graph, admin, evaluator, citizen, topicId, parentId };
  return {
    admin,
    evaluator,
    citizen,
    parentId,
    officerOf: (unitId, subject) => officerOf(graph, unitId, subject),
    standing: (number) => standingOf(evaluator, number),
    make: (name, input) => make(people, name, input),
    close: (unitId, successorId) => changeByTwo(admin, second, { unitId, successorId }),
    move: (unitId, parentId) => changeByTwo(admin, second, { unitId, parentId }),
    referTo: (unitIds, input) => referTo(people, unitIds, input),
    answer: (number, referralId, unitId) => answer(graph, number, referralId, unitId),
    leftBy: (number, ...unitIds) => leftBy(people, number, unitIds),
  };
}

const officerOf = (graph: TestGraph, unitId: string, subject = 'officer-1') =>
  personOf(graph, { role: 'OFFICER', unitId, subject });

const standingOf = (evaluator: Person, number: string) =>
  evaluator.do<Standing>(operations.standing, { number });

async function make(
  { admin, parentId }: People,
  name: string,
  input: Record<string, unknown> = {},
): Promise<string> {
  const { id } = await admin.do<ChangedUnit>(unitOperations.create, {
    input: { name, kind: 'DEPARTMENT', parentId, ...input },
  });
  return id;
}

async function referTo(
  { citizen, evaluator, topicId }: People,
  unitIds: string[],
  input: Record<string, unknown> = {},
): Promise<Standing> {
  const { number } = await citizen.do<Standing>(operations.file, {
    input: {
      type: 'REQUEST',
      topicId,
      subject: 'Sokak lambaları yanmıyor',
      text: 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.',
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: crypto.randomUUID(),
      ...input,
    },
  });
  return evaluator.do<Standing>(operations.refer, { number, unitIds });
}

async function answer(
  graph: TestGraph,
  number: string,
  referralId: string | undefined,
  unitId: string,
): Promise<void> {
  const drafter = await officerOf(graph, unitId, 'drafter');
  const approver = await officerOf(graph, unitId, 'approver');
  const text = 'Lambaların yenilenmesi programa alınmıştır.';
  await drafter.do(operations.accept, { referralId });
  await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'REFUSED', text });
  await approver.do(operations.approve, await draftOf(approver, number, referralId));
}

async function leftBy(
  { graph, evaluator }: People,
  number: string,
  unitIds: readonly string[],
): Promise<Standing> {
  await until(
    () => standingOf(evaluator, number),
    ({ referrals }) =>
      referrals.every(({ unit, state }) => !unitIds.includes(unit.id) || state === 'FORWARDED'),
  );
  await checkStored(graph.data.database('application'), number);
  // Read again: an answer read during the transfer may mix the states before and after it.
  return standingOf(evaluator, number);
}

export const referralsOf = ({ referrals }: Standing) =>
  referrals.map(({ unit, state }) => [unit.id, state]);
