import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** A value that was given with a question. */
type Bound = string | number | bigint | boolean | null;

/**
 * A part of an SQL statement with the values that are bound to it. The text comes from the code alone: `sql` puts
 * everything that is not another part where the values are.
 */
export class Sql {
  readonly text: readonly string[];
  readonly values: readonly Bound[];
  /** The joins that the statement needs for the part, by the names in `figures/facts-of-*.ts`. */
  readonly needs: ReadonlySet<string>;

  /** @param text one more than there are values, which belong between them. */
  constructor(
    text: readonly string[],
    values: readonly Bound[],
    needs: ReadonlySet<string> = nothing,
  ) {
    this.text = text;
    this.values = values;
    this.needs = needs;
  }
}

const nothing: ReadonlySet<string> = new Set();

/** A part of a statement: other parts are inserted, and all other values bound. */
export function sql(strings: TemplateStringsArray, ...given: readonly (Sql | Bound)[]): Sql {
  const text = [strings[0] ?? ''];
  const values: Bound[] = [];
  const needs = new Set<string>();
  const append = (more: string) => void (text[text.length - 1] += more);
  for (const [index, part] of given.entries()) {
    if (part instanceof Sql) {
      append(part.text[0] ?? '');
      text.push(...part.text.slice(1));
      values.push(...part.values);
      for (const need of part.needs) needs.add(need);
    } else {
      text.push('');
      values.push(part);
    }
    append(strings[index + 1] ?? '');
  }
  return new Sql(text, values, needs);
}

/** Text of the code, such as the name of a column; never anything that was given with a question. */
export const raw = (text: string): Sql => new Sql([text], []);

/** Text of the code that can be computed only where something is joined. */
export const needing = (need: string, text: string): Sql => new Sql([text], [], new Set([need]));

/** A day that was given with a question. */
export const dayOf = (day: string): Sql => sql`CAST(${day} AS DATE)`;

/** A whole number that was given with a question. */
export const wholeOf = (number: number): Sql => sql`CAST(${number} AS BIGINT)`;

/** Values in parentheses, at least one. */
export const listOf = (values: readonly Bound[]): Sql =>
  sql`(${join(values.map((value) => sql`${value}`))})`;

/** Parts with something between any two. */
export const join = (parts: readonly Sql[], separator = ', '): Sql =>
  parts.reduce(
    (joined, part, index) => (index === 0 ? part : sql`${joined}${raw(separator)}${part}`),
    raw(''),
  );

/** A statement with what DuckDB binds to it. */
interface Statement {
  readonly text: string;
  readonly values: Bound[];
}

/** Names of the schema, codes and days: nothing in them could end a literal. */
const word = /^[\w.:-]{1,30}$/;

/** The literal of a value, if it is as safe in the text as bound. */
function literalOf(value: Bound): string | null {
  if (typeof value === 'string') return word.test(value) ? `'${value}'` : null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? `(${value})` : null;
  return typeof value === 'bigint' ? null : String(value);
}

/**
 * The text of a statement. Numbers, and strings that are single words, are written in it: DuckDB plans before it knows
 * what is bound, and would neither skip rows by it nor estimate how many there are. Everything else is bound.
 */
export function statementOf({ text, values }: Sql): Statement {
  const bound: Bound[] = [];
  const whole = text.reduce((before, part, index) => {
    const value = values[index - 1] as Bound; // there is one between any two parts
    const literal = literalOf(value);
    return `${before} ${literal ?? `$${bound.push(value)}`}${part}`;
  });
  return { text: whole, values: bound };
}

/** Runs a statement. @returns its rows, with the values of DuckDB in the form of JavaScript. */
export async function runSql(
  connection: DuckDBConnection,
  statement: Sql,
): Promise<Record<string, unknown>[]> {
  const { text, values } = statementOf(statement);
  const reader = await connection.runAndReadAll(text, values satisfies DuckDBValue[]);
  return reader.getRowObjectsJS();
}

/** Runs a statement on the connection of a question. */
export type Run = (statement: Sql) => Promise<Record<string, unknown>[]>;
