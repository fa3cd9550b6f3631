/** How units lie above one another and which of them are groups, as the SDL says of `UnitTree` and `UnitLevel`. */

/** What a unit was from a day on. */
export interface NaiveForm {
  readonly kind: string;
  readonly parentId: string | null;
  /** Of a closed unit. */
  readonly successorId: string | null;
}

/** What is known of units. Days are `YYYY-MM-DD`. */
export interface NaiveTree {
  readonly ids: readonly string[];
  /** The form at the end of a day, or the present one; null before the unit was created. */
  formOn(unit: string, day: string | null): NaiveForm | null;
  /** The day on which the unit was created, and its form then; null for one that has always been there. */
  created(unit: string): { readonly day: string; readonly form: NaiveForm } | null;
  /** The closed units that have ever had this one as their successor. */
  predecessors(unit: string): readonly string[];
}

export type NaiveLevel =
  { readonly kinds: readonly string[] } | { readonly depth: number } | { readonly below: string };

/** The unit that counts for a unit on a day, or now: its successor once it is closed. */
function standIn(tree: NaiveTree, unit: string, day: string | null): string {
  const form = tree.formOn(unit, day);
  if (form) return form.successorId === null ? unit : standIn(tree, form.successorId, day);
  const since = tree.created(unit)?.day ?? '';
  const older = tree
    .predecessors(unit)
    .filter((predecessor) => (tree.created(predecessor)?.day ?? '') < since);
  const [origin] = older;
  return older.length === 1 && origin !== undefined ? standIn(tree, origin, day) : unit;
}

const formOf = (tree: NaiveTree, unit: string, day: string | null) =>
  tree.formOn(unit, day) ?? tree.created(unit)?.form ?? null;

/** The unit that counts for a unit, and those above it, the root last. */
function placeOf(tree: NaiveTree, unit: string, day: string | null): string[] {
  const place: string[] = [];
  let next: string | null = standIn(tree, unit, day);
  while (next !== null && !place.includes(next)) {
    place.push(next);
    const parent: string | null = formOf(tree, next, day)?.parentId ?? null;
    next = parent === null ? null : standIn(tree, parent, day);
  }
  return place;
}

/** The unit whose group a unit is in; null if it is in none. @param day that of the tree, null for the present one. */
export function groupOfUnit(
  tree: NaiveTree,
  unit: string | null,
  level: NaiveLevel,
  day: string | null,
): string | null {
  if (unit === null) return null;
  const place = placeOf(tree, unit, day);
  if ('kinds' in level) {
    return place.find((id) => level.kinds.includes(formOf(tree, id, day)?.kind ?? '')) ?? null;
  }
  if ('depth' in level) return place.at(-1 - level.depth) ?? null;
  const top = day === null ? standIn(tree, level.below, null) : level.below;
  const index = place.indexOf(top);
  return index === -1 ? null : (place[index - 1] ?? top);
}
