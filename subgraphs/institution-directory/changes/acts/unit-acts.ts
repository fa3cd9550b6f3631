import type { Viewer } from '../../../../lib/kit/viewer.ts';
import type { CreateUnitInput } from '../../schema-types.ts';
import type { UnitRecord } from '../../units/index.ts';
import type { ChangeLog } from '../change-log.ts';
import { requireSignedIn } from '../require-signed-in.ts';
import type { UnitStore } from '../unit-store.ts';
import { type Closing, closeUnit } from './close-unit.ts';
import { createUnit } from './create-unit.ts';
import { type Moving, moveUnit } from './move-unit.ts';
import { type Renaming, renameUnit } from './rename-unit.ts';

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
  rename(given: Renaming): Promise<UnitRecord>;
  move(given: Moving): Promise<UnitRecord>;
  close(given: Closing): Promise<UnitRecord>;
}

export function createUnitActs({ store, log, viewer }: UnitActsDependencies): UnitActs {
  const services = { store, log, by: requireSignedIn(viewer).subject };
  return {
    create: (input) => createUnit(services, input),
    rename: (given) => renameUnit(services, given),
    move: (given) => moveUnit(services, given),
    close: (given) => closeUnit(services, given),
  };
}
