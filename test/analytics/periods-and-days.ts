import * as fc from 'fast-check';
import type { Person } from '../support/person.ts';
import { addDays } from '../../subgraphs/application/calendar/index.ts';
import { type Filter, filtersBesideDays, meets } from './naive/filters.ts';
import type { NaiveApplication, NaiveData } from './naive/read-documents.ts';
import {
  applicationDimensions,
  applicationFigures,
  daysBetween,
  group,
  inSummary,
  keyOfGroup,
  rounded,
} from './naive/statistics.ts';

/** Random questions with a previous period, with past days, with conditions on groups and with orders of them. */

const milestones = [
  'FILED',
  'CLAIMED',
  'REFERRED',
  'ACCEPTED',
  'CLARIFICATION_REQUESTED',
  'SUPPLEMENTED',
  'REPLY_DRAFTED',
  'INTERIM_REPLIED',
  'REPLIED',
  'FORWARDED',
  'RETURNED',
  'EXTENDED',
  'RATED',
  'APPEALED',
  'REFUSED',
  'WITHDRAWN',
  'APPEAL_DECIDED',
];

/** Dimensions that an application has had since it was filed. */
const constant = ['TYPE', 'TOPIC', 'PROVINCE', 'CHANNEL', 'MONTH', 'WEEKDAY'];

export interface Asked {
  filter: Filter;
  groupBy: readonly string[];
  /** What the day and the period are: several past days, or a range with a kind of previous period. */
  onDays?: readonly string[];
  previous?: 'PERIOD_BEFORE' | 'YEAR_BEFORE';
  having: { of: string; min?: number; max?: number }[];
  order: { of: string; direction: 'ASC' | 'DESC' };
  between: readonly [string, string];
}

/** Questions about data. Past days are those on which there was something. */
export function questions(data: NaiveData): fc.Arbitrary<Asked> {
  const { applications, today } = data;
  const filed = [...new Set(applications.map(({ filedOn }) => filedOn))].toSorted();
  const groupBy = fc.uniqueArray(fc.constantFrom(...constant), { minLength: 1, maxLength: 3 });
  const common = {
    filter: filtersBesideDays(data),
    between: fc.tuple(fc.constantFrom(...milestones), fc.constantFrom(...milestones)),
  };
  const direction = fc.constantFrom('ASC' as const, 'DESC' as const);
  const conditionOf = (periods: readonly string[]) =>
    fc.oneof(
      fc.record({ of: fc.constantFrom(...periods), min: fc.integer({ min: -2, max: 3 }) }),
      fc.record({ of: fc.constantFrom(...periods), max: fc.integer({ min: -1, max: 4 }) }),
    );
  const both = ['CURRENT', 'PREVIOUS', 'DIFFERENCE', 'RATIO'];
  const ofDays = fc
    .record({
      ...common,
      groupBy,
      onDays: fc.uniqueArray(fc.constantFrom(...filed, today), { minLength: 1, maxLength: 4 }),
      having: fc.array(conditionOf(['CURRENT']), { maxLength: 1 }),
      order: fc.record({ of: fc.constant('CURRENT'), direction }),
    })
    .map((asked): Asked => ({ ...asked, groupBy: ['ON_DAY', ...asked.groupBy] }));
  const ofPeriods = fc
    .record({
      ...common,
      groupBy,
      previous: fc.constantFrom('PERIOD_BEFORE' as const, 'YEAR_BEFORE' as const),
      having: fc.array(conditionOf(both), { maxLength: 2 }),
      order: fc.record({ of: fc.constantFrom(...both), direction }),
      ends: fc.tuple(fc.constantFrom(...filed), fc.nat(120)),
    })
    .map(({ ends: [from, days], filter, ...asked }): Asked => ({
      ...asked,
      filter: { and: [filter], filedOn: { from, to: addDays(from, days) } },
    }));
  return fc.oneof(ofDays, ofPeriods);
}

const dayMs = 86_400_000;
const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;
const yearFrom = (day: string, years: number) => {
  const other = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  const isThere = new Date(other).toISOString().slice(0, 10) === other;
  return isThere ? other : `${other.slice(0, 8)}28`;
};

/** The range of the previous period, and the day that a day of it stands beside. */
function before({ filter, previous }: Asked) {
  const { from, to } = filter['filedOn'] as { from: string; to: string };
  const length = daysFrom(from, to) + 1;
  return previous === 'YEAR_BEFORE'
    ? {
        range: { from: yearFrom(from, -1), to: yearFrom(to, -1) },
        beside: (day: string) => yearFrom(day, 1),
      }
    : {
        range: { from: addDays(from, -length), to: addDays(from, -1) },
        beside: (day: string) => addDays(day, length),
      };
}

/** What follows from the documents: the rows of each group, now and before. */
function groupsOf(asked: Asked, data: NaiveData) {
  const met = (filter: Filter) => data.applications.filter((one) => meets(one, filter, data));
  const dimensions = asked.groupBy.flatMap((name) => applicationDimensions[name] ?? []);
  const groups = new Map<string, { now: NaiveApplication[]; before: NaiveApplication[] }>();
  const put = (rows: readonly NaiveApplication[], when: 'now' | 'before', more: object = {}) => {
    for (const [key, own] of group(rows, dimensions, data)) {
      const shown = keyOfGroup({ ...Object.fromEntries(JSON.parse(key)), ...more });
      const entry = groups.get(shown) ?? { now: [], before: [] };
      entry[when].push(...own);
      groups.set(shown, entry);
    }
  };
  if (asked.onDays) {
    for (const onDay of asked.onDays) {
      const rows = met(asked.filter).filter(({ filedOn }) => filedOn <= onDay);
      put(rows, 'now', { onDay });
    }
  } else {
    put(met(asked.filter), 'now');
    const { range, beside } = before(asked);
    const rows = met({ ...asked.filter, filedOn: range });
    put(
      rows.map((row) => ({ ...row, filedOn: beside(row.filedOn) })),
      'before',
    );
  }
  return groups;
}

