import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import type { Conditions } from '../filter/conditions.ts';
import type { Sql } from '../statement.ts';
import type { Figures } from './asked-figures.ts';
import type { Dimension } from './dimensions.ts';
import type { Source } from './source.ts';

/** A subject of statistics, declared: its rows, conditions, dimensions and figures. */
export interface Subject<Filter> {
  /** The field of the schema. */
  readonly field: string;
  readonly source: Source;
  readonly conditions: Conditions<Filter>;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly figures: Figures;
  /** The days by which rows are placed in time, each with the field of the filter for its range. */
  readonly days: Readonly<
    Record<string, { readonly day: Sql; readonly field: keyof Filter & string }>
  >;
  /** The rows as they were at the end of some days, if that is known. */
  readonly onDays: ((days: readonly LocalDate[]) => Source) | null;
}
