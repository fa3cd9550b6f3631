import { many, operationsOf, refused } from '../hostile-operation.ts';

/** Operations of which none has been seen before: each is parsed, validated, planned and compiled. */
export const texts = operationsOf('texts', {
  'ever new small ones': {
    query: ({ leafId }, number) => `{ administrativeUnit(id: "${leafId}") { n${number}: name } }`,
    expected: 'answered',
  },
  'ever new ones of 60 fields': {
    query: ({ leafId }, number) =>
      `{ administrativeUnit(id: "${leafId}") { ${many(60, (n) => `f${number}_${n}: name`)} } }`,
    expected: 'answered',
  },
  'ever new literals': {
    query: (_, number) => `{ administrativeUnit(id: "${10_000_000 + number}") { name } }`,
    expected: 'answered',
  },
  'ever new ones that need all subgraphs': {
    by: 'EVALUATOR',
    query: ({ number: known }, number) =>
      `{ application(number: "${known}") { ${many(10, (n) => `s${number}_${n}: stage`)}
         applicant { name applications(first: 5) { nodes { stage responsibleUnit { name parent { name } }
         topic { name } province { name } suggestedUnits { unit { name } } } } }
         referrals { unit { name } raisedTo { name } } timeline { unit { name } } meantUnit { name } } }`,
    expected: 'answered',
  },
  'ever new ones that take as many steps as are allowed': {
    by: 'CITIZEN',
    query: (_, number) => {
      const names = `responsibleUnit { name } n${number}: number`;
      const step = `applicant { name applications(first: 1) { nodes { ${names} `;
      return `{ myApplications(first: 1) { nodes { ${step.repeat(7)} ${'} } } '.repeat(7)} } } }`;
    },
    expected: 'answered',
  },
  'ever new ones of many root fields': {
    by: 'EVALUATOR',
    query: ({ number: known }, number) =>
      `{ ${many(45, (n) => `a${number}_${n}: application(number: "${known}") { responsibleUnit { name } applicant { name } topic { name } }`)} }`,
    expected: 'answered',
  },
  'ever new ones without a right to anything': {
    by: 'ADMIN',
    query: ({ number: known }, number) =>
      `{ ${many(45, (n) => `a${number}_${n}: application(number: "${known}") { responsibleUnit { name } }`)} }`,
    expected: 'answered',
  },
  'ever new ones that do not parse': {
    query: (_, number) => `{ topics { id n${number}`,
    expected: refused('invalid'),
  },
  'ever new ones that are not valid': {
    query: (_, number) => `{ topics { id n${number} } }`,
    expected: refused('invalid'),
  },
  'ever new ones that are refused': {
    query: ({ rootId }, number) =>
      `{ administrativeUnit(id: "${rootId}") { n${number}: children(first: 100) { nodes { children(first: 100) { nodes { children { nodes { id } } } } } } } }`,
    expected: refused('cost'),
  },
  'one that the client does not wait for': {
    query: ({ rootId }, number) =>
      `{ administrativeUnit(id: "${rootId}") { n${number}: name children(first: 100) { nodes { name children(first: 15) { nodes { id name kind path } } } } } }`,
    manner: 'leaving',
    expected: 'nothing',
  },
  'a queue that the client does not wait for': {
    by: 'EVALUATOR',
    query: () =>
      '{ evaluationQueue(first: 28) { nodes { subject text timeline { event unit { name } } } } }',
    manner: 'leaving',
    expected: 'nothing',
  },
  'filings that the client does not wait for': {
    by: 'CITIZEN',
    query: ({ topicId }, number) =>
      `mutation { ${many(10, (n) => `f${n}: fileApplication(input: { type: REQUEST, topicId: "${topicId}", subject: "Çukur", text: "Kaldırımda çukur var, onarılsın.", provinceCode: "34", answerChannel: SMS, idempotencyKey: "left-${number}-${n}" }) { number }`)} }`,
    manner: 'leaving',
    expected: 'nothing',
  },
  'an answer of hundreds of kB that nobody reads': {
    query: () => '{ administrativeUnits(first: 79) { nodes { path ancestors { name path } } } }',
    manner: 'unread',
    expected: 'nothing',
  },
});
