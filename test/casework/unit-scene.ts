import { afterAll, beforeAll } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen, TestReferral } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';

/**
 * A unit with two officers, another unit, a citizen and the centre, on a separate graph for each
 * file that imports this.
 */

export let graph: TestGraph;
export let applicant: TestCitizen;
export let citizen: Person;
export let evaluator: Person;
export let officer: Person;
export let colleague: Person;
export let unit: UnitRecord;
export let other: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  const { data } = graph;
  applicant = await data.citizen();
  unit = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  other = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator' });
  officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id, subject: 'officer-1' });
  colleague = await personOf(graph, { role: 'OFFICER', unitId: unit._id, subject: 'officer-2' });
});
afterAll(() => graph.stop());

/** An application with one referral to the unit. @returns the referral's id and the number. */
export async function referral(
  made: Partial<TestReferral> = {},
  fields: Partial<ApplicationDocument> = {},
): Promise<{ referralId: string; number: string }> {
  const { number, referralIds } = await graph.data.application({
    citizen: applicant,
    fields,
    referrals: [{ unit, ...made }],
  });
  return { number, referralId: referralIds[0] ?? '' };
}

export const now = () => new Date();
