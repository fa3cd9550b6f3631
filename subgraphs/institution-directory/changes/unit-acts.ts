import { randomInt } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { clientError, unauthenticated } from '../../../lib/kit/errors.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import type { SignedInViewer, Viewer } from '../../../lib/kit/viewer.ts';
import { plainName } from '../../../lib/kit/plain-text.ts';
import type { ChangeLog } from './change-log.ts';
import { isClosingOfOne, isMoveOfOne } from './change-rules.ts';
import { type Directory, requireUnit } from '../held/index.ts';
import type { CreateUnitInput } from '../schema-types.ts';
import type { UnitRecord, UnitTree } from '../units/index.ts';
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
import { isSame, type UnitForm, type UnitStore } from './unit-store.ts';

/** Lengths of what people write, in characters. */
const lengths = { name: { min: 1, max: 200 } } as const;

export interface OnUnit {
  id: string;
  expectedVersion?: number | null | undefined;
}

export interface UnitActsDependencies {
  store: UnitStore;
  log: ChangeLog;
  viewer: Viewer;
}

export type UnitActs = ReturnType<typeof createUnitActs>;

/**
 * The changes that one administrator makes alone: checks the form of the input, and makes the change if the
 * rules allow it. Each returns the unit as it then is, and throws the errors of `UnitStore.change` and of the
 * rules, `FORBIDDEN` for a change that takes a second administrator, and `BAD_USER_INPUT` with the field.
 */
export function createUnitActs({ store, log, viewer }: UnitActsDependencies) {
  const { subject: by } = requireSignedIn(viewer);
  const maker = { by, proposal: null };

  /**
   * Changes an existing unit that is not closed. A unit that already has the requested form may have been
   * changed by the same call, whose answer was lost: the call then succeeds as it would have.
   */
  const changeUnit = (
    { id, expectedVersion }: OnUnit,
    change: Partial<UnitRecord>,
    require: Requirement = () => {},
  ) =>
    store.change(async (directory, session) => {
      const unit = requireUnit(directory, id);
      const changed = { ...unit, ...change };
      if (isSame(unit, changed)) return unit;
      requireChangeable(unit, expectedVersion);
      await require(directory, unit, session);
      return changed;
    }, maker);

  return {
    async create(input: CreateUnitInput): Promise<UnitRecord> {
      const unit = requireNewUnit(input);
      return store.change((directory) => newUnit(directory, unit), maker);
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
        requireNewParent(directory, unit, parentId);
        if (!isMoveOfOne(directory.tree, unit, parentId)) throw needsSecond();
      });
    },

    async close(move: OnUnit & { successorId: string }): Promise<UnitRecord> {
      const { successorId } = move;
      requireUnitId(move.id, 'id');
      requireUnitId(successorId, 'successorId');
      return changeUnit(move, closedFor(successorId), async (directory, unit, session) => {
        const successor = requireNewSuccessor(directory, unit, successorId);
        const placedBy = await log.placersOf([unit._id, successorId], session);
        const ofOne = isClosingOfOne(directory.tree, { unit, successor }, { by, placedBy });
        if (!ofOne) throw needsSecond();
      });
    },
  };
}

type Requirement = (
  directory: Directory,
  unit: UnitRecord,
  session: ClientSession,
) => void | Promise<void>;

/** The SDL's scope has been enforced: this is for the type checker. */
export function requireSignedIn(viewer: Viewer): SignedInViewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}

export const closedFor = (successorId: string) => ({ status: 'CLOSED', successorId }) as const;

/** Checks that a unit can lie below another one. @throws as the rules do. */
export function requireNewParent(directory: Directory, unit: UnitRecord, parentId: string): void {
  requireActive(directory, parentId, 'parentId');
  requireMovable(directory, unit, parentId);
}

/** Checks that a unit can be closed in favour of another one, and returns that one. @throws as the rules do. */
export function requireNewSuccessor(
  directory: Directory,
  unit: UnitRecord,
  successorId: string,
): UnitRecord {
  const successor = requireSuccessor(directory, unit, successorId);
  requireNothingBelow(directory, unit);
  return successor;
}

function needsSecond() {
  const message =
    'This takes a second administrator, since officers would see the inbox of another unit: propose it ' +
    'with proposeUnitChange, and another administrator approves it with approveUnitChange.';
  return clientError('FORBIDDEN', message, { requirement: 'SECOND_ADMINISTRATOR' });
}

function requireNewUnit(input: CreateUnitInput) {
  const { kind, parentId = null, provinceCode = null, districtCode = null, office = null } = input;
  const name = plainName(input.name, 'input.name', lengths.name);
  if (parentId !== null) requireUnitId(parentId, 'input.parentId');
  return { name, kind, parentId, provinceCode, districtCode, office };
}

function newUnit(directory: Directory, unit: ReturnType<typeof requireNewUnit>): UnitForm {
  const { parentId, office } = unit;
  if (parentId !== null) {
    requireActive(directory, parentId, 'input.parentId');
    requireRoomBelow(directory.tree, parentId, 0, 'input.parentId');
  }
  requirePlace(directory, unit);
  requireOffice(directory, office);
  return { _id: unusedId(directory.tree), ...unit, status: 'ACTIVE', successorId: null };
}

/** Opaque, and never an id that a unit has or had: closed units stay. */
function unusedId(tree: UnitTree): string {
  for (;;) {
    const id = String(randomInt(10_000_000, 100_000_000));
    if (!tree.get(id)) return id;
  }
}
