import { createHash } from 'node:crypto';
import { type CursorCodec, notIssued } from '../../../../lib/kit/cursor.ts';
import { join, raw, sql, type Sql } from '../statement.ts';
import type { OrderKey } from './orders.ts';

/** The values of an application in an order, and its id as hexadecimal digits. */
export interface Position {
  readonly values: readonly (string | number | null)[];
  readonly id: string;
}

/** Cursors that work for one question alone. */
interface Positions {
  seal(position: Position): string;
  /** @throws `BAD_USER_INPUT` for a cursor of another question, or of nothing. */
  open(cursor: string): Position;
}

/**
 * @param question filter and order: a cursor of another one is refused.
 */
export function positionsOf(cursors: CursorCodec, question: unknown): Positions {
  const digest = digestOf(question);
  return {
    seal: ({ values, id }) => cursors.seal(JSON.stringify([digest, id, ...values])),
    open(cursor) {
      const [own, id, ...values] = JSON.parse(cursors.open(cursor)) as [
        string,
        string,
        ...Position['values'],
      ]; // sealed here alone
      if (own !== digest) throw notIssued('after');
      return { id, values };
    },
  };
}

/** Names a question: the same however its fields are ordered, with null for what is absent. */
export const digestOf = (question: unknown): string =>
  createHash('sha256').update(canonical(question)).digest('base64url').slice(0, 16);

/** The same text for the same question, in whatever order its fields are given; null counts as absent. */
const canonical = (question: unknown): string =>
  JSON.stringify(question, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => one !== null)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );

/** The columns by which a list is ordered: `k0` and so on, and the id. */
export const keyColumns = (keys: readonly OrderKey[]): Sql =>
  join([
    ...keys.map(({ value }, index) => sql`${value} AS ${raw(`k${index}`)}`),
    raw(`replace(CAST(id AS VARCHAR), '-', '') AS id`),
  ]);

export const orderOfKeys = (keys: readonly OrderKey[]): Sql =>
  join([
    ...keys.map(({ isDescending }, index) =>
      raw(`k${index} ${isDescending ? 'DESC' : 'ASC'} NULLS LAST`),
    ),
    raw('id'),
  ]);

/** The rows after a position: those that follow in the first key in which they differ. */
export function afterPosition(keys: readonly OrderKey[], { values, id }: Position): Sql {
  const alternatives: Sql[] = [];
  let same: Sql[] = [];
  for (const [index, { type, isDescending }] of keys.entries()) {
    const column = raw(`k${index}`);
    const value = sql`CAST(${values[index] ?? null} AS ${raw(type)})`;
    // Nothing follows null, which is last.
    if (values[index] != null) {
      const follows = sql`(${column} ${raw(isDescending ? '<' : '>')} ${value} OR ${column} IS NULL)`;
      alternatives.push(join([...same, follows], ' AND '));
    }
    same = [...same, sql`${column} IS NOT DISTINCT FROM ${value}`];
  }
  alternatives.push(join([...same, sql`id > ${id}`], ' AND '));
  return join(
    alternatives.map((each) => sql`(${each})`),
    ' OR ',
  );
}
