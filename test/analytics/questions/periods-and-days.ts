import * as fc from 'fast-check';
import type { Person } from '../../support/person.ts';
import { addDays } from '../../../lib/kit/local-date.ts';
import { inOrder, isMet } from './conditions-on-groups.ts';
import { applicationFilters, type Filter, filtersBesideDays, meets } from './naive/filters.ts';
import {
  before,
  type Days,
  dimensionsBefore,
  kinds,
  lastDayOf,
  monthBefore,
} from './naive/previous-periods.ts';
import type { NaiveApplication, NaiveData } from './naive/rows.ts';
import { applicationDimensions, group, keyOfGroup, limits } from './naive/dimensions.ts';
import {
  applicationFigures,
  daysBetween,
  inSummary,
  outcomes,
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

/** Dimensions beside the past day, of which one at most is a number, since they share a field. */
const onDay = ['TYPE', 'PROVINCE', 'MONTH', 'WEEKDAY', 'STAGE', 'OUTCOME', 'UNIT', 'UNIT_KIND'];
const numeric = ['DAYS_TO_ANSWER', 'AGE_IN_DAYS', 'REFERRALS'];

/** Figures that past days have otherwise than now, which every question about some compares. */
const ofTheDay = [
  'open',
  'answered',
  'overdue',
  'late',
  'savedByInterimReply',
  'extended',
  'shareRated',
  outcomes,
];

/** Dimensions that are compared with those of another period. */
const inTime = ['TYPE', 'PROVINCE', 'YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'WEEKDAY'];

/** What conditions and orders are about: the number of applications, their share, or the days between the two steps. */
interface OfFigure {
  figure: 'COUNT' | 'SHARE' | 'DAYS_COUNT' | 'DAYS_MEDIAN';
  of: string;
}

interface Asked {
  filter: Filter;
  groupBy: readonly string[];
  /** What the day and the period are: several past days, or a range with a kind of previous period. */
  onDays?: readonly string[];
  previous?: (typeof kinds)[number];
  having: (OfFigure & { min?: number; max?: number })[];
  order: OfFigure & { direction: 'ASC' | 'DESC' };
  between: readonly [string, string];
  /** Other figures. */
  selected: readonly string[];
}

/** Days on which something happened, or on which a date passed, and the days after them. */
function eventful(applications: NaiveData['applications'], today: string): string[] {
  const days = applications.flatMap(({ filedOn, dueOn, answeredOn, steps }) => [
    filedOn,
    dueOn,
    answeredOn ?? today,
    ...steps.map(({ day }) => day),
  ]);
  const first = days.toSorted()[0] ?? today;
  const all = new Set([...days, ...days.map((day) => addDays(day, 1)), today]);
  return [...all].filter((day) => day >= first && day <= today).toSorted();
}

/** Days of the past: often those on which an answer stood, or had stood, that an appeal has replaced since. */
function pastDays({ applications, today }: NaiveData): fc.Arbitrary<string> {
  const replaced = new Set<string>();
  for (const { steps, appealsUpheld } of applications) {
    const answers = steps.filter(({ kind }) => kind === 'REPLIED').map(({ day }) => day);
    if (appealsUpheld === 0 || !answers[0]) continue;
    const last = answers.at(-1) === answers[0] ? today : (answers.at(-1) ?? today);
    for (let day = answers[0]; day < last; day = addDays(day, 1)) replaced.add(day);
  }
  return fc.oneof(
    fc.constantFrom(...eventful(applications, today)),
    fc.constantFrom(...[...replaced].toSorted()),
  );
}

/** Whether no two conditions on the same figure exclude each other, which is refused. */
const canBeMet = ([one, other]: Asked['having']) => {
  if (!one || !other || one.figure !== other.figure || one.of !== other.of) return true;
  const { min = -Infinity, max = Infinity } = { ...one, ...other };
  return min <= max;
};

/** Questions about data. */
export function questions(data: NaiveData): fc.Arbitrary<Asked> {
  const filed = [...new Set(data.applications.map(({ filedOn }) => filedOn))].toSorted();
  const common = {
    between: fc.tuple(fc.constantFrom(...milestones), fc.constantFrom(...milestones)),
    selected: fc.uniqueArray(fc.constantFrom(...Object.keys(applicationFigures)), { maxLength: 6 }),
  };
  const direction = fc.constantFrom('ASC' as const, 'DESC' as const);
  const ofFigure = (periods: readonly string[]) => ({
    figure: fc.constantFrom('COUNT' as const, 'SHARE' as const, 'DAYS_COUNT', 'DAYS_MEDIAN'),
    of: fc.constantFrom(...periods),
  });
  const conditionsOf = (periods: readonly string[]) =>
    fc
      .array(
        fc.oneof(
          fc.record({ ...ofFigure(periods), min: fc.integer({ min: -2, max: 3 }) }),
          fc.record({ ...ofFigure(periods), max: fc.integer({ min: -1, max: 4 }) }),
        ),
        { maxLength: 2 },
      )
      .filter(canBeMet);
  const both = ['CURRENT', 'PREVIOUS', 'DIFFERENCE', 'RATIO'];
  const ofDays = fc
    .record({
      ...common,
      // Often nearly everything: what few applications are on a day must not be left out.
      filter: fc.oneof(
        applicationFilters(data),
        fc.constant<Filter>({ not: { rating: { max: 1 } } }),
      ),
      groupBy: fc
        .uniqueArray(fc.constantFrom(...onDay, ...numeric), { minLength: 1, maxLength: 3 })
        .filter((names) => names.filter((name) => numeric.includes(name)).length <= 1),
      onDays: fc.uniqueArray(pastDays(data), { minLength: 1, maxLength: 4 }),
      having: conditionsOf(['CURRENT']),
      order: fc.record({ ...ofFigure(['CURRENT']), direction }),
    })
    .map(({ selected, ...asked }): Asked => ({
      ...asked,
      groupBy: ['ON_DAY', ...asked.groupBy],
      selected: [...new Set([...ofTheDay, ...selected])],
    }));
  const ofPeriods = fc
    .record({
      ...common,
      filter: filtersBesideDays(data),
      groupBy: fc.uniqueArray(fc.constantFrom(...inTime), { minLength: 1, maxLength: 3 }),
      previous: fc.constantFrom(...kinds),
      having: conditionsOf(both),
      order: fc.record({ ...ofFigure(both), direction }),
      range: ranges(filed),
    })
    .map(({ range, filter, ...asked }): Asked => ({
      ...asked,
      filter: { and: [filter], filedOn: range },
    }));
  return fc.oneof(ofDays, ofPeriods);
}

/** Some days from one on which something was filed, or some whole months. */
const ranges = (filed: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...filed), fc.nat(120))
      .map(([from, days]) => ({ from, to: addDays(from, days) })),
    fc.tuple(fc.constantFrom(...filed), fc.nat(5)).map(([day, months]) => ({
      from: `${day.slice(0, 7)}-01`,
      to: lastDayOf(monthBefore(day, -months)),
    })),
  );

