import type { Person } from '../../support/person.ts';
import type { NaiveData } from './naive/rows.ts';
import { group, keyOfGroup, limits, type NaiveDimension, timeOf } from './naive/dimensions.ts';
import { type Figure, rounded } from './naive/statistics.ts';
import { type ConditionedFigures, inOrder, isMet, valueOfMeasure } from './conditions-on-groups.ts';

/** Questions for groups, compared with what follows from the documents. */

export interface AskedGroups<Row> extends ConditionedFigures {
  field: 'applicationStatistics' | 'referralStatistics' | 'stepStatistics';
  input: 'ApplicationFilter' | 'ReferralFilter' | 'StepFilter';
  rows: readonly Row[];
  dimensions: Readonly<Record<string, NaiveDimension<Row>>>;
  figures: Readonly<Record<string, Figure<Row>>>;
  groupBy: readonly string[];
  /** What the dimensions of time go by, among the days of rows. */
  by: string;
  days: Readonly<Record<string, (row: Row) => string | null>>;
  filter: object;
}

const aliasOf = (index: number) => `figure${index}`;
/** Dimensions that are numbers, whose groups have limits. */
export const numericDimensions = [
  'DAYS_TO_ANSWER',
  'BUSINESS_DAYS_TO_ANSWER',
  'AGE_IN_DAYS',
  'RATING',
  'REFERRALS',
  'FORWARDS',
  'RETURNS',
  'DAYS_TO_FIRST_ACTION',
  'DRAFTS_REJECTED',
  'CLARIFICATIONS',
  'APPEALS',
];

interface Answer {
  groups: Record<string, unknown>[];
  total: object;
  groupCount: number;
  totalCount: number;
}

/** @param chosen the dimensions of the groups. */
function ask<Row>(
  analyst: Person,
  asked: AskedGroups<Row>,
  chosen: readonly NaiveDimension<Row>[],
): Promise<Answer> {
  const { field, input, groupBy, by, selected, filter, having = [], orderBy } = asked;
  const kind = input.replace('Filter', '');
  // Of steps, no dimension is a number, and each has one day.
  const [declared, given] =
    kind === 'Step'
      ? ['', '']
      : [`, $by: ${kind}Day!, $buckets: [${kind}Buckets!]`, ', by: $by, buckets: $buckets'];
  const aliased = selected.map((selection, index) => `${aliasOf(index)}: ${selection}`);
  const query = `query ($filter: ${input}!, $groupBy: [${kind}Dimension!]!,
    $having: [${kind}FigureCondition!], $orderBy: [${kind}GroupOrder!]${declared}) {
    ${field}(filter: $filter, groupBy: $groupBy, having: $having, orderBy: $orderBy${given}, first: 10000) {
      groups { ${[...chosen.map(({ select }) => select), ...aliased].join(' ')} }
      total { ${aliased.join(' ')} }
      groupCount totalCount
    } }`;
  const buckets = groupBy
    .filter((name) => numericDimensions.includes(name))
    .map((of) => ({ of, from: limits }));
  return analyst.do<Answer>(query, {
    filter,
    groupBy,
    having,
    orderBy: orderBy ? [orderBy] : null,
    ...(kind !== 'Step' && { by, buckets }),
  });
}

/** What was answered, and what follows from the documents, in one form. */
export async function compareGroups<Row>(
  analyst: Person,
  asked: AskedGroups<Row>,
  data: NaiveData,
): Promise<{ found: object; expected: object }> {
  const { groupBy, by, selected, having = [], orderBy } = asked;
  const dimensions = {
    ...asked.dimensions,
    ...timeOf((row: Row) => asked.days[by]?.(row) ?? null),
  };
  const chosen = groupBy.flatMap((name) => dimensions[name] ?? []);
  const answer = await ask(analyst, asked, chosen);
  const figures = withShare(asked);
  const figuresOf = (rows: readonly Row[]) =>
    Object.fromEntries(
      selected.map((name, index) => [aliasOf(index), figures[name]?.(rows, data)]),
    );
  const groups = new Map(
    [...group(asked.rows, chosen, data)].filter(([, rows]) =>
      having.every((one) => isMet(one, valueOfMeasure(figures, one.measure)(rows, data))),
    ),
  );
  const found = answer.groups.map((one) => {
    const own = Object.entries(one).filter(([name]) => name.startsWith('figure'));
    const shown = Object.entries(one).filter(([name]) => !name.startsWith('figure'));
    return [keyOfGroup(Object.fromEntries(shown)), rounded(Object.fromEntries(own))] as const;
  });
  const ordering = orderBy && valueOfMeasure(figures, orderBy.measure);
  const placeOf = (rows: readonly Row[] = []) =>
    ordering ? (rounded(ordering(rows, data)) as number | null) : null; // as the figure is
  const { total, groupCount, totalCount } = answer;
  return {
    found: {
      groups: Object.fromEntries(found),
      order: found.map(([key]) => placeOf(groups.get(key))),
      total: rounded(total),
      groupCount,
      totalCount,
    },
    expected: {
      groups: Object.fromEntries([...groups].map(([key, rows]) => [key, rounded(figuresOf(rows))])),
      order: inOrder([...groups.values()].map(placeOf), orderBy?.direction ?? 'DESC'),
      total: rounded(figuresOf(asked.rows)),
      groupCount: groups.size,
      totalCount: asked.rows.length,
    },
  };
}

/** With the figure that depends on the rows of all groups. */
const withShare = <Row>({ figures, rows: all }: AskedGroups<Row>): AskedGroups<Row>['figures'] => ({
  ...figures,
  share: (rows) => (all.length === 0 ? null : rows.length / all.length),
});
