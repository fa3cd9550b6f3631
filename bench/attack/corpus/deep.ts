import { many, operationsOf, refused } from '../hostile-operation.ts';

const below = (depth: number, first = 100): string =>
  depth === 0
    ? 'id'
    : `children(first: ${first}) { nodes { ${depth === 1 ? 'id' : `parent { ${below(depth - 1, first)} }`} } }`;

const nested = (levels: number, open: string, inner: string): string =>
  `${open.repeat(levels)} ${inner} ${'}'.repeat(levels * (open.match(/\{/g)?.length ?? 0))}`;

/** Fields within fields: of lists, of single objects, of nothing that is there. */
export const deep = operationsOf('deep', {
  'units of units of units': {
    query: ({ rootId }) => `{ administrativeUnit(id: "${rootId}") { ${below(3)} } }`,
    expected: refused('cost'),
  },
  'units of units': {
    query: ({ rootId }) => `{ administrativeUnit(id: "${rootId}") { ${below(2)} } }`,
    expected: refused('cost'),
  },
  'as many units of units as are allowed': {
    query: ({ rootId }) =>
      `{ administrativeUnit(id: "${rootId}") { children(first: 100) { nodes { name
         children(first: 15) { nodes { id name kind path } } } } } }`,
    expected: 'answered',
  },
  'parents beyond the depth allowed': {
    query: ({ leafId }) =>
      `{ administrativeUnit(id: "${leafId}") { ${nested(25, 'parent {', 'id')} } }`,
    expected: refused('depth'),
  },
  'parents of a page as deep as is allowed': {
    query: () =>
      `{ administrativeUnits(first: 100) { nodes { ${nested(22, 'parent {', 'id name')} } } }`,
    expected: 'answered',
  },
  'brackets without end': {
    query: () => '{ a '.repeat(2_490),
    expected: refused('invalid'),
  },
  'fields that do not exist, 1,600 deep': {
    query: () => `{ ${nested(1_600, 'a {', 'b')} }`,
    expected: refused('selections'),
  },
  'lists within lists in an argument': {
    query: () => `{ topics { id(x: ${'['.repeat(2_400)} 1 ${']'.repeat(2_400)}) } }`,
    expected: refused('invalid'),
  },
  'inline fragments within each other': {
    query: () => nested(900, '... {', '{ __typename }').replaceAll('... { {', '{'),
    expected: refused('invalid'),
  },
  'inline fragments as deep as is allowed': {
    query: ({ leafId }) =>
      `{ administrativeUnit(id: "${leafId}") { ${nested(900, '... {', 'name')} } }`,
    expected: 'answered',
  },
  'applications of their applicants of their applications': {
    by: 'CITIZEN',
    query: () =>
      `{ myApplications(first: 100) { nodes { applicant { applications(first: 100) { nodes {
         applicant { applications(first: 100) { nodes { number } } } } } } } } }`,
    expected: refused('cost'),
  },
  'a queue of the queues of its applicants': {
    by: 'EVALUATOR',
    query: () =>
      `{ evaluationQueue(first: 100) { nodes { applicant { applications { nodes { applicant {
         applications { nodes { applicant { applications { nodes { number } } } } } } } } } } } }`,
    expected: refused('cost'),
  },
  'an inbox with its applications and their referrals': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ unitInbox(unitId: "${rootId}", first: 100) { nodes { application { referrals {
         application { referrals { state } } } } } } }`,
    expected: refused('cost'),
  },
  'the referral of the application of the referral': {
    by: 'EVALUATOR',
    query: ({ number }) =>
      `{ application(number: "${number}") { referrals { unit { name }
         application { responsibleUnit { parent { parent { name } } } } } } }`,
    expected: 'answered',
  },
  'the responsible units and all above them': {
    by: 'ANALYST',
    query: ({ number }) =>
      `{ application(number: "${number}") { responsibleUnits { ancestors { ancestors {
         ancestors { name } } } } } }`,
    expected: refused('cost'),
  },
  'one level, then nothing but type names': {
    query: () => `{ ${many(999, () => '__typename')} }`,
    expected: refused('comparisons'),
  },
});
