import { afterAll, beforeAll } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { draftOf } from '../casework/drafts.ts';
import { operations, type Standing } from '../casework/operations.ts';

/**
 * A unit that passes applications on to another one, on a separate graph for each file that imports
 * this.
 */

export let graph: TestGraph;
export let applicant: TestCitizen;
export let citizen: Person;
export let evaluator: Person;
/** Of the unit that passes it on. */
export let officer: Person;
/** Of the unit that it is passed on to, and another one there. */
export let next: Person;
export let approver: Person;
export let unit: UnitRecord;
export let other: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  applicant = await graph.data.citizen();
  unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator' });
  const inUnit = (of: UnitRecord, subject: string) =>
    personOf(graph, { role: 'OFFICER', unitId: of._id, subject });
  officer = await inUnit(unit, 'officer-1');
  next = await inUnit(other, 'officer-2');
  approver = await inUnit(other, 'officer-3');
});

afterAll(() => graph?.stop());

const fields = /* GraphQL */ `
  fragment Clock on Application {
    stage
    version
    targetDate
    statutoryDate
    overdue
    remainingBusinessDays
    responsibleUnit {
      id
    }
    responsibleUnits {
      id
    }
  }
`;
export const byNumber = `query ($number: String!) { application(number: $number) { ...Clock } } ${fields}`;
export const byReferral = `query ($id: ID) { referral(id: $id) {
  state targetDate statutoryDate overdue application { ...Clock } } } ${fields}`;

export interface Clock {
  stage: string;
  version: number;
  targetDate: string;
  statutoryDate: string;
  overdue: boolean;
  remainingBusinessDays: number | null;
  responsibleUnit: { id: string } | null;
  responsibleUnits: { id: string }[];
}

export const clockFor = (person: Person, number: string) => person.do<Clock>(byNumber, { number });

/** An information request, whose deadline can be extended, that the unit works on. */
export async function referred(): Promise<{ number: string; referralId: string }> {
  const input = filingInput(graph, { type: 'INFORMATION_REQUEST' });
  const { number } = await citizen.do<Standing>(operations.file, { input });
  const { referrals } = await evaluator.do<Standing>(operations.refer, {
    number,
    unitIds: [unit._id],
  });
  return { number, referralId: referrals[0]?.id ?? '' };
}

export const reason = 'Görev alanımızda değildir.';

/** Passes a referral on. @returns the id of the resulting referral. */
export async function forward(by: Person, number: string, referralId: string, to: UnitRecord) {
  await by.do(operations.forward, { referralId, unitId: to._id, reason });
  const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
  return (
    referrals.find(({ unit: { id }, state }) => id === to._id && state === 'PENDING')?.id ?? ''
  );
}

/** The moves of the unit that has it, each of which changes version, dates or stage. */
export async function goOn(number: string, referralId: string): Promise<void> {
  await next.do(operations.accept, { referralId });
  await next.do(operations.extend, { referralId, reason: 'Belgeler başka yerde.' });
  await next.do(operations.draft, {
    referralId,
    kind: 'FINAL',
    outcome: 'GRANTED',
    text: 'Talebiniz yerine getirilmiştir.',
  });
  await approver.do(operations.approve, await draftOf(approver, number, referralId));
}

export const database = () => graph.data.database('application');
export const stored = (number: string) =>
  database().collection<ApplicationDocument>('applications').findOne({ number });
