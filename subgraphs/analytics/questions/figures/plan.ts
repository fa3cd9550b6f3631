import type { Selected } from '../../../../lib/kit/selected.ts';
import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { PreviousPeriod, UnitLevel, UnitTree } from '../../schema-types.ts';
import { conditionOf } from '../filter/conditions.ts';
import { Mentioned } from '../filter/mentioned.ts';
import { below, isSelected } from '../selection.ts';
import { raw, type Sql } from '../statement.ts';
import { type AskedFigures, askedFigures, type Figures } from './asked-figures.ts';
import type { Grouped } from './grouped.ts';
import { requireBeside, requirePreviousBeside } from './beside.ts';
import { type FigureCondition, type GroupOrder, havingOf, orderOf, withFigures } from './having.ts';
import type { NamedFigure } from './named-figure.ts';
import { type Period, periodBefore, placedOn } from './periods.ts';
import { requireGroupBy } from './require-group-by.ts';
import { momentOf } from './moment.ts';
import type { Subject } from './subject.ts';
import { groupingOf } from './unit-tree.ts';

/** The arguments of a field of statistics. */
interface StatisticsArguments<Filter> {
  filter?: Filter | null | undefined;
  groupBy: readonly string[];
  by: string;
  unitLevel?: UnitLevel | null | undefined;
  tree: UnitTree;
  onDays?: readonly unknown[] | null | undefined;
  buckets?: readonly { of: string; from: readonly number[] }[] | null | undefined;
  previous?: PreviousPeriod | null | undefined;
  having?: readonly FigureCondition[] | null | undefined;
  orderBy?: readonly GroupOrder[] | null | undefined;
  first: number;
}

export interface Question<Filter> {
  readonly subject: Subject<Filter>;
  readonly given: StatisticsArguments<Filter>;
  readonly selected: readonly Selected[];
}

/** A question with everything checked that can be checked without the copy. */
export interface Plan {
  readonly rows: Omit<Grouped, 'dimensions' | 'measures'>;
  readonly dimensions: Grouped['dimensions'];
  readonly previous: { readonly condition: Sql; readonly period: Period } | null;
  readonly groups: AskedFigures;
  readonly total: AskedFigures;
  readonly having: Sql;
  readonly order: Sql;
  readonly first: number;
  /** Whether the first groups of a given order are asked for, few enough that nobody takes them for all. */
  readonly isRanking: boolean;
}

interface Given {
  readonly today: LocalDate;
  readonly mentioned: Mentioned;
}

const mostFirst = 10_000;
/** The groups of a ranking, however many groups there are. */
export const mostOfRanking = 1_000;
const largestFirst: GroupOrder = { measure: 'COUNT', of: 'CURRENT', direction: 'DESC' };

/** @throws one `BAD_USER_INPUT` for everything that is wrong with the arguments. */
export function planOf<Filter extends object>(question: Question<Filter>, given: Given): Plan {
  const { subject, given: args, selected } = question;
  const place = subject.days[args.by];
  if (!place) throw new TypeError(`${args.by} is no day of ${subject.field}`);
  const { condition, grouping, period, moment, having, orderBy, ...parts } = checkAll({
    condition: () => conditionOfFilter(subject, args.filter, given),
    dimensions: () => requireGroupBy(subject, args),
    grouping: () => groupingOfUnits(args, given.mentioned),
    groups: () => askedFigures(subject.figures, below(selected, 'groups')),
    total: () => askedTotal(question),
    first: () => requireFirst(args.first),
    moment: () => momentOf(subject, args, given),
    period: () => previousPeriod(subject, args, place.field),
    having: () => withFigures(subject.figures, args.having ?? [], 'having'),
    orderBy: () => withFigures(subject.figures, args.orderBy ?? [largestFirst], 'orderBy'),
  });
  const ordering = orderBy.flatMap(({ figure }) => figure ?? []);
  requireBesideOf(question, ordering);
  const groups: AskedFigures = new Map([
    ...parts.groups,
    ...ordering.map(({ measure }) => [measure.path, measure] as const),
  ]);
  const columns = {
    paths: [...groups.keys()],
    selected: new Set(parts.groups.keys()),
    dimensions: args.groupBy,
    hasPrevious: period !== null,
  };
  return {
    ...parts,
    groups,
    isRanking: (args.orderBy ?? []).length > 0 && args.first <= mostOfRanking,
    rows: { ...moment, condition, placed: placedOn(place.day), grouping },
    previous: period && {
      period,
      // Days without data are compared as such.
      condition: conditionOfFilter(
        subject,
        { ...args.filter, [place.field]: period.range } as Filter, // the field is of this filter
        { ...given, mentioned: new Mentioned({ isDerived: true }) },
      ),
    },
    ...checkAll({
      having: () => havingOf(having, columns),
      order: () => orderOf(orderBy, columns),
    }),
  };
}

function previousPeriod<Filter>(
  { dimensions }: Subject<Filter>,
  { previous, filter, groupBy }: StatisticsArguments<Filter>,
  field: keyof Filter & string,
): Period | null {
  if (previous == null) return null;
  const range = filter?.[field] as never; // a range of days
  const period = periodBefore(previous, range, `filter.${field}`);
  requirePreviousBeside(dimensions, groupBy, period);
  return period;
}

/** @throws `BAD_USER_INPUT` where applications would be counted once for each day. */
function askedTotal<Filter>({ subject, given, selected }: Question<Filter>): AskedFigures {
  if (isSelected(selected, 'total') && (given.onDays?.length ?? 0) > 1) {
    throw badInput(
      'total',
      'CONFLICT',
      say`There is no total of several days: request each day separately.`,
    );
  }
  return askedFigures(subject.figures, below(selected, 'total'));
}

function requireBesideOf<Filter extends object>(
  question: Question<Filter>,
  ordering: readonly NamedFigure[],
): void {
  const { subject, given, selected } = question;
  const { dimensions, figures } = subject;
  const groups = below(selected, 'groups');
  const fields = [...groups, ...below(groups, 'previous')];
  requireBeside(dimensions, given, {
    selected: fields.map(({ name }) => name).filter((name) => figureFields(figures).has(name)),
    ordering,
  });
}

/** The fields of groups that are figures. */
const figureFields = ({ measures, others, withArguments }: Figures): ReadonlySet<string> =>
  new Set([
    ...[...Object.values(measures), ...others].map(({ path }) => path.split('.')[0] ?? path),
    ...Object.keys(withArguments),
  ]);

const conditionOfFilter = <Filter extends object>(
  { conditions }: Subject<Filter>,
  filter: Filter | null | undefined,
  given: Given,
): Sql =>
  filter == null ? raw('true') : conditionOf(conditions, filter, { ...given, field: 'filter' });

const groupingOfUnits = (
  { unitLevel, tree }: Pick<StatisticsArguments<unknown>, 'unitLevel' | 'tree'>,
  mentioned: Mentioned,
): Grouped['grouping'] =>
  unitLevel == null ? null : { of: groupingOf(unitLevel, tree, mentioned), byDay: tree === 'THEN' };

function requireFirst(first: number): number {
  if (first >= 1 && first <= mostFirst) return first;
  const message = say`first must be between ${1} and ${mostFirst}.`;
  throw badInput('first', 'RANGE', message, { min: 1, max: mostFirst });
}
