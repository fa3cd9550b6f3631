import { randomInt } from 'node:crypto';
import { requireUnitId } from '../../platform/unit-id.ts';
import { plainText } from '../shared/plain-text.ts';
import type { Directory } from './directory.ts';
import type { CreateUnitInput } from './generated.ts';
import type { UnitRecord } from './unit.ts';
import {
  requireActive,
  requireChangeable,
  requireMovable,
  requireNothingBelow,
  requireOffice,
  requirePlace,
  requireRoomBelow,
  requireSuccessor,
} from './unit-rules.ts';
import type { UnitStore } from './unit-store.ts';
import type { UnitTree } from './unit-tree.ts';

/** Lengths of what people write, in characters. */
const lengths = { name: { min: 1, max: 200 } } as const;

interface OnUnit {
  id: string;
  expectedVersion?: number | null | undefined;
}

export type UnitActs = ReturnType<typeof createUnitActs>;

/**
 * What administrators do with units: checks the form of what was given, and has it done by the rules.
 * Each answers the unit as it is then, and throws what `UnitStore.change` and the rules throw, and
 * `BAD_USER_INPUT` with the field.
 */
export function createUnitActs(store: UnitStore) {
  /** Changes a unit that is there and not closed. */
  const changeUnit = (
    { id, expectedVersion }: OnUnit,
    change: (directory: Directory, unit: UnitRecord) => Partial<UnitRecord>,
  ) =>
    store.change((directory) => {
      const unit = requireChangeable(directory, id, expectedVersion);
      return { ...unit, ...change(directory, unit) };
    });

  return {
    async create(input: CreateUnitInput): Promise<UnitRecord> {
      const {
        kind,
        parentId = null,
        provinceCode = null,
        districtCode = null,
        office = null,
      } = input;
      const name = plainText(input.name, 'input.name', lengths.name);
      if (parentId !== null) requireUnitId(parentId, 'input.parentId');
      return store.change((directory) => {
        if (parentId !== null) {
          requireActive(directory, parentId, 'input.parentId');
          requireRoomBelow(directory.tree, parentId, 0, 'input.parentId');
        }
        requirePlace(directory, { provinceCode, districtCode });
        requireOffice(directory, office);
        const place = { parentId, provinceCode, districtCode };
        const _id = unusedId(directory.tree);
        return { _id, name, kind, status: 'ACTIVE', ...place, office, successorId: null };
      });
    },

    async rename(move: OnUnit & { name: string }): Promise<UnitRecord> {
      requireUnitId(move.id, 'id');
      const name = plainText(move.name, 'name', lengths.name);
      return changeUnit(move, () => ({ name }));
    },

    async move(move: OnUnit & { parentId: string }): Promise<UnitRecord> {
      const { parentId } = move;
      requireUnitId(move.id, 'id');
      requireUnitId(parentId, 'parentId');
      return changeUnit(move, (directory, unit) => {
        requireActive(directory, parentId, 'parentId');
        requireMovable(directory, unit, parentId);
        return { parentId };
      });
    },

    async close(move: OnUnit & { successorId: string }): Promise<UnitRecord> {
      const { successorId } = move;
      requireUnitId(move.id, 'id');
      requireUnitId(successorId, 'successorId');
      return changeUnit(move, (directory, unit) => {
        requireSuccessor(directory, unit, successorId);
        requireNothingBelow(directory, unit);
        return { status: 'CLOSED', successorId };
      });
    },
  };
}

/** Opaque, and never one that a unit has or had: closed units stay. */
function unusedId(tree: UnitTree): string {
  for (;;) {
    const id = String(randomInt(10_000_000, 100_000_000));
    if (!tree.get(id)) return id;
  }
}
