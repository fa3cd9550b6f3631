import { checkAll } from '../../../../lib/kit/check-all.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { UnitRecord } from '../../units/index.ts';
import { isClosingOfOne, steppingStones } from '../change-rules.ts';
import { closedFor, requireNewSuccessor } from '../unit-rules.ts';
import { type ActServices, changeUnit, needsSecond, type OnUnit } from './change-unit.ts';

export type Closing = OnUnit & { successorId: string };

export async function closeUnit(services: ActServices, given: Closing): Promise<UnitRecord> {
  const { log, by } = services;
  const { successorId } = given;
  checkAll({
    id: () => requireUnitId(given.id, 'id'),
    successorId: () => requireUnitId(successorId, 'successorId'),
  });
  return changeUnit(services, given, closedFor(successorId), async (directory, unit, session) => {
    const successor = requireNewSuccessor(directory, unit, successorId);
    const placedBy = await log.placersOf(
      steppingStones(directory.tree, unit._id, successorId),
      session,
    );
    const ofOne = isClosingOfOne(directory.tree, { unit, successor }, { by, placedBy });
    if (!ofOne) throw needsSecond();
  });
}
