import { badInput } from '../../../../lib/kit/errors.ts';
import { isKeptFrom } from '../../record/index.ts';
import type { ReferralAct } from './act.ts';
import { checkReason } from './lengths.ts';
import { requireActiveUnit } from './require-active-unit.ts';

/** A unit passes a referral on to another unit. */
export const forward: ReferralAct<{ unitId: string; reason: string }> = {
  check: ({ unitId, reason }) => ({ unitId, reason: checkReason(reason) }),

  perform(desk, referral, { unitId, reason }) {
    requireActiveUnit(desk.units, unitId, 'unitId');
    const holder = desk.referrals.find(({ open, unitId: id }) => open && id === unitId);
    if (holder) {
      throw badInput('unitId', 'CONFLICT', `The unit ${unitId} has the application already.`);
    }
    if (isKeptFrom(desk.application, unitId, desk.units)) {
      const message = 'The application is about the head of this unit, or of one above it.';
      throw badInput('unitId', 'CONFLICT', message);
    }
    referral.reason = reason;
    return { note: reason, next: () => desk.refer(unitId, referral) };
  },
};
