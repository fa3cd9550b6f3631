import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { type Figures, pathWith } from './asked-figures.ts';
import type { Measure, NamesFigure } from './measures.ts';

/** A part of an order, or a condition on groups: it names a figure by its value in the enum, or by its arguments. */
export interface NamesOne {
  readonly measure?: string | null | undefined;
}

/** The figure that was named. */
export interface NamedFigure {
  readonly measure: Measure;
  /** The path of the argument that names it. */
  readonly field: string;
  /** Its name there. */
  readonly name: string;
  /** How it is selected of groups. */
  readonly selection: string;
}

/**
 * The figure that is named; null if none is.
 * @param field the path of the part or the condition.
 * @throws `BAD_USER_INPUT` where several are, and for the arguments of a figure.
 */
export function namedFigure(figures: Figures, given: NamesOne, field: string): NamedFigure | null {
  const values = Object.entries(given).filter(([, value]) => value != null);
  const named = values.filter(([name]) => name === 'measure' || name in figures.names);
  const [first, other] = named;
  if (other) {
    throw badInput(field, 'CONFLICT', say`Name one figure: ${first?.[0] ?? ''} or ${other[0]}.`);
  }
  if (!first) return null;
  const [name, value] = first;
  const at = `${field}.${name}`;
  if (name !== 'measure') return withArguments(figures, { name, value, field: at });
  const measure = figures.measures[String(value)];
  return measure ? { measure, field: at, name: String(value), selection: measure.path } : null;
}

function withArguments(
  figures: Figures,
  { name, value, field }: { name: string; value: unknown; field: string },
): NamedFigure | null {
  const names = figures.names[name] as NamesFigure<unknown>; // it takes what the schema has for this field
  const { args, leaf } = names(value);
  const whole = pathWith(name, args);
  const path = leaf === null ? whole : `${whole}.${leaf}`;
  const measure = figures.withArguments[name]?.(args, whole, field).find(
    (each) => each.path === path,
  );
  const shown = Object.entries(args).map(([key, each]) => `${key}: ${String(each)}`);
  const selection = `${name}(${shown.join(', ')})${leaf === null ? '' : ` { ${leaf} }`}`;
  return measure ? { measure, field, name, selection } : null;
}
