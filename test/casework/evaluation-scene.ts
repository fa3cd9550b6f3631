import { afterAll, beforeAll } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestApplication, TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';

/** A citizen, two evaluators and two units, on a separate graph for each file that imports this. */

export let graph: TestGraph;
let applicant: TestCitizen;
export let citizen: Person;
export let evaluator: Person;
export let colleague: Person;
export let unit: UnitRecord;
export let other: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  applicant = await graph.data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-1' });
  colleague = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-2' });
  unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
});
afterAll(() => graph.stop());

export const made = (
  fields: Partial<ApplicationDocument> = {},
  rest: Partial<TestApplication> = {},
) => graph.data.application({ citizen: applicant, fields, ...rest });
