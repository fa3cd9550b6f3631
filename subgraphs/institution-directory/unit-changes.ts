import { badInput } from '../../platform/errors.ts';
import type { UnitRecord } from './unit.ts';
import type { UnitTree } from './unit-tree.ts';

const pageSize = 5_000;
const positionForm = /^(\d{1,15})\.(\d{8})?$/;

interface Position {
  version: number;
  id: string;
}

/**
 * The units that changed after a position, in the order of the directory's versions; each as it is
 * now, so that a unit which changed twice comes once, at its last place.
 */
export function unitChangesAfter(tree: UnitTree, after: string | null) {
  const start = after === null ? { version: -1, id: '' } : parsePosition(after);
  // Asked every second, and there is hardly ever anything newer: then nothing is looked through.
  if (!tree.newest || compare(positionOf(tree.newest), start) <= 0) {
    return { changes: [], position: positionText(start), more: false };
  }
  const changed = [...tree.values()]
    .filter((unit) => compare(positionOf(unit), start) > 0)
    .toSorted((one, other) => compare(positionOf(one), positionOf(other)));
  const changes = changed.slice(0, pageSize);
  const last = changes.at(-1);
  return {
    changes: changes.map((unit) => ({ ...unit, id: unit._id })),
    position: positionText(last ? positionOf(last) : start),
    more: changed.length > changes.length,
  };
}

const positionText = ({ version, id }: Position) => `${Math.max(version, 0)}.${id}`;

const positionOf = ({ version, _id }: UnitRecord): Position => ({ version, id: _id });

function compare(one: Position, other: Position): number {
  if (one.version !== other.version) return one.version - other.version;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}

function parsePosition(position: string): Position {
  const [, version, id = ''] = positionForm.exec(position) ?? [];
  if (version === undefined) throw badInput('after', 'CURSOR', 'The position is malformed.');
  return { version: Number(version), id };
}
