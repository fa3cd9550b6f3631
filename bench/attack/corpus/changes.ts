import { differentWords } from '../different-words.ts';
import { many, operationsOf, refused, type Subjects } from '../hostile-operation.ts';

const text = 'Sokağımızdaki kaldırımda büyük bir çukur var, onarılmasını arz ederim. '.repeat(130);

const filing = ({ topicId }: Subjects, number: number, length: number) => ({
  type: 'REQUEST',
  topicId,
  subject: 'Kaldırımda çukur',
  text: text.slice(0, length),
  provinceCode: '34',
  answerChannel: 'SMS',
  idempotencyKey: `attack-${number}`,
});

const filings = (count: number, length: number) => ({
  query: () =>
    `mutation (${many(count, (n) => `$i${n}: FileApplicationInput!`)}) { ${many(count, (n) => `f${n}: fileApplication(input: $i${n}) { number }`)} }`,
  variables: (subjects: Subjects, number: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `i${n}`,
        filing(subjects, 1_000 * number + n, length),
      ]),
    ),
});

const similar = (count: number) => ({
  query: () =>
    `query ($i: SimilarApplicationsInput!) { ${many(count, (n) => `s${n}: similarApplications(input: $i) { similarity }`)} }`,
  variables: (_: Subjects, number: number) => ({
    i: { subject: 'Kaldırım', text: differentWords(280, number) },
  }),
});

const unknownReferrals = (count: number) =>
  many(count, (n) => `"${(0xabcdef + n).toString(16).padStart(24, '0')}"`);

/** Changes, many of them at once, most of which are refused one by one. */
export const changes = operationsOf('changes', {
  '60 filings': { by: 'CITIZEN', ...filings(60, 100), expected: refused('mutations') },
  'ten filings of 9 kB': { by: 'CITIZEN', ...filings(10, 9_000), expected: 'answered' },
  'ten withdrawals of an unknown application': {
    by: 'CITIZEN',
    query: () =>
      `mutation { ${many(10, (n) => `w${n}: withdrawApplication(number: "2500000004") { number }`)} }`,
    expected: 'answered',
  },
  'a search for similar applications, 50 times': {
    by: 'CITIZEN',
    ...similar(50),
    expected: refused('cost'),
  },
  'a search for similar applications, as often as is allowed': {
    by: 'CITIZEN',
    ...similar(4),
    expected: 'answered',
  },
  'a search for similar applications': {
    by: 'CITIZEN',
    query: () =>
      'query ($i: SimilarApplicationsInput!) { similarApplications(input: $i) { similarity application { number } } }',
    variables: (_, number) => ({ i: { subject: 'Kaldırım', text: differentWords(280, number) } }),
    expected: 'answered',
  },
  '100 referrals accepted that do not exist': {
    by: 'OFFICER',
    query: () =>
      `mutation { acceptReferrals(referralIds: [${unknownReferrals(100)}]) { error { code } } }`,
    expected: 'answered',
  },
  '45 referrals accepted ten times': {
    by: 'OFFICER',
    query: () =>
      `mutation { ${many(10, (n) => `a${n}: acceptReferrals(referralIds: [${unknownReferrals(45)}]) { error { code } }`)} }`,
    expected: refused('cost'),
  },
  '100 referrals forwarded': {
    by: 'OFFICER',
    query: ({ leafId }) =>
      `mutation { forwardReferrals(referralIds: [${unknownReferrals(100)}], unitId: "${leafId}", reason: "Yetkili birim değiliz, ilgili birime iletilmiştir.") { referral { state } error { code } } }`,
    expected: 'answered',
  },
  '100 referrals accepted': {
    by: 'OFFICER',
    query: ({ referralIds }) =>
      `mutation { acceptReferrals(referralIds: ${JSON.stringify(referralIds)}) { error { code } } }`,
    expected: 'answered',
  },
  '100 referrals assigned to nobody': {
    by: 'OFFICER',
    query: () =>
      'mutation ($ids: [ID!]!, $assignee: String) { assignReferrals(referralIds: $ids, assignee: $assignee) { referral { state assignee } error { code } } }',
    // Only officers who are on record can be assigned; this writes as much.
    variables: ({ referralIds }) => ({ ids: referralIds, assignee: null }),
    expected: 'answered',
  },
  '45 referrals assigned ten times': {
    by: 'OFFICER',
    query: ({ referralIds }, number) =>
      `mutation { ${many(10, (n) => `a${n}: assignReferrals(referralIds: ${JSON.stringify(referralIds.slice(0, 45))}, assignee: "memur-${number}-${n}") { error { code } }`)} }`,
    expected: refused('cost'),
  },
  'ten notes on an unknown referral': {
    by: 'OFFICER',
    query: () =>
      `mutation { ${many(10, (n) => `n${n}: addNote(referralId: "00000000000000000000000${n}", text: "${text}") { id }`)} }`,
    expected: 'answered',
  },
  'ten claims of an unknown application': {
    by: 'EVALUATOR',
    query: () =>
      `mutation { ${many(10, (n) => `c${n}: claimApplication(number: "2500000004") { number }`)} }`,
    expected: 'answered',
  },
  'eleven units made': {
    by: 'ADMIN',
    query: ({ rootId }) =>
      `mutation { ${many(11, (n) => `u${n}: createUnit(input: { name: "Birim ${n}", kind: DEPARTMENT, parentId: "${rootId}" }) { id }`)} }`,
    expected: refused('mutations'),
  },
  'ten units made where none can be': {
    by: 'ADMIN',
    query: () =>
      `mutation { ${many(10, (n) => `u${n}: createUnit(input: { name: "Birim ${n}", kind: MINISTRY, parentId: "99999999" }) { id }`)} }`,
    expected: 'answered',
  },
  'ten changes by somebody without the right to any': {
    by: 'ANALYST',
    query: ({ number }) =>
      `mutation { ${many(10, (n) => `c${n}: refuseApplication(number: "${number}", reason: LEGISLATIVE_OR_JUDICIAL_MATTER) { number }`)} }`,
    expected: 'answered',
  },
});