/** What follows from the documents: the rows of each group, now and before. */
function groupsOf(asked: Asked, data: NaiveData) {
  const met = (filter: Filter, all = data.applications) =>
    all.filter((one) => meets(one, filter, data));
  const dimensions = asked.groupBy.flatMap((name) => applicationDimensions[name] ?? []);
  const groups = new Map<string, { now: NaiveApplication[]; before: NaiveApplication[] }>();
  const put = (
    rows: readonly NaiveApplication[],
    when: 'now' | 'before',
    shown = dimensions,
    more: object = {},
  ) => {
    for (const [key, own] of group(rows, shown, data)) {
      const whole = keyOfGroup({ ...Object.fromEntries(JSON.parse(key)), ...more });
      const entry = groups.get(whole) ?? { now: [], before: [] };
      entry[when].push(...own);
      groups.set(whole, entry);
    }
  };
  if (asked.onDays) {
    for (const day of asked.onDays) {
      put(met(asked.filter, data.on(day)), 'now', dimensions, { onDay: day });
    }
  } else {
    put(met(asked.filter), 'now');
    const { filter, groupBy, previous = 'PERIOD_BEFORE' } = asked;
    const period = before(filter['filedOn'] as Days, previous); // as `questions` makes it
    const rows = met({ ...filter, filedOn: period.range });
    put(rows, 'before', dimensionsBefore(groupBy, period));
  }
  return groups;
}

/** A figure by the periods that it is asked of. */
function byPeriod(now: number | null, earlier: number | null, of: string): number | null {
  if (of === 'CURRENT') return now;
  if (of === 'PREVIOUS') return earlier;
  if (now === null || earlier === null) return null;
  if (of === 'DIFFERENCE') return now - earlier;
  return earlier === 0 ? null : now / earlier;
}

/** What groups show of figures, in either period. */
interface Shown {
  count: number;
  share: number | null;
  days: { count: number; median: number | null };
}

const shownIn = ({ count, share, days }: Shown, figure: OfFigure['figure']) =>
  ({ COUNT: count, SHARE: share, DAYS_COUNT: days.count, DAYS_MEDIAN: days.median })[figure];

const nothing: Shown = { count: 0, share: null, days: { count: 0, median: null } };

const valueOf = ({ figure, of }: OfFigure, now: Shown, earlier: Shown | null) =>
  byPeriod(shownIn(now, figure), shownIn(earlier ?? nothing, figure), of);

const inputOf = ({ figure, ...others }: OfFigure, [from, to]: Asked['between']) =>
  figure === 'COUNT' || figure === 'SHARE'
    ? { measure: figure, ...others }
    : { daysBetween: { from, to, figure: figure.slice('DAYS_'.length) }, ...others };