type Counts = Record<string, number | null>;

const countsOf = ({ now, before: earlier }: { now: object[]; before: object[] }): Counts => ({
  CURRENT: now.length,
  PREVIOUS: earlier.length,
  DIFFERENCE: now.length - earlier.length,
  RATIO: earlier.length === 0 ? null : now.length / earlier.length,
});

const meetsHaving = (counts: Counts, having: Asked['having']) =>
  having.every(({ of, min = -Infinity, max = Infinity }) => {
    const value = counts[of] ?? null;
    return value !== null && value >= min && value <= max;
  });

/** Those without a value are last in both directions. */
const inOrder = (values: (number | null)[], direction: 'ASC' | 'DESC') =>
  values.toSorted((a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return direction === 'ASC' ? a - b : b - a;
  });

interface Figures {
  count: number;
  share: number | null;
}

interface Answer {
  groups: (Figures & Record<string, unknown> & { previous: Figures | null })[];
  groupCount: number;
  totalCount: number;
}

function ask(analyst: Person, asked: Asked): Promise<Answer> {
  const { filter, groupBy, onDays, previous, having, order, between } = asked;
  const selects = groupBy.map((name) =>
    name === 'ON_DAY' ? 'onDay' : (applicationDimensions[name]?.select ?? ''),
  );
  const [from, to] = between;
  const figures = `count share applicants repeatApplicants days: daysBetween(from: ${from}, to: ${to}) ${inSummary}`;
  const query = `query ($filter: ApplicationFilter!, $groupBy: [ApplicationDimension!]!, $onDays: [Date!],
      $previous: PreviousPeriod, $having: [ApplicationFigureCondition!], $orderBy: [ApplicationGroupOrder!]) {
      applicationStatistics(filter: $filter, groupBy: $groupBy, onDays: $onDays, previous: $previous,
        having: $having, orderBy: $orderBy, first: 10000) {
        groups { ${selects.join(' ')} ${figures} previous { ${figures} } }
        groupCount totalCount } }`;
  return analyst.do<Answer>(query, {
    filter,
    groupBy,
    onDays: onDays ?? null,
    previous: previous ?? null,
    having: having.map((one) => ({ measure: 'COUNT', ...one })),
    orderBy: [{ measure: 'COUNT', ...order }],
  });
}

/** What was answered, and what follows from the documents, in one form. */
export async function compareQuestion(analyst: Person, asked: Asked, data: NaiveData) {
  const { onDays, previous, having, order, between } = asked;
  const [from, to] = between;
  const answer = await ask(analyst, asked);
  const all = [...groupsOf(asked, data)];
  const dayIn = (key: string) =>
    onDays ? new Map(JSON.parse(key) as [string, unknown][]).get('onDay') : null;
  const byDay = Map.groupBy(all, ([key]) => dayIn(key));
  const wholeOf = (key: string, when: 'now' | 'before') =>
    (byDay.get(dayIn(key)) ?? []).reduce((sum, [, rows]) => sum + rows[when].length, 0);
  const figuresOf = (rows: readonly NaiveApplication[], whole: number) => ({
    count: rows.length,
    share: rows.length === 0 ? null : rows.length / whole,
    applicants: applicationFigures['applicants']?.(rows, data),
    repeatApplicants: applicationFigures['repeatApplicants']?.(rows, data),
    days: daysBetween(from, to)(rows, data),
  });
  const kept = all.filter(([, rows]) => meetsHaving(countsOf(rows), having));
  const expected = kept.map(([key, rows]) => [
    key,
    rounded({
      ...figuresOf(rows.now, wholeOf(key, 'now')),
      previous: previous ? figuresOf(rows.before, wholeOf(key, 'before')) : null,
    }),
  ]);
  const found = answer.groups.map((one) => {
    const { count, share, applicants, repeatApplicants, days, previous: earlier, ...shown } = one;
    return [
      keyOfGroup(shown),
      rounded({ count, share, applicants, repeatApplicants, days, previous: earlier }),
    ];
  });
  const orderOf = (counts: Counts) => counts[order.of] ?? null;
  const nows = all.reduce((sum, [, { now }]) => sum + now.length, 0);
  return {
    found: {
      groups: Object.fromEntries(found),
      order: answer.groups.map(({ count, previous: earlier }) =>
        orderOf(countsOf({ now: Array(count), before: Array(earlier?.count ?? 0) })),
      ),
      groupCount: answer.groupCount,
      totalCount: answer.totalCount,
    },
    expected: {
      groups: Object.fromEntries(expected),
      order: inOrder(
        kept.map(([, rows]) => orderOf(countsOf(rows))),
        order.direction,
      ),
      groupCount: kept.length,
      totalCount: nows,
    },
  };
}
