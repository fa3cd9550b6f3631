import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn } from './fragments-in.ts';

/**
 * Counts the selections of an operation of a document, of the largest unless one is given, with every fragment
 * expanded. Takes time proportional to the document, however its fragments are nested. A fragment that contains itself,
 * which is invalid, counts as empty there.
 */
export function countSelections(
  document: DocumentNode,
  operation: OperationDefinitionNode | null = null,
): number {
  const fragments = fragmentsIn(document);
  const known = new Map<string, number>();

  function ofFragment(name: string): number {
    let count = known.get(name);
    if (count === undefined) {
      const fragment = fragments.get(name);
      known.set(name, 0);
      count = fragment ? countIn(fragment.selectionSet) : 0;
      known.set(name, count);
    }
    return count;
  }

  function countIn({ selections }: SelectionSetNode): number {
    let count = 0;
    for (const selection of selections) {
      count += 1;
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += ofFragment(selection.name.value);
      else if (selection.selectionSet) count += countIn(selection.selectionSet);
    }
    return count;
  }

  if (operation) return countIn(operation.selectionSet);
  const counts = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? countIn(definition.selectionSet) : 0,
  );
  return Math.max(0, ...counts);
}
