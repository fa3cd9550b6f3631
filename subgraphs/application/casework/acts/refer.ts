import { badInput } from '../../../../lib/kit/errors.ts';
import { isKeptFrom } from '../../record/index.ts';
import type { Desk } from '../desk.ts';
import type { ApplicationAct } from './act.ts';
import { requireActiveUnit } from './require-active-unit.ts';

const mostUnits = 10;

/** The centre refers an application to units. */
export const refer: ApplicationAct<{ unitIds: readonly string[] }> = {
  check: ({ unitIds }) => ({ unitIds }),

  perform(desk, { unitIds }) {
    requireUnits(desk, unitIds);
    desk.follow('REFER');
    for (const unitId of unitIds) desk.refer(unitId);
    return null;
  },
};

function requireUnits({ application, referrals, units }: Desk, unitIds: readonly string[]): void {
  if (unitIds.length < 1 || unitIds.length > mostUnits) {
    throw badInput('unitIds', 'RANGE', `Name 1 to ${mostUnits} units.`);
  }
  if (new Set(unitIds).size < unitIds.length) {
    throw badInput('unitIds', 'RANGE', 'Name each unit once.');
  }
  for (const unitId of unitIds) {
    requireActiveUnit(units, unitId, 'unitIds');
    if (referrals.some((referral) => referral.open && referral.unitId === unitId)) {
      throw badInput('unitIds', 'CONFLICT', `The unit ${unitId} has the application already.`);
    }
    if (isKeptFrom(application, unitId, units)) {
      const message =
        'It is about the head of this unit, or of one above: refer it to the unit above.';
      throw badInput('unitIds', 'CONFLICT', message);
    }
  }
}
