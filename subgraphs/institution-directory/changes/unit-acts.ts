import { randomInt } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { badInput, clientError, unauthenticated } from '../../../lib/kit/errors.ts';
import { requireActiveUnit } from '../../../lib/kit/require-active-unit.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import type { SignedInViewer, Viewer } from '../../../lib/kit/viewer.ts';
import { plainName, withoutInvisible } from '../../../lib/kit/plain-text.ts';
import type { ChangeLog } from './change-log.ts';
import { isClosingOfOne, isMoveOfOne } from './change-rules.ts';
import { type Directory, requireUnit } from '../held/index.ts';
import type { CreateUnitInput } from '../schema-types.ts';
import type { UnitRecord, UnitTree } from '../units/index.ts';
import {
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

interface OnUnit {
  id: string;
  expectedVersion?: number | null | undefined;
}

interface UnitActsDependencies {
  store: UnitStore;
  log: ChangeLog;
  viewer: Viewer;
}

/**
 * The changes that one administrator makes alone: checks the form of the input, and makes the change if the
 * rules allow it. Each returns the unit as it then is, and throws the errors of `UnitStore.change` and of the
 * rules, `FORBIDDEN` for a change that takes a second administrator, and `BAD_USER_INPUT` with the field.
 */
export interface UnitActs {
  create(input: CreateUnitInput): Promise<UnitRecord>;
  rename(move: Renaming): Promise<UnitRecord>;
  move(move: Moving): Promise<UnitRecord>;
  close(move: Closing): Promise<UnitRecord>;
}

type Renaming = OnUnit & { name: string };
type Moving = OnUnit & { parentId: string };
type Closing = OnUnit & { successorId: string };

interface Services {
  store: UnitStore;
  log: ChangeLog;
  /** The administrator who acts. */
  by: string;
}

export function createUnitActs({ store, log, viewer }: UnitActsDependencies): UnitActs {
  const services = { store, log, by: requireSignedIn(viewer).subject };
  return {
    create: (input) => create(services, input),
    rename: (move) => rename(services, move),
    move: (move) => moveUnit(services, move),
    close: (move) => close(services, move),
  };
}

const makerIn = ({ by }: Services) => ({ by, proposal: null });

async function create(services: Services, input: CreateUnitInput): Promise<UnitRecord> {
  const unit = requireNewUnit(input);
  return services.store.change((directory) => newUnit(directory, unit), makerIn(services));
}

async function rename(services: Services, move: Renaming): Promise<UnitRecord> {
  requireUnitId(move.id, 'id');
  const name = requireName(move.name, 'name');
  return changeUnit(services, move, { name });
}

async function moveUnit(services: Services, move: Moving): Promise<UnitRecord> {
  const { parentId } = move;
  requireUnitId(move.id, 'id');
  requireUnitId(parentId, 'parentId');
  return changeUnit(services, move, { parentId }, (directory, unit) => {
    requireNewParent(directory, unit, parentId);
    if (!isMoveOfOne(directory.tree, unit, parentId)) throw needsSecond();
  });
}

async function close(services: Services, move: Closing): Promise<UnitRecord> {
  const { log, by } = services;
  const { successorId } = move;
  requireUnitId(move.id, 'id');
  requireUnitId(successorId, 'successorId');
  return changeUnit(services, move, closedFor(successorId), async (directory, unit, session) => {
    const successor = requireNewSuccessor(directory, unit, successorId);
    const placedBy = await log.placersOf([unit._id, successorId], session);
    const ofOne = isClosingOfOne(directory.tree, { unit, successor }, { by, placedBy });
    if (!ofOne) throw needsSecond();
  });
}

type Requirement = (
  directory: Directory,
  unit: UnitRecord,
  session: ClientSession,
) => void | Promise<void>;

/**
 * Changes an existing unit that is not closed. A unit that already has the requested form may have been
 * changed by the same call, whose answer was lost: the call then succeeds as it would have.
 */
function changeUnit(
  services: Services,
  { id, expectedVersion }: OnUnit,
  change: Partial<UnitRecord>,
  require: Requirement = () => {},
): Promise<UnitRecord> {
  return services.store.change(async (directory, session) => {
    const unit = requireUnit(directory, id);
    const changed = { ...unit, ...change };
    if (isSame(unit, changed)) return unit;
    requireChangeable(unit, expectedVersion);
    await require(directory, unit, session);
    return changed;
  }, makerIn(services));
}

/** The SDL's scope has been enforced: this is for the type checker. */
export function requireSignedIn(viewer: Viewer): SignedInViewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}

export const closedFor = (successorId: string) => ({ status: 'CLOSED', successorId }) as const;

/** Checks that a unit can lie below another one. @throws as the rules do. */
export function requireNewParent(directory: Directory, unit: UnitRecord, parentId: string): void {
  requireActiveUnit(directory.tree, parentId, 'parentId');
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

/** A name that is read as it is compared: with a letter, and without invisible characters. */
function requireName(value: string, field: string): string {
  const name = plainName(value, field, lengths.name);
  if (withoutInvisible(value) !== value) {
    throw badInput(field, 'FORMAT', `${field} contains invisible characters.`);
  }
  if (!/\p{L}/u.test(name)) throw badInput(field, 'FORMAT', `${field} contains no letter.`);
  return name;
}

function requireNewUnit(input: CreateUnitInput) {
  const { kind, parentId = null, provinceCode = null, districtCode = null, office = null } = input;
  const name = requireName(input.name, 'input.name');
  if (parentId !== null) requireUnitId(parentId, 'input.parentId');
  return { name, kind, parentId, provinceCode, districtCode, office };
}

function newUnit(directory: Directory, unit: ReturnType<typeof requireNewUnit>): UnitForm {
  const { parentId, office } = unit;
  if (parentId !== null) {
    requireActiveUnit(directory.tree, parentId, 'input.parentId');
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
