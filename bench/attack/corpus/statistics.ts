import { exportColumns } from '../../../subgraphs/analytics/export/index.ts';
import {
  type HostileOperation,
  type HostileRequest,
  many,
  operationsOf,
  refused,
} from '../hostile-operation.ts';

/** The most expensive figures of a group. */
const figures = `count share applicants repeatApplicants shareLate shareSolved shareRated
  daysToAnswer { average median p90 p99 } businessDaysToAnswer { average median p90 p99 }
  rating { average distribution } outcomes { granted refused }
  claimed: daysBetween(from: FILED, to: CLAIMED) { average median p90 p99 }
  replied: daysBetween(from: REFERRED, to: REPLIED) { average median p90 p99 }
  shareAnsweredWithin(days: 30)`;

/** Of these, one operation may have as many of 10,000 groups as are below. */
const fourFigures = 'count shareLate daysToAnswer { median p90 }';
const fourMore = 'applicants rated shareSolved appealed';

const year = 'filter: { filedOn: { from: "2026-01-01", to: "2026-12-31" } }';

/** A condition within as many others as may be nested. */
const nested = (depth: number): string =>
  depth === 0 ? '{ open: true }' : `{ not: { or: [{ overdue: true }, ${nested(depth - 1)}] } }`;

/** As many conditions as a list has, in as many lists as the text of an operation holds. */
const conditions = (lists: number) =>
  `{ and: [${many(lists, (list) => `{ or: [${many(20, (n) => `{ referrals: { min: ${n}, max: ${n + list} } }`)}] }`)}] }`;

const provinces = Array.from({ length: 81 }, (_, index) => String(index + 1).padStart(2, '0'));

const statisticsOf = (by: string, select = 'count') =>
  `applicationStatistics(${by}) { groups { ${select} } groupCount }`;

