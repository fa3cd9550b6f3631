import type { Selected } from '../../../../lib/kit/selected.ts';
import { checkAll } from '../../../../lib/kit/check-all.ts';
import { connectionOf, pageSize, type RelayConnection } from '../../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../../lib/kit/cursor.ts';
import { localDateOf } from '../../../../lib/kit/local-date.ts';
import { idOf } from '../../../../lib/kit/public-id.ts';
import type { QueryApplicationsArgs } from '../../schema-types.ts';
import type { Ask } from '../ask.ts';
import { applicationConditions } from '../filter/application-conditions.ts';
import { conditionOf } from '../filter/conditions.ts';
import { Mentioned } from '../filter/mentioned.ts';
import { applicationSource } from '../figures/facts-of-applications.ts';
import { rowsOf } from '../figures/source.ts';
import { isSelected } from '../selection.ts';
import { dayOf, raw, type Run, runSql, sql, type Sql } from '../statement.ts';
import { requireOrderBy } from './orders.ts';
import { afterPosition, keyColumns, orderOfKeys, type Position, positionsOf } from './positions.ts';

/** A reference to an application, which `application` reads and authorises. */
interface Found {
  readonly id: string;
  readonly position: Position;
}

export interface FoundApplications extends RelayConnection<Found> {
  /** 0 unless it is selected. */
  readonly totalCount: number;
  readonly asOf: Date;
}

/**
 * A page of the applications that meet a filter, in an order.
 * @throws one `BAD_USER_INPUT` for everything that is wrong with the arguments, and what `Ask` throws.
 */
export function findApplications(
  ask: Ask,
  cursors: CursorCodec,
  given: QueryApplicationsArgs,
  selected: readonly Selected[],
): Promise<FoundApplications> {
  const { filter, after } = given;
  const today = localDateOf(new Date());
  const mentioned = new Mentioned();
  const positions = positionsOf(cursors, { filter, orderBy: given.orderBy });
  const { condition, keys, position, first } = checkAll({
    condition: () =>
      filter == null
        ? raw('true')
        : conditionOf(applicationConditions, filter, { field: 'filter', today, mentioned }),
    keys: () => requireOrderBy(given.orderBy),
    position: () => (after == null ? null : positions.open(after)),
    first: () => pageSize(given.first),
  });
  const rows = rowsOf({
    source: applicationSource,
    condition,
    today: dayOf(today),
    asked: keys.map(({ value }) => value),
  });
  const asked = { field: 'applications', given, selected };
  return ask(asked, async ({ connection, asOf }) => {
    const run: Run = (statement) => runSql(connection, statement);
    await mentioned.require(run, today);
    const page = await run(sql`
      SELECT * FROM (SELECT ${keyColumns(keys)} FROM (${rows}))
      WHERE ${position ? afterPosition(keys, position) : raw('true')}
      ORDER BY ${orderOfKeys(keys)} LIMIT ${raw(String(first + 1))}`);
    const totalCount = isSelected(selected, 'totalCount') ? await count(run, rows) : 0;
    const found = page.map((row) => foundIn(row, keys.length));
    const slice = { items: found.slice(0, first), hasNextPage: found.length > first };
    const cursorOf = (one: Found) => positions.seal(one.position);
    const connectionFound = connectionOf(slice, { cursorOf, after });
    return {
      answer: { ...connectionFound, totalCount, asOf },
      rows: slice.items.length,
    };
  });
}

async function count(run: Run, rows: Sql): Promise<number> {
  const [row] = await run(sql`SELECT count(*) AS "count" FROM (${rows})`);
  return Number(row?.['count'] ?? 0);
}

function foundIn(row: Readonly<Record<string, unknown>>, keys: number): Found {
  const digits = String(row['id']);
  const values = Array.from({ length: keys }, (_, index) => {
    const value = row[`k${index}`];
    return typeof value === 'bigint' ? Number(value) : ((value ?? null) as string | null); // texts and numbers
  });
  return { id: idOf('application', Buffer.from(digits, 'hex')), position: { id: digits, values } };
}
