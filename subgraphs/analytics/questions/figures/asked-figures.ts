import type { Selected } from '../../../../lib/kit/selected.ts';
import { below } from '../selection.ts';
import type { Measure, NamesFigure, WithArguments } from './measures.ts';

/** The figures about one kind of rows. */
export interface Figures {
  /** By the values of the enum of measures. */
  readonly measures: Readonly<Record<string, Measure>>;
  /** By which groups are not ordered. */
  readonly others: readonly Measure[];
  readonly withArguments: Readonly<Record<string, WithArguments>>;
  /** By the fields of orders and conditions for figures with arguments, which are called as these are. */
  readonly names: Readonly<Record<string, NamesFigure<never>>>;
}

/** The figures that a selection of groups asks for, by their paths, each once. */
export type AskedFigures = ReadonlyMap<string, Measure>;

/**
 * Finds the figures that are selected of a group, for it and for the same group in the previous period.
 * @throws `BAD_USER_INPUT` for the arguments of a figure.
 */
export function askedFigures(figures: Figures, group: readonly Selected[]): AskedFigures {
  const all = [...Object.values(figures.measures), ...figures.others];
  const byPath = new Map(all.map((measure) => [measure.path, measure]));
  const measures = new Map<string, Measure>();
  for (const field of [...group, ...below(group, 'previous')]) {
    const withArguments = figures.withArguments[field.name];
    if (withArguments) {
      const path = pathWith(field.name, field.args);
      const wanted = new Set([path, ...field.fields.map(({ name }) => `${path}.${name}`)]);
      for (const measure of withArguments(field.args, path, `groups.${field.name}`)) {
        if (wanted.has(measure.path)) measures.set(measure.path, measure);
      }
      continue;
    }
    const paths =
      field.fields.length === 0
        ? [field.name]
        : field.fields.map(({ name }) => `${field.name}.${name}`);
    for (const path of paths) {
      const measure = byPath.get(path);
      if (measure) measures.set(path, measure);
    }
  }
  return measures;
}

/** The path of a field with arguments, the same wherever it has the same. It ends with `]`. */
export const pathWith = (name: string, args: Readonly<Record<string, unknown>>): string =>
  `${name} ${JSON.stringify(Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
