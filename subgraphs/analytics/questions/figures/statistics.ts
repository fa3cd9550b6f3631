import { badInput } from '../../../../lib/kit/errors.ts';
import { localDateOf } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { Ask } from '../ask.ts';
import { Mentioned } from '../filter/mentioned.ts';
import { isSelected } from '../selection.ts';
import { join, raw, type Run, runSql, sql, type Sql } from '../statement.ts';
import { type Group, groupOf } from './groups.ts';
import { groupedSql } from './grouped.ts';
import type { Measure } from './measures.ts';
import { mostOfRanking, type Plan, planOf, type Question } from './plan.ts';
import { rowsOf } from './source.ts';

/** The answer to a question for groups. It has what was selected of it. */
export interface Statistics {
  readonly groups: Group[];
  readonly groupCount: number;
  readonly total: Group | null;
  readonly totalCount: number;
  readonly asOf: Date;
}

/**
 * Answers a question for groups and figures about them.
 * @throws one `BAD_USER_INPUT` for everything that is wrong with the arguments, one for more than 10,000 groups that meet
 * `having` without an order for the first of them, and what `Ask` throws.
 */
export function findStatistics<Filter extends object>(
  ask: Ask,
  question: Question<Filter>,
  mentioned = new Mentioned(),
): Promise<Statistics> {
  const { subject, given, selected } = question;
  const today = localDateOf(new Date());
  const plan = planOf(question, { today, mentioned });
  const asked = { field: subject.field, given, selected };
  return ask(asked, async ({ connection, asOf }) => {
    const run: Run = (statement) => runSql(connection, statement);
    await mentioned.require(run, today);
    const groups = await findGroups(plan, run);
    const total = isSelected(selected, 'total') ? await findTotal(plan, run) : null;
    const totalCount = isSelected(selected, 'totalCount') ? await countRows(plan, run) : 0;
    return { answer: { ...groups, total, totalCount, asOf }, rows: groups.groups.length };
  });
}

async function findGroups(
  plan: Plan,
  run: Run,
): Promise<Pick<Statistics, 'groups' | 'groupCount'>> {
  const measures = [...plan.groups.values()];
  const grouped = groupsSql(plan, plan.dimensions, plan.groups);
  const rows = await run(sql`
    SELECT *, count(*) OVER () AS group_count FROM (${grouped})
    WHERE ${plan.having} ORDER BY ${plan.order}
    LIMIT ${raw(String(plan.first))}`);
  const groupCount = Number(rows[0]?.['group_count'] ?? 0);
  if (groupCount > mostGroups && !plan.isRanking) throw tooManyGroups(groupCount);
  const form = { dimensions: plan.dimensions, measures, hasPrevious: plan.previous !== null };
  return { groups: rows.map((row) => groupOf(row, form)), groupCount };
}

/** The result of a question can be seen as a whole, or is a ranking, or the question is refused. */
const mostGroups = 10_000;

const tooManyGroups = (groupCount: number) =>
  badInput(
    'groupBy',
    'RANGE',
    say`These are ${groupCount} groups. There can be ${mostGroups} at most: restrict the filter, group by less, leave groups out with having, or ask with orderBy for the first ${mostOfRanking}.`,
    { max: mostGroups },
  );

async function findTotal(plan: Plan, run: Run): Promise<Group> {
  const measures = [...plan.total.values()];
  const [row = {}] = measures.length > 0 ? await run(groupsSql(plan, [], plan.total)) : [];
  return groupOf(row, { dimensions: [], measures, hasPrevious: plan.previous !== null });
}

async function countRows({ rows }: Plan, run: Run): Promise<number> {
  const all = rowsOf({ ...rows, asked: [] });
  const [row] = await run(sql`SELECT count(*) AS "count" FROM (${all})`);
  return Number(row?.['count'] ?? 0);
}

/** The groups of the question, each beside the same group of the previous period: those of either period. */
function groupsSql(
  { rows, previous }: Plan,
  dimensions: Plan['dimensions'],
  asked: Plan['groups'],
): Sql {
  const figures = [...asked.values()];
  const common = { ...rows, dimensions, measures: figures };
  const current = groupedSql(common);
  if (!previous) return current;
  const { condition, period } = previous;
  const placed = period.placed(rows.placed.day);
  const before = groupedSql({ ...common, condition, placed });
  const columns = [
    ...dimensions.map((_, index) => raw(`coalesce(now.d${index}, before.d${index}) AS d${index}`)),
    ...figures.map(
      (figure, index) => sql`${figureOf('now', figure, index)} AS ${raw(`m${index}`)}`,
    ),
    ...figures.map(
      (figure, index) => sql`${figureOf('before', figure, index)} AS ${raw(`p${index}`)}`,
    ),
  ];
  const same = dimensions.map((_, index) =>
    raw(`now.d${index} IS NOT DISTINCT FROM before.d${index}`),
  );
  // Without dimensions, each side is one row.
  const joined =
    same.length > 0
      ? sql`FULL JOIN (${before}) AS before ON ${join(same, ' AND ')}`
      : sql`CROSS JOIN (${before}) AS before`;
  return sql`SELECT ${join(columns)} FROM (${current}) AS now ${joined}`;
}

/** A figure of one of the periods, of which a group may be in the other one alone. */
const figureOf = (period: 'now' | 'before', { ofNone }: Measure, index: number): Sql => {
  const column = raw(`${period}.m${index}`);
  return ofNone ? sql`coalesce(${column}, ${ofNone(column)})` : column;
};
