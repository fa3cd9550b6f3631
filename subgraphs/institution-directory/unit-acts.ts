import { randomInt } from 'node:crypto';
import { requireUnitId } from '../../platform/unit-id.ts';
import { plainName } from '../shared/plain-text.ts';
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
  requireUnit,
} from './unit-rules.ts';
import { isSame, type UnitStore } from './unit-store.ts';
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
  /**
   * Changes a unit that is there and not closed. One that is so already may have been changed by the same
   * call, whose answer was lost: it is answered as that would have been.
   */
  const changeUnit = (
    { id, expectedVersion }: OnUnit,
    change: Partial<UnitRecord>,
    require: (directory: Directory, unit: UnitRecord) => void = () => {},
  ) =>
    store.change((directory) => {
      const unit = requireUnit(directory, id);
      const changed = { ...unit, ...change };
      if (isSame(unit, changed)) return unit;
      requireChangeable(unit, expectedVersion);
      require(directory, unit);
      return changed;
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
      const name = plainName(input.name, 'input.name', lengths.name);
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
      const name = plainName(move.name, 'name', lengths.name);
      return changeUnit(move, { name });
    },

    async move(move: OnUnit & { parentId: string }): Promise<UnitRecord> {
      const { parentId } = move;
      requireUnitId(move.id, 'id');
      requireUnitId(parentId, 'parentId');
      return changeUnit(move, { parentId }, (directory, unit) => {
        requireActive(directory, parentId, 'parentId');
        requireMovable(directory, unit, parentId);
      });
    },

    async close(move: OnUnit & { successorId: string }): Promise<UnitRecord> {
      const { successorId } = move;
      requireUnitId(move.id, 'id');
      requireUnitId(successorId, 'successorId');
      return changeUnit(move, { status: 'CLOSED', successorId }, (directory, unit) => {
        requireSuccessor(directory, unit, successorId);
        requireNothingBelow(directory, unit);
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
