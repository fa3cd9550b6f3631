/** A value of an answer. */
export type Cell = string | number | null;

/** A group: what it is of, and the figures about it. */
export interface Group {
  readonly of: readonly Cell[];
  /** The first one is a number of rows or persons. */
  readonly figures: readonly Cell[];
}

/** Numbers may differ by what is lost in computing. */
const precision = 10;
const mostShown = 5;

const keyOf = ({ of }: Group) => JSON.stringify(of);

const rounded = (cell: Cell | undefined) =>
  typeof cell === 'number' ? Number(cell.toPrecision(precision)) : (cell ?? null);

const textOf = ({ figures }: Group) => JSON.stringify(figures.map(rounded));

/**
 * Compares two answers to one question, group by group, in any order.
 * @returns the first differences, each as a line of text; nothing if the answers are the same.
 */
export function differencesOf(ours: readonly Group[], theirs: readonly Group[]): string[] {
  const left = new Map(theirs.map((group) => [keyOf(group), group]));
  const differences: string[] = [];
  if (new Set(ours.map(keyOf)).size !== ours.length) differences.push('a group occurs twice');
  for (const group of ours) {
    const key = keyOf(group);
    const other = left.get(key);
    left.delete(key);
    if (!other) differences.push(`only the graph has ${key}: ${textOf(group)}`);
    else if (textOf(group) !== textOf(other)) {
      differences.push(`${key}: ${textOf(group)} here, ${textOf(other)} in MongoDB`);
    }
  }
  for (const [key, group] of left) {
    differences.push(`only MongoDB has ${key}: ${textOf(group)}`);
  }
  return differences.slice(0, mostShown);
}

/**
 * The groups whose first figure is not the given multiple on more facts, and those that are missing there, each as a line
 * of text. More facts may have more groups, where a threshold leaves out small ones.
 */
export function notMultiplied(
  groups: readonly Group[],
  more: readonly Group[],
  times: number,
): string[] {
  const found = new Map(more.map((group) => [keyOf(group), group.figures[0]]));
  return groups
    .filter((group) => found.get(keyOf(group)) !== Number(group.figures[0]) * times)
    .map(
      (group) =>
        `${keyOf(group)}: ${group.figures[0]}, and ${found.get(keyOf(group))} of ${times} times`,
    )
    .slice(0, mostShown);
}
