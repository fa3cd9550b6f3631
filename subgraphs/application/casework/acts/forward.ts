import { checkAll } from '../../../../lib/kit/check-all.ts';
import { clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { ReferralDocument } from '../../record/index.ts';
import type { Desk } from '../desk.ts';
import type { ReferralAct } from './act.ts';
import { checkReason } from './lengths.ts';
import { requireReceiver } from './require-receiver.ts';

/** How often a unit may receive an application before the centre has to decide: once, and returned once. */
const mostTimes = 2;
/** Units shown of a chain. */
const mostShown = 20;

/** A unit passes a referral on to another unit. */
export const forward: ReferralAct<{ unitId: string; reason: string }> = {
  check({ unitId, reason }) {
    const checked = checkAll({
      unitId: () => requireUnitId(unitId, 'unitId'),
      reason: () => checkReason(reason),
    });
    return { unitId, reason: checked.reason };
  },

  perform(desk, referral, { unitId, reason }) {
    requireReceiver(desk, unitId, 'unitId');
    requireNoCircle(desk, referral, unitId);
    referral.reason = reason;
    return { note: reason, next: () => desk.refer(unitId, referral) };
  },
};

/**
 * @throws `BAD_USER_INPUT`, with the chain of units, if the unit has passed the application on so often since the centre
 * referred it that units alone do not agree on who is competent.
 */
function requireNoCircle(desk: Desk, referral: ReferralDocument, unitId: string): void {
  const chain = chainTo(referral, desk);
  if (chain.filter((earlier) => earlier === unitId).length < mostTimes) return;
  const message = say`The unit ${unitId} has passed the application on ${mostTimes} times. Return it to the centre, which decides.`;
  throw clientError('BAD_USER_INPUT', message, {
    field: 'unitId',
    reason: 'CONFLICT',
    chain: chain.slice(-mostShown),
  });
}

/** The units that have had the application since the centre referred it, up to this referral's. */
function chainTo(referral: ReferralDocument, { referrals }: Desk): string[] {
  const chain: string[] = [];
  let link: ReferralDocument | undefined = referral;
  while (link) {
    const { forwardedFrom, unitId }: ReferralDocument = link;
    chain.unshift(unitId);
    link = forwardedFrom ? referrals.find(({ _id }) => _id.equals(forwardedFrom)) : undefined;
  }
  return chain;
}
