import { afterAll, beforeAll, expect } from '@jest/globals';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';

/** Whatever is wrong with the arguments of a field is reported at once. */

let graph: TestGraph;
const tokens: Record<string, string> = {};
let unitId: string;

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen();
  unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
  tokens['CITIZEN'] = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  tokens['OFFICER'] = await graph.token({ role: 'OFFICER', unitId });
  tokens['EVALUATOR'] = await graph.token({ role: 'EVALUATOR' });
  tokens['ADMIN'] = await graph.token({ role: 'ADMIN' });
});

afterAll(() => graph?.stop());

const page = 'first: -1, after: "x"';
const pageFields = ['first', 'after'];

/** Arguments of which each is wrong, whatever is stored; and the problems, in their order. */
const wrong: readonly [role: string, operation: string, fields: readonly string[]][] = [
  [
    'OFFICER',
    `{ unitInbox(unitId: "UNIT", ${page}, filter: { states: [], types: [], topicIds: [], dueBefore: "2026-02-30",
      assignedTo: "x", unassigned: true }) { nodes { id } } }`,
    [
      'filter.states',
      'filter.types',
      'filter.topicIds',
      'filter.dueBefore',
      'filter.unassigned',
      ...pageFields,
    ],
  ],
  [
    'OFFICER',
    `{ unitAppeals(unitId: "1", states: [], ${page}) { nodes { id } } }`,
    ['unitId', 'states', ...pageFields],
  ],
  [
    'OFFICER',
    `{ closedReferrals(unitId: "1", ${page}, filter: { closedFrom: "yesterday", number: "1" }) { nodes { id } } }`,
    ['unitId', 'filter.closedFrom', 'filter.number', ...pageFields],
  ],
  [
    'EVALUATOR',
    `{ evaluationQueue(${page}, filter: { types: [], topicIds: [], provinceCodes: [] }) { nodes { number } } }`,
    ['filter.types', 'filter.topicIds', 'filter.provinceCodes', ...pageFields],
  ],
  [
    'EVALUATOR',
    `{ closedApplications(${page}, filter: { closedTo: "tomorrow" }) { nodes { number } } }`,
    ['filter.closedTo', ...pageFields],
  ],
  [
    'CITIZEN',
    `{ myApplications(stages: [], ${page}) { nodes { number } } }`,
    ['stages', ...pageFields],
  ],
  [
    '',
    `{ administrativeUnits(${page}, filter: { parentId: "1", withinId: "2", provinceCode: "99", districtCode: "x" }) {
      nodes { id } } }`,
    [
      'filter.parentId',
      'filter.withinId',
      'filter.provinceCode',
      'filter.districtCode',
      ...pageFields,
    ],
  ],
  [
    '',
    `{ searchAdministrativeUnits(text: " ", ${page}, filter: { withinId: "1" }) { nodes { id } } }`,
    ['text', 'filter.withinId', ...pageFields],
  ],
  [
    '',
    '{ suggestUnits(topicId: "no-such", provinceCode: "99") { unit { id } } }',
    ['topicId', 'provinceCode'],
  ],
  [
    '',
    '{ trackApplication(number: "1", trackingCode: "x") { stage } }',
    ['number', 'trackingCode'],
  ],
  [
    'ADMIN',
    `{ directoryChanges(unitId: "1", ${page}) { nodes { id } } }`,
    ['unitId', ...pageFields],
  ],
  ['ADMIN', `{ proposedUnitChanges(${page}) { nodes { id } } }`, pageFields],
  [
    'OFFICER',
    `{ applicationEvents(unitId: "1", ${page}) { nodes { kind } } }`,
    ['unitId', ...pageFields],
  ],
  ['ADMIN', `{ outbox(${page}) { nodes { text } } }`, pageFields],
  ['ADMIN', 'mutation { moveUnit(id: "1", parentId: "2") { id } }', ['id', 'parentId']],
  ['ADMIN', 'mutation { closeUnit(id: "1", successorId: "2") { id } }', ['id', 'successorId']],
  [
    'CITIZEN',
    'mutation { supplementApplication(number: "1", text: "", attachmentIds: ["a", "a"]) { number } }',
    ['number', 'text', 'attachmentIds'],
  ],
  [
    'CITIZEN',
    'mutation { appealApplication(number: "1", text: "") { number } }',
    ['number', 'text'],
  ],
  [
    'CITIZEN',
    'mutation { rateApplication(number: "1", score: 6, solved: true) { number } }',
    ['number', 'score'],
  ],
  [
    'EVALUATOR',
    'mutation { referApplication(number: "1", unitIds: ["10000000", "x", "y"]) { number } }',
    ['number', 'unitIds[1]', 'unitIds[2]'],
  ],
  [
    'EVALUATOR',
    'mutation { correctApplication(number: "1", reason: "") { number } }',
    ['number', 'type', 'reason'],
  ],
  [
    'EVALUATOR',
    'mutation { redactApplication(number: "1", redactedText: "", redactedAppeals: [""]) { number } }',
    ['number', 'redactedText', 'redactedAppeals'],
  ],
  [
    'EVALUATOR',
    'mutation { withholdAttachment(number: "1", attachmentId: "x", reason: "") { number } }',
    ['number', 'reason'],
  ],
  [
    'OFFICER',
    'mutation { forwardReferral(referralId: "x", unitId: "1", reason: "") { id } }',
    ['unitId', 'reason'],
  ],
  [
    'OFFICER',
    'mutation { forwardReferrals(referralIds: [], unitId: "1", reason: "") { referralId } }',
    ['referralIds', 'unitId', 'reason'],
  ],
  [
    'OFFICER',
    'mutation { draftReply(referralId: "x", kind: FINAL, text: "") { id } }',
    ['outcome', 'text'],
  ],
];

test.each(wrong)('as %s: %s', async (role, operation, fields) => {
  const { errors } = await graph.client.ask(operation.replaceAll('UNIT', unitId), {
    token: tokens[role] ?? null,
  });

  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  const problems = (errors?.[0]?.extensions?.['problems'] ?? []) as { field: string }[];
  expect(problems.map(({ field }) => field)).toEqual(fields);
});
