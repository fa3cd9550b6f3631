import { below, type Selected } from '../selection.ts';
import type { Measure, Parameterised, WithArguments } from './measures.ts';

/** The figures about one kind of rows. */
export interface Figures {
  /** By the values of the enum of measures. */
  readonly measures: Readonly<Record<string, Measure>>;
  readonly others: readonly Measure[];
  readonly withArguments: Readonly<Record<string, WithArguments>>;
}

/** The figures that a selection of groups asks for. */
export interface AskedFigures {
  /** By their paths, each once. */
  readonly measures: ReadonlyMap<string, Measure>;
  readonly joins: Parameterised['joins'];
}

/**
 * Finds the figures that are selected of a group, for it and for the same group in the previous period.
 * @throws `BAD_USER_INPUT` for the arguments of a figure.
 */
export function askedFigures(figures: Figures, group: readonly Selected[]): AskedFigures {
  const all = [...Object.values(figures.measures), ...figures.others];
  const byPath = new Map(all.map((measure) => [measure.path, measure]));
  const measures = new Map<string, Measure>();
  let joins: Parameterised['joins'] = {};
  for (const field of [...group, ...below(group, 'previous')]) {
    const withArguments = figures.withArguments[field.name];
    if (withArguments) {
      const path = pathWith(field.name, field.args);
      const wanted = new Set([path, ...field.fields.map(({ name }) => `${path}.${name}`)]);
      const made = withArguments(field.args, path);
      for (const measure of made.measures) {
        if (wanted.has(measure.path)) measures.set(measure.path, measure);
      }
      joins = { ...joins, ...made.joins };
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
  return { measures, joins };
}

/** The path of a field with arguments, the same wherever it has the same. It ends with `]`. */
export const pathWith = (name: string, args: Readonly<Record<string, unknown>>): string =>
  `${name} ${JSON.stringify(Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
