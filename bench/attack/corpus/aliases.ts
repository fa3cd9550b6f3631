import { idKinds, newId } from '../../../lib/kit/public-id.ts';
import { many, operationsOf, refused } from '../hostile-operation.ts';

const misspelt = 'mudurlgu istnbul kadkoy nufs vatndaslik ilce tapuu kadstro belediyeis valilgi';

/** One field again and again under other names. */
export const aliases = operationsOf('aliases', {
  'a tracking code 330 times': {
    query: ({ number }) =>
      `{ ${many(330, (n) => `t${n}: trackApplication(number: "${number}", trackingCode: "${100_000_000_000 + n}") { stage }`)} }`,
    expected: refused('once'),
  },
  'a tracking code once': {
    query: ({ number }, n) =>
      `{ trackApplication(number: "${number}", trackingCode: "${200_000_000_000 + n}") { stage } }`,
    expected: 'answered',
  },
  'a name 101 times': {
    query: ({ leafId }) =>
      `{ administrativeUnit(id: "${leafId}") { ${many(101, (n) => `a${n}: name`)} } }`,
    expected: refused('aliases'),
  },
  'a name 1,200 times': {
    query: ({ leafId }) =>
      `{ administrativeUnit(id: "${leafId}") { ${many(1_200, (n) => `a${n}: name`)} } }`,
    expected: refused('selections'),
  },
  '200 searches of ten misspelt words': {
    query: () =>
      `{ ${many(200, (n) => `s${n}: searchAdministrativeUnits(text: "${misspelt}") { nodes { id } }`)} }`,
    expected: refused('aliases'),
  },
  '20 searches of ten misspelt words': {
    query: (_, number) =>
      `{ ${many(20, (n) => `s${n}: searchAdministrativeUnits(text: "${misspelt} ${number % 7}", first: 1) { nodes { id } }`)} }`,
    expected: 'answered',
  },
  'a search of ten misspelt words': {
    query: () => `{ searchAdministrativeUnits(text: "${misspelt}", first: 10) { nodes { id } } }`,
    expected: 'answered',
  },
  '20 searches of single letters': {
    query: () =>
      `{ ${many(20, (n) => `s${n}: searchAdministrativeUnits(text: "${'abcdefghijklmnoprstuvyz'[n % 23]}", first: 1) { nodes { id } }`)} }`,
    expected: 'answered',
  },
  '50 suggestions of units': {
    query: ({ topicId }) =>
      `{ ${many(50, (n) => `s${n}: suggestUnits(topicId: "${topicId}", provinceCode: "34") { unit { name path } }`)} }`,
    expected: 'answered',
  },
  '50 objects by ids of every kind, which do not exist': {
    query: () =>
      `{ ${many(50, (n) => `n${n}: node(id: "${newId(idKinds[n % idKinds.length] ?? 'referral')}") { id }`)} }`,
    expected: 'answered',
  },
  '50 units by their ids alone': {
    query: ({ leafId }) =>
      `{ ${many(50, (n) => `n${n}: node(id: "${leafId}") { ... on AdministrativeUnit { path } }`)} }`,
    expected: 'answered',
  },
  '50 pages of units with how many there are': {
    query: () =>
      `{ ${many(50, (n) => `u${n}: administrativeUnits(first: ${1 + n}, filter: { status: ACTIVE }) { totalCount nodes { id } }`)} }`,
    expected: 'answered',
  },
  '50 times the last page below a root': {
    query: ({ rootId }) =>
      `{ ${many(50, (n) => `u${n}: administrativeUnits(first: 1, filter: { withinId: "${rootId}", kind: DEPARTMENT, status: CLOSED }) { totalCount pageInfo { hasNextPage } }`)} }`,
    expected: 'answered',
  },
  '51 root fields': {
    query: () => `{ ${many(51, (n) => `t${n}: topics { id }`)} }`,
    expected: refused('rootFields'),
  },
  'topics 28 times': {
    query: () => `{ ${many(28, (n) => `t${n}: topics { id name category }`)} }`,
    expected: 'answered',
  },
  '50 applications': {
    by: 'EVALUATOR',
    query: ({ number }) =>
      `{ ${many(50, (n) => `a${n}: application(number: "${number}") { subject text stage applicant { name } }`)} }`,
    expected: 'answered',
  },
  '50 applications, by an analyst': {
    by: 'ANALYST',
    query: ({ number }) =>
      `{ ${many(50, (n) => `a${n}: application(number: "${number}") { stage responsibleUnits { name } }`)} }`,
    expected: 'answered',
  },
  '31 counts of the inbox of everything': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ ${many(31, (n) => `i${n}: unitInbox(unitId: "${rootId}", first: 1) { counts { state count } }`)} }`,
    expected: 'answered',
  },
  '50 inboxes of everything': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ ${many(50, (n) => `i${n}: unitInbox(unitId: "${rootId}", first: 20, filter: { dueBefore: "2030-01-${10 + (n % 20)}" }) { nodes { id } }`)} }`,
    expected: 'answered',
  },
  '30 queues': {
    by: 'EVALUATOR',
    query: () =>
      `{ ${many(30, (n) => `q${n}: evaluationQueue(first: ${50 + n}) { nodes { number } }`)} }`,
    expected: 'answered',
  },
  'own applications 50 times': {
    by: 'CITIZEN',
    query: () =>
      `{ ${many(50, (n) => `m${n}: myApplications(first: 100) { nodes { number responsibleUnit { name } } }`)} }`,
    expected: refused('cost'),
  },
  'own applications 19 times': {
    by: 'CITIZEN',
    query: () =>
      `{ ${many(19, (n) => `m${n}: myApplications(first: 100) { nodes { number stage } }`)} }`,
    expected: 'answered',
  },
  '32 pages of messages': {
    by: 'ADMIN',
    query: () => `{ ${many(32, (n) => `o${n}: outbox(first: 100) { nodes { text } }`)} }`,
    expected: 'answered',
  },
  '36 histories of a unit': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ ${many(36, (n) => `d${n}: directoryChanges(unitId: "${rootId}", first: 100) { nodes { reason } }`)} }`,
    expected: 'answered',
  },
  '50 backlogs': {
    by: 'ADMIN',
    query: () =>
      `{ ${many(50, (n) => `b${n}: notificationBacklog { waiting failed lastError }`)} }`,
    expected: 'answered',
  },
});
