import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { type Fragments, fragmentsIn } from './fragments-in.ts';

/** The selections at one path of the response, of all fields that are merged there. */
type Place = readonly SelectionSetNode[];

/** Fragments that no operation contains are counted as well, up to this many times the selections of an operation. */
const mostVisits = 20;

/**
 * Counts the pairs of fields of one name at one path of the response: validation compares the fields of each pair
 * (`OverlappingFieldsCanBeMerged`). A fragment counts once at each path.
 * @param maxSelections those of each operation of the document, with its fragments expanded.
 * @returns `Number.MAX_SAFE_INTEGER` if fragments that no operation contains have too many selections to be counted.
 */
export function countComparisons(document: DocumentNode, maxSelections: number): number {
  const fragments = fragmentsIn(document);
  const counted = new Set<SelectionSetNode>();
  let comparisons = 0;
  let visits = mostVisits * maxSelections;

  function countIn(root: SelectionSetNode): void {
    const places: Place[] = [[root]];
    for (let place = places.pop(); place && visits > 0; place = places.pop()) {
      for (const { count, below } of fieldsAt(place, fragments, counted).values()) {
        comparisons += (count * (count - 1)) / 2;
        visits -= count;
        if (below.length > 0) places.push(below);
      }
    }
  }

  for (const part of document.definitions) {
    if (part.kind === Kind.OPERATION_DEFINITION) countIn(part.selectionSet);
  }
  for (const { selectionSet } of fragments.values()) {
    if (!counted.has(selectionSet)) countIn(selectionSet);
  }
  return visits > 0 ? comparisons : Number.MAX_SAFE_INTEGER;
}

interface Fields {
  count: number;
  readonly below: SelectionSetNode[];
}

/** The fields at a place by their names in the response. Adds the fragments that it contains to those counted. */
function fieldsAt(
  place: Place,
  fragments: Fragments,
  counted: Set<SelectionSetNode>,
): Map<string, Fields> {
  const fields = new Map<string, Fields>();
  const spread = new Set(place);
  const pending = [...place];
  for (let part = pending.pop(); part; part = pending.pop()) {
    for (const selection of part.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) pending.push(selection.selectionSet);
      else if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const known = fields.get(name) ?? { count: 0, below: [] };
        fields.set(name, known);
        known.count += 1;
        if (selection.selectionSet) known.below.push(selection.selectionSet);
      } else {
        const fragment = fragments.get(selection.name.value)?.selectionSet;
        if (!fragment || spread.has(fragment)) continue;
        spread.add(fragment);
        counted.add(fragment);
        pending.push(fragment);
      }
    }
  }
  return fields;
}
