import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireActiveUnit } from '../../../../lib/kit/require-active-unit.ts';
import { isKeptFrom } from '../../../../lib/kit/unit-lineage.ts';
import type { Desk } from '../desk.ts';

/**
 * @throws `BAD_USER_INPUT` unless a unit may receive the application: it exists, is active, does not have it yet, and the
 * application is not kept from it.
 */
export function requireReceiver(
  { application, referrals, units }: Desk,
  unitId: string,
  field: string,
): void {
  requireActiveUnit(units, unitId, field);
  if (referrals.some((referral) => referral.open && referral.unitId === unitId)) {
    throw badInput(field, 'CONFLICT', say`The unit ${unitId} has the application already.`);
  }
  if (isKeptFrom(application, unitId, units)) {
    const message = say`The application is about the head of this unit or of a unit above it. Choose the unit above.`;
    throw badInput(field, 'CONFLICT', message);
  }
}