/** Questions about all applications at once. */
export const statistics = operationsOf('statistics', {
  'four dimensions with every figure, beside the year before': {
    by: 'ANALYST',
    query: () =>
      `{ ${statisticsOf(`groupBy: [TOPIC, DISTRICT, STAGE, MONTH], previous: YEAR_BEFORE, ${year}, first: 20`, `${figures} previous { ${figures} }`)} }`,
    expected: 'answered',
  },
  'levels of the tree as it was on each day': {
    by: 'ANALYST',
    query: () =>
      `{ ${many(8, (n) => `s${n}: ${statisticsOf(`groupBy: [UNIT, DAY], tree: THEN, unitLevel: { depth: ${n + 1} }, first: 10`, 'unit { id } day daysToAnswer { median p90 p99 } applicants')}`)} }`,
    expected: 'answered',
  },
  'every percentile of everything, 17 times': {
    by: 'EVALUATOR',
    query: () =>
      `{ ${many(17, (n) => `s${n}: ${statisticsOf(`groupBy: [TYPE, CHANNEL], first: ${n + 1}`, 'daysToAnswer { median p90 p99 } businessDaysToAnswer { median p90 p99 }')}`)} }`,
    expected: 'answered',
  },
  '50 times everything': {
    by: 'ANALYST',
    query: () =>
      `{ ${many(50, (n) => `s${n}: ${statisticsOf(`groupBy: [TYPE], first: ${n + 1}`)}`)} }`,
    expected: refused('cost'),
  },
  '10,000 groups with every figure': {
    by: 'ANALYST',
    query: () => `{ ${statisticsOf('groupBy: [TOPIC, DISTRICT, MONTH], first: 10000', figures)} }`,
    expected: refused('cost'),
  },
  'as many figures of 10,000 groups as an analyst may ask for': {
    by: 'ANALYST',
    query: () =>
      `{ ${statisticsOf('groupBy: [UNIT, DISTRICT, TOPIC], first: 10000', `unit { name } ${fourFigures} previous { ${fourFigures} } ${fourMore}`)} }`,
    expected: 'answered',
  },
  '10,000 groups with one figure more': {
    by: 'ANALYST',
    query: () =>
      `{ ${statisticsOf('groupBy: [UNIT, DISTRICT, TOPIC], first: 10000', `unit { name } ${fourFigures} previous { ${fourFigures} } ${fourMore} open`)} }`,
    expected: refused('cost'),
  },
  'as many figures of 10,000 groups as an evaluator may ask for': {
    by: 'EVALUATOR',
    query: () =>
      `{ ${statisticsOf('groupBy: [TYPE, DISTRICT, TOPIC], first: 10000', fourFigures)} }`,
    expected: 'answered',
  },
  'figures of 10,000 groups, twice by an evaluator': {
    by: 'EVALUATOR',
    query: () =>
      `{ ${many(2, (n) => `s${n}: ${statisticsOf(`groupBy: [TYPE, DISTRICT, TOPIC], first: ${10_000 - n}`, fourFigures)}`)} }`,
    expected: refused('cost'),
  },
  'what lies above the units of 10,000 groups': {
    by: 'ANALYST',
    query: () =>
      `{ ${statisticsOf('groupBy: [UNIT, DISTRICT, TOPIC], first: 10000', 'unit { ancestors { name } }')} }`,
    expected: refused('cost'),
  },
  'more groups than there can be': {
    by: 'ANALYST',
    query: () =>
      `query ($days: [Date!]!) { ${statisticsOf('groupBy: [ON_DAY, AGE_IN_DAYS, TOPIC, DISTRICT], onDays: $days, first: 1')} }`,
    variables: () => ({ days: daysOf(31) }),
    expected: 'answered',
  },
  'all applications as they were on 31 days, six times': {
    by: 'ANALYST',
    query: () =>
      `query ($days: [Date!]!) { ${many(6, (n) => `s${n}: ${statisticsOf(`groupBy: [ON_DAY, STAGE, UNIT], onDays: $days, first: ${n + 1}`, figures)}`)} }`,
    variables: () => ({ days: daysOf(31) }),
    expected: 'answered',
  },
  '20 conditions on figures, in 20 orders': {
    by: 'ANALYST',
    query: () =>
      `{ ${statisticsOf(
        `groupBy: [TOPIC, PROVINCE, TYPE, WEEK], having: [${many(20, (n) => `{ measure: DAYS_TO_ANSWER_P90, min: -${n} }`)}],
         orderBy: [${many(20, () => '{ measure: DAYS_TO_ANSWER_MEDIAN }')}]`,
        'daysToAnswer { p90 }',
      )} }`,
    expected: 'answered',
  },
  'a filter that is nested as deep as filters may be': {
    by: 'ANALYST',
    query: () => `{ ${statisticsOf(`groupBy: [TYPE], filter: ${nested(4)}`)} }`,
    expected: 'answered',
  },
  'a filter of 469 objects': {
    by: 'ANALYST',
    query: () =>
      `query ($filter: ApplicationFilter) { applications(filter: $filter, first: 100) { totalCount } }`,
    variables: () => ({
      filter: {
        and: Array.from({ length: 12 }, (_, list) => ({
          or: Array.from({ length: 19 }, (__, n) => ({ referrals: { min: n, max: n + list } })),
        })),
      },
    }),
    expected: 'answered',
  },
  'a filter of 1,100 conditions in its text': {
    by: 'ANALYST',
    query: () => `{ applications(filter: ${conditions(55)}, first: 1) { totalCount } }`,
    expected: refused('size'),
  },
  'every province, 12 times': {
    by: 'ANALYST',
    query: () =>
      `query ($codes: [ID!]) { applications(filter: { or: [${many(12, () => '{ not: { provinceCodes: $codes } }')}] }, orderBy: [${orders}], first: 100) { nodes { id stage responsibleUnit { name path } } totalCount } }`,
    variables: () => ({ codes: provinces }),
    expected: 'answered',
  },
  'more districts than lists may have elements': {
    by: 'ANALYST',
    query: () =>
      'query ($codes: [ID!]) { applications(filter: { districtCodes: $codes }) { totalCount } }',
    variables: () => ({ codes: Array.from({ length: 1_001 }, () => '3401') }),
    expected: refused('listElements'),
  },
  'referrals by what their applications are, 15 times': {
    by: 'EVALUATOR',
    query: () =>
      `{ ${many(15, (n) => `s${n}: referralStatistics(groupBy: [UNIT, TOPIC, STATE, WEEK], first: ${n + 1}, filter: { application: ${nested(2)} }) { groups { count daysToFirstAction { median p90 } } groupCount }`)} }`,
    expected: 'answered',
  },
  'published statistics of all weeks, 18 times': {
    query: (_, number) =>
      `{ ${many(18, (n) => `s${n}: publishedStatistics(groupBy: [TOPIC, DISTRICT, WEEK], first: ${1 + ((number + n) % 9)}, filter: { provinceCode: "${provinces[n]}" }) { groups { persons } groupCount }`)} }`,
    expected: 'answered',
  },
  'published statistics 50 times': {
    query: () =>
      `{ ${many(50, (n) => `s${n}: publishedStatistics(groupBy: [TOPIC, DISTRICT, WEEK], first: ${n + 1}) { groupCount }`)} }`,
    expected: refused('cost'),
  },
  'statistics without signing in': {
    query: () => `{ ${statisticsOf('groupBy: [UNIT, DAY, HOUR, TOPIC]', figures)} }`,
    expected: 'answered',
  },
  'percentiles of everything by clients who leave, many at once': {
    by: 'ANALYST',
    query: (_, number) =>
      `{ ${many(4, (n) => `s${n}: ${statisticsOf(`groupBy: [UNIT, TOPIC, DAY], first: ${1 + ((number + n) % 99)}`, 'daysToAnswer { median p90 p99 } applicants')}`)} }`,
    expected: 'nothing',
    manner: 'leaving',
    atOnce: 30,
  },
});

