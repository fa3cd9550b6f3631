import type { ReferralFilter } from '../../schema-types.ts';
import { referral as r } from '../figures/facts-of-referrals.ts';
import { inUnits, ofKinds } from '../figures/unit-tree.ts';
import { sql, type Sql } from '../statement.ts';
import { ofApplication } from './of-application.ts';
import { type Conditions, inDays, inNumbers, oneOf, whether } from './conditions.ts';

const ofUnit = (units: Sql): Sql => sql`${r.unit} IN ${units}`;

/** The condition of each field of the filter of referrals. */
export const referralConditions: Conditions<ReferralFilter> = {
  application: ofApplication(r.app),
  units: inUnits(ofUnit),
  unitKinds: ofKinds(ofUnit),
  states: oneOf(r.state, 8),
  outcomes: oneOf(r.outcome, 6),
  referredOn: inDays(r.referredOn, 'past'),
  answeredOn: inDays(r.answeredOn, 'past'),
  closedOn: inDays(r.closedOn, 'past'),
  open: whether(r.isOpen),
  overdue: whether(r.isOverdue),
  returned: whether(r.returned),
  forwarded: whether(r.forwarded),
  wasForwarded: whether(r.wasForwarded),
  forwardedFrom: inUnits((units) => sql`${r.forwardedFrom} IN ${units}`),
  hasDraft: whether(r.hasDraft),
  daysToFirstAction: inNumbers(r.daysToFirstAction),
  daysToAnswer: inNumbers(r.daysToAnswer),
  draftsRejected: inNumbers(r.draftsRejected),
  clarifications: inNumbers(r.clarifications),
  appeals: inNumbers(r.appeals),
  appealKinds: oneOf(r.appealKind, 2),
  appealedOn: inDays(r.appealedOn, 'past'),
  appealDecidedOn: inDays(r.appealDecidedOn, 'past'),
  appealPending: whether(r.isAppealPending),
  appealOverdue: whether(r.isAppealOverdue),
};
