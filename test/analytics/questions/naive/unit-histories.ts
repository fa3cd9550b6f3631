import { localDateOf } from '../../../../lib/kit/local-date.ts';
import type { UnitRecord } from '../../../../subgraphs/institution-directory/units/index.ts';
import type { NaiveTree } from './units.ts';

/** A change of a unit, as it is stored. */
export interface StoredChange {
  readonly kind: string;
  readonly unitId: string;
  readonly oldParentId: string | null;
  readonly at: Date;
  readonly decidedAt: Date | null;
  readonly version: number | null;
}

/** What units are now, and on earlier days without the changes that were made since. */
export function treeOf(
  units: ReadonlyMap<string, UnitRecord>,
  changes: readonly StoredChange[],
): NaiveTree {
  const byUnit = Map.groupBy(changes, ({ unitId }) => unitId);
  const dayOf = ({ at, decidedAt }: StoredChange) => localDateOf(decidedAt ?? at);
  const latestFirst = (unit: string) =>
    (byUnit.get(unit) ?? []).toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0));
  const tree: NaiveTree = {
    ids: [...units.keys()],
    formOn(unit, wanted) {
      const record = units.get(unit);
      if (!record) return null;
      const { kind, status } = record;
      let { parentId } = record;
      let successorId = status === 'CLOSED' ? record.successorId : null;
      for (const change of latestFirst(unit)) {
        if (wanted === null || dayOf(change) <= wanted) break;
        if (change.kind === 'CREATE') return null;
        if (change.kind === 'CLOSE') successorId = null;
        if (change.kind === 'MOVE') parentId = change.oldParentId;
      }
      return { kind, parentId, successorId };
    },
    created(unit) {
      const change = latestFirst(unit).find(({ kind }) => kind === 'CREATE');
      const form = change ? tree.formOn(unit, dayOf(change)) : null;
      return change && form ? { day: dayOf(change), form } : null;
    },
    predecessors: (unit) =>
      [...units.values()].flatMap(({ _id, status, successorId }) =>
        status === 'CLOSED' && successorId === unit ? [_id] : [],
      ),
  };
  return tree;
}
