import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { ApplicationAct } from './act.ts';
import { requireReceiver } from './require-receiver.ts';

const mostUnits = 10;

/** The centre refers an application to units. */
export const refer: ApplicationAct<{ unitIds: readonly string[] }> = {
  check({ unitIds }) {
    requireUnitIds(unitIds);
    return { unitIds };
  },

  perform(desk, { unitIds }) {
    for (const [index, unitId] of unitIds.entries()) {
      requireReceiver(desk, unitId, `unitIds[${index}]`);
    }
    desk.follow('REFER');
    for (const unitId of unitIds) desk.refer(unitId);
    return null;
  },
};

function requireUnitIds(unitIds: readonly string[]): void {
  if (unitIds.length < 1 || unitIds.length > mostUnits) {
    throw badInput('unitIds', 'RANGE', say`Name 1 to ${mostUnits} units.`, {
      min: 1,
      max: mostUnits,
    });
  }
  if (new Set(unitIds).size < unitIds.length) {
    throw badInput('unitIds', 'RANGE', say`Name each unit once.`);
  }
  checkAll(unitIds.map((unitId, index) => () => requireUnitId(unitId, `unitIds[${index}]`)));
}
