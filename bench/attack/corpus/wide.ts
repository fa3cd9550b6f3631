import { many, operationsOf, refused } from '../hostile-operation.ts';

const everything = `id name kind status path office version parent { id } province { code }
  district { code } topics { id name } successor { id }`;

const wholeApplication = `number type stage subject text filedAt overdue remainingBusinessDays version
  applicant { name surname maskedNationalId } topic { name category } province { name } district { name }
  responsibleUnits { name path } referrals { state overdue unit { name path } replies { text outcome } }
  replies { text repliedAt unit { name } } timeline { at event actor unit { name } note officer }
  supplements { text } attachments { name bytes } appeals { text unit { name } }`;

/** Much at one level: of fields, of objects, of everything that there is of each. */
export const wide = operationsOf('wide', {
  'the same field 4,900 times': {
    query: ({ leafId }) => `{ administrativeUnit(id: "${leafId}") { ${many(4_900, () => 'id')} } }`,
    expected: refused('selections'),
  },
  'the same field 990 times': {
    query: ({ leafId }) => `{ administrativeUnit(id: "${leafId}") { ${many(990, () => 'name')} } }`,
    expected: refused('comparisons'),
  },
  'the same list of objects 400 times': {
    query: ({ unitId }) =>
      `{ administrativeUnit(id: "${unitId}") { ${many(400, () => 'children { totalCount }')} } }`,
    expected: refused('comparisons'),
  },
  'the same list as often as is allowed': {
    query: ({ unitId }) =>
      `{ administrativeUnit(id: "${unitId}") { ${many(40, () => 'children { totalCount pageInfo { hasNextPage } nodes { id } }')} } }`,
    expected: 'answered',
  },
  'the same list at two levels': {
    query: ({ unitId }) =>
      `{ administrativeUnit(id: "${unitId}") { ${many(30, () => `children { ${many(15, () => 'nodes { id }')} }`)} } }`,
    expected: refused('comparisons'),
  },
  'everything of a hundred units': {
    query: () => `{ administrativeUnits(first: 100) { nodes { ${everything} } } }`,
    expected: 'answered',
  },
  'everything of a hundred units twice': {
    query: () =>
      `{ administrativeUnits(first: 100) { nodes { ${everything} } edges { node { ${everything} } } } }`,
    expected: refused('cost'),
  },
  'all provinces with all districts': {
    query: () => '{ provinces { code name districts { code name } } }',
    expected: 'answered',
  },
  'paths of all that lies above a hundred units': {
    query: () =>
      '{ administrativeUnits(first: 100) { nodes { ancestors { id name path topics { id } } } } }',
    expected: refused('cost'),
  },
  'all that lies above 79 units': {
    query: () => '{ administrativeUnits(first: 79) { nodes { path ancestors { name path } } } }',
    expected: 'answered',
  },
  'everything of an application, by the centre': {
    by: 'EVALUATOR',
    query: ({ number }) => `{ application(number: "${number}") { ${wholeApplication} } }`,
    expected: 'answered',
  },
  'everything of an application, by its unit': {
    by: 'OFFICER',
    query: ({ number }) => `{ application(number: "${number}") { ${wholeApplication} } }`,
    expected: 'answered',
  },
  'everything of a page of own applications': {
    by: 'CITIZEN',
    query: () => `{ myApplications(first: 100) { nodes { ${wholeApplication} } } }`,
    expected: refused('cost'),
  },
  'everything of a page of the queue': {
    by: 'EVALUATOR',
    query: () => `{ evaluationQueue(first: 100) { nodes { ${wholeApplication} } } }`,
    expected: refused('cost'),
  },
  'everything of the first of the queue': {
    by: 'EVALUATOR',
    query: () => `{ evaluationQueue(first: 1) { nodes { ${wholeApplication} } } }`,
    expected: 'answered',
  },
  'timelines of own applications': {
    by: 'CITIZEN',
    query: () => '{ myApplications(first: 20) { nodes { number timeline { at event note } } } }',
    expected: 'answered',
  },
  'units suggested for a page of the queue': {
    by: 'EVALUATOR',
    query: () =>
      '{ evaluationQueue(first: 100) { nodes { suggestedUnits { reason unit { name path } } } } }',
    expected: 'answered',
  },
  'everything of an inbox': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ unitInbox(unitId: "${rootId}", first: 100) { nodes { id state statutoryDate overdue
         unit { name path } application { number type stage subject text topic { name } applicant { name } } }
         counts { state count more } } }`,
    expected: 'answered',
  },
  'a page of messages with everything': {
    by: 'ADMIN',
    query: () =>
      `{ outbox(first: 100) { nodes { id channel to subject text sentAt } edges { node { text } } } }`,
    expected: 'answered',
  },
  'everything of an application, by an analyst': {
    by: 'ANALYST',
    query: ({ number }) =>
      `{ application(number: "${number}") { type stage timeline { at event actor unit { name path } }
         referrals { state unit { name ancestors { name } } } } }`,
    expected: 'answered',
  },
});
