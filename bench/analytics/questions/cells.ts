import type { mongo } from 'mongoose';
import { type Occurrences, percentileOf } from '../percentile.ts';
import type { Cell, Group } from '../rows.ts';
import type { GraphGroup } from './question.ts';

/** The value at a path of a group, such as `unit.id`; null if a part of it is missing. */
export function cellAt(group: GraphGroup | mongo.Document, path: string): Cell {
  let value: unknown = group;
  for (const name of path.split('.')) value = (value as GraphGroup | null)?.[name];
  return (value ?? null) as Cell; // paths lead to leaves
}

/** Takes a group from an answer of the graph, or from a document that is like one. */
export const groupWith =
  (of: readonly string[], figures: readonly string[]) =>
  (group: GraphGroup | mongo.Document): Group => ({
    of: of.map((path) => cellAt(group, path)),
    figures: figures.map((path) => cellAt(group, path)),
  });

/** Groups as MongoDB answers them: dimensions in `_id`, figures beside it. */
export function groupsWith(of: readonly string[], figures: readonly string[]) {
  const read = groupWith(
    of.map((name) => `_id.${name}`),
    figures,
  );
  return (documents: readonly mongo.Document[]) => documents.map(read);
}

/** A document with a histogram: what it is of, and how often each value occurs. */
interface Histogram {
  readonly _id: Readonly<Record<string, Cell>>;
  readonly values: readonly Occurrences[];
}

export const histogramsIn = (documents: readonly mongo.Document[]): readonly Histogram[] =>
  documents as unknown as readonly Histogram[]; // as the pipelines group

export const percentilesOf = (
  values: readonly Occurrences[],
  ...parts: readonly number[]
): Cell[] => parts.map((part) => percentileOf(values, part));
