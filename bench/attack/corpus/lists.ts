import { many, operationsOf, refused } from '../hostile-operation.ts';

/** Words that begin many words of subjects, each search after another day. */
const closedSearches = (unitId: string, times: number) =>
  `{ ${many(times, (n) => `c${n}: closedReferrals(unitId: "${unitId}", first: 1, filter: { closedFrom: "2024-01-${10 + (n % 20)}", subject: "ba bi de ha ka so ta ya" }) { nodes { id } }`)} }`;

/** Lists multiplied with lists, and lists as arguments. */
export const lists = operationsOf('lists', {
  'a page of a million': {
    query: () => '{ administrativeUnits(first: 1000000) { nodes { id } } }',
    expected: refused('cost'),
  },
  'a page of less than nothing': {
    query: () => '{ administrativeUnits(first: -1000000) { nodes { id } } }',
    expected: 'answered',
  },
  'a page of a million by a variable': {
    query: () => 'query ($n: Int) { administrativeUnits(first: $n) { nodes { id } } }',
    variables: () => ({ n: 1_000_000 }),
    expected: refused('cost'),
  },
  'pages whose variable has a default': {
    query: () =>
      `query ($n: Int = 100) { administrativeUnits(first: $n) { nodes { children(first: $n) { nodes {
         children(first: $n) { nodes { id } } } } } } }`,
    expected: refused('cost'),
  },
  'all topics of all that a unit has below it': {
    query: ({ unitId }) =>
      `{ administrativeUnit(id: "${unitId}") { children(first: 100) { nodes { topics { id name category } } } } }`,
    expected: 'answered',
  },
  'districts of provinces of units': {
    query: () =>
      '{ administrativeUnits(first: 100) { nodes { province { districts { name } } } } }',
    expected: 'answered',
  },
  'districts of provinces of the children of units': {
    query: () =>
      '{ administrativeUnits(first: 100) { nodes { children { nodes { province { districts { name } } } } } } }',
    expected: refused('cost'),
  },
  'timelines of a page of the queue': {
    by: 'EVALUATOR',
    query: () => '{ evaluationQueue(first: 100) { nodes { timeline { unit { name } } } } }',
    expected: refused('cost'),
  },
  'timelines of as many as are allowed': {
    by: 'EVALUATOR',
    query: () => '{ evaluationQueue(first: 28) { nodes { timeline { event unit { name } } } } }',
    expected: 'answered',
  },
  'referrals of the timelines of an inbox': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ unitInbox(unitId: "${rootId}", first: 100) { nodes { application { timeline { event } referrals { state } } } } }`,
    expected: refused('cost'),
  },
  'timelines of as much of an inbox as is allowed': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ unitInbox(unitId: "${rootId}", first: 60) { nodes { application { timeline { event } } } } }`,
    expected: 'answered',
  },
  'two thousand topics to filter by': {
    by: 'EVALUATOR',
    query: ({ topicId }) =>
      `{ evaluationQueue(filter: { topicIds: [${many(2_000, () => `"${topicId}"`)}] }) { nodes { number } } }`,
    expected: refused('listElements'),
  },
  'ten topics and 81 provinces to filter by, 50 times': {
    by: 'EVALUATOR',
    query: ({ topicId }) =>
      `query ($p: [ID!]) { ${many(50, (n) => `q${n}: evaluationQueue(first: 1, filter: { topicIds: ["${topicId}"], provinceCodes: $p, claimed: UNCLAIMED }) { nodes { number } }`)} }`,
    variables: () => ({
      p: Array.from({ length: 81 }, (_, index) => String(index + 1).padStart(2, '0')),
    }),
    expected: 'answered',
  },
  'all changes that are kept, 50 times': {
    by: 'OFFICER',
    query: () =>
      `{ ${many(50, (n) => `e${n}: applicationEvents(after: "EARLIEST", first: 1) { nodes { kind } }`)} }`,
    expected: refused('cost'),
  },
  'changes after cursors that nobody was given, as often as is allowed': {
    by: 'OFFICER',
    query: () =>
      `{ ${many(12, (n) => `e${n}: applicationEvents(after: "${'A'.repeat(60)}${n}", first: 1) { nodes { kind } }`)} }`,
    expected: 'answered',
  },
  'changes after a cursor of half a body': {
    by: 'OFFICER',
    query: () =>
      `{ applicationEvents(after: "${'A'.repeat(240_000)}", first: 100) { nodes { kind } } }`,
    expected: 'answered',
  },
  'all changes that are kept, with the applications and referrals of each': {
    by: 'OFFICER',
    query: () =>
      '{ applicationEvents(after: "EARLIEST", first: 100) { nodes { application { referrals { application { referrals { id } } } } } } }',
    expected: refused('cost'),
  },
  'what is closed searched by eight frequent words, 50 times': {
    by: 'OFFICER',
    query: ({ rootId }) => closedSearches(rootId, 50),
    expected: refused('cost'),
  },
  'what is closed searched by eight frequent words, as often as is allowed': {
    by: 'OFFICER',
    query: ({ rootId }) => closedSearches(rootId, 4),
    expected: 'answered',
  },
  'officers of a page of units': {
    by: 'EVALUATOR',
    query: () => '{ administrativeUnits(first: 100) { nodes { officers { subject } } } }',
    expected: refused('cost'),
  },
  'officers of as many units as is allowed': {
    by: 'EVALUATOR',
    query: () => '{ administrativeUnits(first: 50) { nodes { officers { subject } } } }',
    expected: 'answered',
  },
  'all changes that are kept, as often as is allowed': {
    by: 'OFFICER',
    query: () =>
      `{ ${many(12, (n) => `e${n}: applicationEvents(after: "EARLIEST", first: 1) { nodes { kind } }`)} }`,
    expected: 'answered',
  },
});