interface Answer {
  groups: (Shown & Record<string, unknown> & { previous: Shown | null })[];
  groupCount: number;
  totalCount: number;
}

function ask(analyst: Person, asked: Asked): Promise<Answer> {
  const { filter, groupBy, onDays, previous, having, order, between, selected } = asked;
  const selects = groupBy.map((name) =>
    name === 'ON_DAY' ? 'onDay' : (applicationDimensions[name]?.select ?? ''),
  );
  const [from, to] = between;
  const others = selected.map((figure, index) => `figure${index}: ${figure}`).join(' ');
  const figures = `count share days: daysBetween(from: ${from}, to: ${to}) ${inSummary} ${others}`;
  const query = `query ($filter: ApplicationFilter!, $groupBy: [ApplicationDimension!]!, $onDays: [Date!],
      $buckets: [ApplicationBuckets!], $previous: PreviousPeriod, $having: [ApplicationFigureCondition!], $orderBy: [ApplicationGroupOrder!]) {
      applicationStatistics(filter: $filter, groupBy: $groupBy, onDays: $onDays, buckets: $buckets, previous: $previous,
        having: $having, orderBy: $orderBy, first: 10000) {
        groups { ${selects.join(' ')} ${figures} previous { ${figures} } }
        groupCount totalCount } }`;
  return analyst.do<Answer>(query, {
    filter,
    groupBy,
    onDays: onDays ?? null,
    buckets: groupBy.filter((name) => numeric.includes(name)).map((of) => ({ of, from: limits })),
    previous: previous ?? null,
    having: having.map((one) => inputOf(one, between)),
    orderBy: [inputOf(order, between)],
  });
}

/** The key of a group, and its figures. */
function dimensionsAndFigures(group: object): [key: string, figures: unknown] {
  const isFigure = (name: string) => /^(count|share|days|previous|figure\d+)$/.test(name);
  const fields = Object.entries(group);
  const dimensions = fields.filter(([name]) => !isFigure(name));
  const figures = fields.filter(([name]) => isFigure(name));
  return [keyOfGroup(Object.fromEntries(dimensions)), rounded(Object.fromEntries(figures))];
}

/** What was answered, and what follows from the documents, in one form. */
export async function compareQuestion(analyst: Person, asked: Asked, data: NaiveData) {
  const { onDays, previous, having, order, between, selected } = asked;
  const [from, to] = between;
  const answer = await ask(analyst, asked);
  const all = [...groupsOf(asked, data)];
  const dayIn = (key: string) =>
    onDays ? (new Map(JSON.parse(key) as [string, unknown][]).get('onDay') as string) : null;
  const byDay = Map.groupBy(all, ([key]) => dayIn(key));
  const wholeOf = (key: string, when: 'now' | 'before') =>
    (byDay.get(dayIn(key)) ?? []).reduce((sum, [, rows]) => sum + rows[when].length, 0);
  const shareOf = (rows: readonly NaiveApplication[], key: string, when: 'now' | 'before') => {
    const whole = wholeOf(key, when);
    return whole === 0 ? null : rows.length / whole;
  };
  const figuresOf = (rows: readonly NaiveApplication[], key: string, when: 'now' | 'before') => {
    const then = { ...data, today: dayIn(key) ?? data.today };
    return {
      count: rows.length,
      share: shareOf(rows, key, when),
      days: daysBetween(from, to)(rows, then) as Shown['days'],
      ...Object.fromEntries(
        selected.map((name, index) => [`figure${index}`, applicationFigures[name]?.(rows, then)]),
      ),
    };
  };
  const valueIn = (of: OfFigure, [key, rows]: (typeof all)[number]) =>
    valueOf(of, figuresOf(rows.now, key, 'now'), figuresOf(rows.before, key, 'before'));
  const kept = all.filter((one) =>
    having.every((condition) => isMet(condition, valueIn(condition, one))),
  );
  const expected = kept.map(([key, rows]) => [
    key,
    rounded({
      ...figuresOf(rows.now, key, 'now'),
      previous: previous ? figuresOf(rows.before, key, 'before') : null,
    }),
  ]);
  const nows = all.reduce((sum, [, { now }]) => sum + now.length, 0);
  return {
    found: {
      groups: Object.fromEntries(answer.groups.map(dimensionsAndFigures)),
      order: answer.groups.map((now) => valueOf(order, now, now.previous)),
      groupCount: answer.groupCount,
      totalCount: answer.totalCount,
    },
    expected: {
      groups: Object.fromEntries(expected),
      order: inOrder(
        kept.map((one) => valueIn(order, one)),
        order.direction,
      ),
      groupCount: kept.length,
      totalCount: nows,
    },
  };
}
