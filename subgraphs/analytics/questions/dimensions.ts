import type { OpenColumn } from '../facts/index.ts';
import type { ApplicationDimension } from '../schema-types.ts';
import { raw, type Sql } from './statement.ts';

/** What applications are grouped by. */
interface Dimension {
  /** The name of the group's field, and of the column in the statement. */
  readonly field: string;
  /** The value of an application. */
  readonly value: Sql;
}

const column = (name: OpenColumn<'applications'>): Sql => raw(name);

export const applicationDimensions: Readonly<Record<ApplicationDimension, Dimension>> = {
  TYPE: { field: 'type', value: column('type') },
};
