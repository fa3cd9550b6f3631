import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** A value that was given with a question. */
export type Bound = string | number | bigint | boolean | null;

/**
 * A part of an SQL statement with the values that are bound to it. The text comes from the code alone: `sql` puts
 * everything that is not another part where the values are.
 */
export class Sql {
  readonly text: readonly string[];
  readonly values: readonly Bound[];

  /** @param text one more than there are values, which belong between them. */
  constructor(text: readonly string[], values: readonly Bound[]) {
    this.text = text;
    this.values = values;
  }
}

/** A part of a statement: other parts are inserted, and all other values bound. */
export function sql(strings: TemplateStringsArray, ...given: readonly (Sql | Bound)[]): Sql {
  const text = [strings[0] ?? ''];
  const values: Bound[] = [];
  const append = (more: string) => void (text[text.length - 1] += more);
  for (const [index, part] of given.entries()) {
    if (part instanceof Sql) {
      append(part.text[0] ?? '');
      text.push(...part.text.slice(1));
      values.push(...part.values);
    } else {
      text.push('');
      values.push(part);
    }
    append(strings[index + 1] ?? '');
  }
  return new Sql(text, values);
}

/** Text of the code, such as the name of a column; never anything that was given with a question. */
export const raw = (text: string): Sql => new Sql([text], []);

/** Parts with something between any two. */
export const join = (parts: readonly Sql[], separator = ', '): Sql =>
  parts.reduce(
    (joined, part, index) => (index === 0 ? part : sql`${joined}${raw(separator)}${part}`),
    raw(''),
  );

/** Runs a statement. @returns its rows, with the values of DuckDB in the form of JavaScript. */
export async function runSql(
  connection: DuckDBConnection,
  { text, values }: Sql,
): Promise<Record<string, unknown>[]> {
  const statement = text.reduce((whole, part, index) => `${whole}$${index}${part}`);
  const reader = await connection.runAndReadAll(statement, [...values] as DuckDBValue[]);
  return reader.getRowObjectsJS();
}
