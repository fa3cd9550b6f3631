import type { Mutant } from './mutant.ts';

const analytics = 'subgraphs/analytics';
const routes = `${analytics}/export/routes.ts`;
const rowIds = `${analytics}/export/row-ids.ts`;
const published = `${analytics}/published`;
const exported = 'test/analytics/export/export.test.ts';
const streams = 'test/analytics/export/export-streams.test.ts';
const wrongQuestions = 'test/analytics/questions/bad-input.test.ts';
const publishedNumbers = 'test/analytics/published/published.test.ts';

/** Conditions on questions about all applications, on exports and on what is published. */
export const mutantsOfStatistics: readonly Mutant[] = [
  {
    id: 'everybody exports',
    file: routes,
    at: "!scopesOf(viewer).includes('statistics:read')",
    instead: 'false',
    tests: [exported],
  },
  {
    id: 'those who export need not be signed in',
    file: routes,
    at: 'if (!viewer) throw unauthenticated()',
    part: '!viewer',
    instead: 'false',
    tests: [exported],
  },
  {
    id: 'those who ask need not be signed in',
    file: `${analytics}/questions/ask.ts`,
    at: 'if (!viewer) throw unauthenticated()',
    part: '!viewer',
    instead: 'false',
    tests: ['test/analytics/questions/statistics.test.ts'],
    behind: '@requiresScopes of the fields that ask: nobody has a scope without being signed in',
  },
  {
    id: 'undeclared columns are exported',
    file: `${analytics}/export/columns.ts`,
    at: 'Object.hasOwn(exportColumns, name)',
    instead: 'true',
    tests: [exported],
  },
  {
    id: 'exports of other people and requests are continued',
    file: rowIds,
    at: 'prefix === prefixOf(key, salt, mark, asked)',
    instead: 'true',
    tests: [streams],
  },
  {
    id: 'exports of an earlier copy are continued',
    file: rowIds,
    at: 'mark !== buildMark(asked.build)',
    instead: 'false',
    tests: [streams],
  },
  {
    id: 'cursors of lists work for other questions',
    file: `${analytics}/questions/list/positions.ts`,
    at: 'own !== digest',
    instead: 'false',
    tests: [wrongQuestions],
  },
  {
    id: 'hours and persons are grouped with days and units',
    file: `${analytics}/questions/figures/beside.ts`,
    at: 'each !== dimension && !beside.dimensions.includes(each)',
    instead: 'false',
    tests: [wrongQuestions],
  },
  {
    id: 'hours are of some districts and units',
    file: `${analytics}/questions/figures/beside.ts`,
    at: 'value == null || beside.conditions.includes(name)',
    instead: 'true',
    tests: [wrongQuestions],
  },
  {
    id: 'more groups than there can be are shown',
    file: `${analytics}/questions/figures/statistics.ts`,
    at: 'groupCount > mostGroups',
    instead: 'false',
    tests: [wrongQuestions],
  },
  {
    id: 'periods are published that have not ended',
    file: `${published}/require-question.ts`,
    at: 'last <= lastDay',
    instead: 'true',
    tests: [publishedNumbers],
  },
  {
    id: 'answers are published that may still come in time',
    file: `${published}/publish-groups.ts`,
    at: "isSettled ? number('ANSWERED_WITHIN_30_DAYS', answered)",
    part: 'isSettled',
    instead: 'true',
    tests: [`${published}/publish-groups.test.ts`],
  },
  {
    id: 'few persons are published',
    file: `${published}/perturbation.ts`,
    at: 'persons < fewestPersons || perturbed < leastPerturbed',
    instead: 'false',
    tests: [`${published}/perturbation.test.ts`],
  },
  {
    id: 'filters are answered that few persons meet',
    file: `${published}/published.ts`,
    at: 'isIsolating && Object.keys(question.fixed).length > 0',
    instead: 'false',
    tests: [publishedNumbers],
  },
  {
    id: 'one viewer takes every place',
    file: `${analytics}/limits/places.ts`,
    at: '(this.#takenBy.get(owner) ?? 0) < this.#mostOfOwner',
    instead: 'true',
    tests: [`${analytics}/limits/limits.test.ts`],
  },
];
