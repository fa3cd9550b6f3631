/** A variable of the environment that is probably meant as a setting. */
export interface Misspelt {
  readonly given: string;
  readonly meant: string;
}

/** The sentence that names it. */
export const describeMisspelt = ({ given, meant }: Misspelt): string =>
  `${given} is not a setting. Did you mean ${meant}?`;

/** Letters that were mistyped, added, left out or swapped; a share of the name, since many short names are alike. */
const mostEdits = 2;
const mostEditsShare = 0.25;

/** Variables that are no settings, but differ from one by a slip or two. */
export function findMisspelt(given: readonly string[], settings: readonly string[]): Misspelt[] {
  const known = new Set(settings);
  return given
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const meant = settings.find((setting) => isSlipOf(name, setting));
      return meant === undefined ? [] : [{ given: name, meant }];
    });
}

function isSlipOf(name: string, setting: string): boolean {
  const most = Math.min(mostEdits, Math.floor(setting.length * mostEditsShare));
  return Math.abs(name.length - setting.length) <= most && editsBetween(name, setting) <= most;
}

/** The number of letters to replace, insert, delete or swap with their neighbour (optimal string alignment). */
function editsBetween(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isAlike = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isAlike ? 0 : 1),
          isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = next;
  }
  return last[other.length] ?? 0;
}
