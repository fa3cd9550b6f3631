import type { UnitRecord } from './unit.ts';
import type { UnitTree } from './unit-tree.ts';

/** The unit itself or, where it is closed, the first of its successors that is active. */
export function activeStandIn(
  tree: UnitTree,
  unit: UnitRecord | undefined,
): UnitRecord | undefined {
  const passed = new Set<UnitRecord>(); // guards against a cycle, which no change of units creates
  let standIn = unit;
  while (standIn && standIn.status !== 'ACTIVE' && !passed.has(standIn)) {
    passed.add(standIn);
    standIn = standIn.successorId === null ? undefined : tree.get(standIn.successorId);
  }
  return standIn?.status === 'ACTIVE' ? standIn : undefined;
}

/**
 * The id of the unit that stands in for one; the given id where there is none, and where the unit does not
 * exist.
 */
export const currentUnitId = (tree: UnitTree, id: string): string =>
  activeStandIn(tree, tree.get(id))?._id ?? id;
