import { checkAll } from '../../../lib/kit/check-all.ts';
import { badInput } from '../../../lib/kit/errors.ts';
import { isRecord } from '../../../lib/kit/is-record.ts';
import { say } from '../../../lib/kit/say.ts';
import type { ApplicationFilter } from '../schema-types.ts';
import { type ColumnName, exportColumns, isColumnName } from './columns.ts';
import { type Format, formats } from './formats.ts';

/** The requested contents of an export. */
export interface ExportRequest {
  readonly format: Format;
  /** Each once, at least one. */
  readonly columns: readonly ColumnName[];
  /** Null for all applications. */
  readonly filter: ApplicationFilter | null;
  /** The id of the last row of an export that was cut off. */
  readonly after: string | null;
}

/** Checks a filter as GraphQL would, given under the name of a field. @throws `BAD_USER_INPUT`. */
export type ReadFilter = (value: unknown, field: string) => ApplicationFilter | null;

const fields = ['format', 'columns', 'filter', 'after'] as const;

/** @throws one `BAD_USER_INPUT` for everything that is wrong. */
export function requireExport(body: unknown, readFilter: ReadFilter): ExportRequest {
  if (!isRecord(body)) {
    throw badInput(
      'body',
      'BODY',
      say`Send an object with the fields format, columns, filter, after.`,
    );
  }
  const known: readonly string[] = fields;
  const unknown = Object.keys(body).filter((name) => !known.includes(name));
  const { format, columns, filter, after } = checkAll({
    ...Object.fromEntries(unknown.map((name) => [`unknown ${name}`, () => refuse(name)])),
    format: () => requireFormat(body['format'] ?? 'CSV'),
    columns: () => requireColumns(body['columns']),
    filter: () => readFilter(body['filter'], 'filter'),
    after: () => requireAfter(body['after'] ?? null, body['format']),
  });
  return { format, columns, filter, after };
}

function refuse(name: string): never {
  throw badInput(name, 'UNKNOWN', say`There is no field ${name}.`);
}

function requireFormat(given: unknown): Format {
  const format = formats.find((each) => each === given);
  if (format) return format;
  throw badInput('format', 'UNKNOWN', say`format must be one of ${formats.join(', ')}.`);
}

function requireColumns(given: unknown): ColumnName[] {
  const max = Object.keys(exportColumns).length;
  if (!Array.isArray(given) || given.length < 1 || given.length > max) {
    throw badInput('columns', 'RANGE', say`columns must name 1 to ${max}.`, { min: 1, max });
  }
  const checks = given.map(
    (name: unknown, index) => [index, () => columnOf(given, name, index)] as const,
  );
  return Object.values(checkAll(Object.fromEntries(checks)));
}

function columnOf(given: readonly unknown[], name: unknown, index: number): ColumnName {
  const field = `columns[${index}]`;
  if (!isColumnName(name)) {
    throw badInput(field, 'UNKNOWN', say`${field} names something that does not exist.`);
  }
  if (given.indexOf(name) < index) throw badInput(field, 'CONFLICT', say`${name} is named twice.`);
  return name;
}

function requireAfter(given: unknown, format: unknown): string | null {
  const field = 'after';
  if (given === null) return null;
  if (typeof given !== 'string') {
    throw badInput(field, 'TYPE', say`${field} has a value of the wrong type.`);
  }
  if (format === 'PARQUET') {
    throw badInput(field, 'CONFLICT', say`A Parquet file cannot be continued: begin it again.`);
  }
  return given;
}
