import { badInput } from '../../../lib/kit/errors.ts';
import type {
  ApplicationDimension,
  ApplicationGroup,
  ApplicationStatistics,
} from '../schema-types.ts';
import type { Ask } from './ask.ts';
import { applicationDimensions } from './dimensions.ts';
import { join, raw, runSql, sql } from './statement.ts';
import { say } from '../../../lib/kit/say.ts';

export interface ApplicationStatisticsArguments {
  groupBy: readonly ApplicationDimension[];
}

const mostDimensions = 4;

/**
 * Counts applications in groups, the largest first.
 * @throws `BAD_USER_INPUT` for the arguments, and what `Ask` throws.
 */
export function applicationStatistics(
  ask: Ask,
  given: ApplicationStatisticsArguments,
): Promise<ApplicationStatistics> {
  const groupBy = requireDimensions(given.groupBy);
  return ask(
    { field: 'applicationStatistics', question: { ...given } },
    async ({ connection, asOf }) => {
      const groups = await countGroups(groupBy, (statement) => runSql(connection, statement));
      const totalCount = groups.reduce((sum, { count }) => sum + count, 0);
      return { answer: { groups, totalCount, asOf }, rows: groups.length };
    },
  );
}

function requireDimensions(
  groupBy: readonly ApplicationDimension[],
): readonly ApplicationDimension[] {
  if (groupBy.length < 1 || groupBy.length > mostDimensions) {
    const message = say`Name 1 to ${mostDimensions} dimensions.`;
    throw badInput('groupBy', 'RANGE', message);
  }
  if (new Set(groupBy).size < groupBy.length) {
    throw badInput('groupBy', 'CONFLICT', say`Name each dimension once.`);
  }
  return groupBy;
}

async function countGroups(
  groupBy: readonly ApplicationDimension[],
  run: (statement: Parameters<typeof runSql>[1]) => ReturnType<typeof runSql>,
): Promise<ApplicationGroup[]> {
  const dimensions = groupBy.map((dimension) => applicationDimensions[dimension]);
  const selected = dimensions.map(({ field, value }) => sql`${value} AS ${raw(`"${field}"`)}`);
  const keys = dimensions.map(({ field }) => raw(`"${field}"`));
  const rows = await run(sql`
    SELECT ${join(selected)}, count(*) AS "count"
    FROM applications
    GROUP BY ALL
    ORDER BY "count" DESC, ${join(keys)}`);
  return rows.map((row) => ({ type: null, ...row, count: Number(row['count']) }));
}
