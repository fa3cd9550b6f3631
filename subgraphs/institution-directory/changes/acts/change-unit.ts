import type { ClientSession } from 'mongoose';
import { clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { type Directory, requireUnit } from '../../held/index.ts';
import { isSame, type UnitRecord } from '../../units/index.ts';
import type { ChangeLog } from '../change-log.ts';
import { requireChangeable } from '../unit-rules.ts';
import type { UnitStore } from '../unit-store.ts';

/** The dependencies of the acts of one administrator. */
export interface ActServices {
  store: UnitStore;
  log: ChangeLog;
  /** The administrator who acts. */
  by: string;
}

/** The unit that an act changes, and the version on which the administrator decided, if they name one. */
export interface OnUnit {
  id: string;
  expectedVersion?: number | null | undefined;
}

type Requirement = (
  directory: Directory,
  unit: UnitRecord,
  session: ClientSession,
) => void | Promise<void>;

/** Whom the record names: an administrator who acts alone. */
export const makerIn = ({ by }: ActServices) => ({ by, proposal: null });

/**
 * Changes an existing unit that is not closed. A unit that already has the requested form may have been
 * changed by the same call, whose answer was lost: the call then succeeds as it would have.
 */
export function changeUnit(
  services: ActServices,
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

/** The refusal of a change that would show officers the inbox of another unit. */
export function needsSecond() {
  const message = say`This takes a second administrator, since officers would see the inbox of another unit: propose it with proposeUnitChange, and another administrator approves it with approveUnitChange.`;
  return clientError('FORBIDDEN', message, { requirement: 'SECOND_ADMINISTRATOR' });
}