const orders = 'TYPE TOPIC STAGE PROVINCE DISTRICT UNIT_KIND DAYS_TO_ANSWER OVERDUE_FROM'
  .split(' ')
  .map((by) => `{ by: ${by} }`)
  .join(' ');

function daysOf(count: number): string[] {
  const dayMs = 86_400_000;
  const today = Date.now();
  return Array.from({ length: count }, (_, back) =>
    new Date(today - (back + 1) * dayMs).toISOString().slice(0, 10),
  );
}

const exported = (body: NonNullable<HostileRequest['body']>): HostileRequest => ({
  path: '/export',
  body,
});

const everyColumn = Object.keys(exportColumns);

type WrittenExport = Pick<HostileOperation, 'expected'> &
  Partial<Pick<HostileOperation, 'by' | 'manner' | 'atOnce' | 'admitted'>> & {
    body: NonNullable<HostileRequest['body']>;
  };

const writtenExports: Readonly<Record<string, WrittenExport>> = {
  'an export of everything': { expected: 'answered', body: { columns: everyColumn } },
  'an export of everything as Parquet': {
    expected: 'answered',
    body: { columns: everyColumn, format: 'PARQUET' },
  },
  'exports that nobody reads, many at once': {
    expected: 'nothing',
    manner: 'unread',
    atOnce: 10,
    body: { columns: everyColumn },
  },
  'exports of clients who leave, many at once': {
    expected: 'nothing',
    manner: 'leaving',
    atOnce: 10,
    body: { columns: everyColumn, format: 'PARQUET' },
  },
  'an export by 2,400 conditions': {
    expected: 'answered',
    body: {
      columns: ['type'],
      filter: {
        and: Array.from({ length: 20 }, (_, one) => ({
          or: Array.from({ length: 20 }, () => ({
            not: {
              or: Array.from({ length: 6 }, (__, n) => ({ rating: { max: 1 + ((n + one) % 5) } })),
            },
          })),
        })),
      },
    },
  },
  'half of an export': { expected: 'nothing', manner: 'half', body: { columns: everyColumn } },
  'an export of a million columns': {
    expected: refused('body'),
    body: `{"columns":[${'"type",'.repeat(60_000)}"type"]}`,
  },
};

/** Files of rows. */
export const exports: readonly HostileOperation[] = Object.entries(writtenExports).map(
  ([name, { body, ...entry }]) => ({
    by: 'ANALYST',
    manner: 'whole',
    atOnce: 1,
    admitted: 1,
    ...entry,
    name,
    kind: 'exports',
    write: () => exported(body),
  }),
);
