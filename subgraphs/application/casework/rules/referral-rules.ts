import type { ReferralState } from '../../schema-types.ts';
import { openReferralStates } from '../../record/index.ts';
import type { ReferralConsequence, ReferralRule } from './rules.ts';

/** Also while a question is unanswered: no unit has to wait forever. */
const withTheUnit: readonly ReferralState[] = ['PENDING', 'IN_PROGRESS', 'AWAITING_CITIZEN'];

/** Every action on a referral. */
export const referralRules: readonly ReferralRule[] = [
  {
    action: 'ACCEPT',
    by: 'OFFICER',
    from: ['PENDING'],
    requires: [],
    to: 'IN_PROGRESS',
    writes: { event: 'ACCEPTED', public: true },
  },
  {
    action: 'ASSIGN',
    by: 'OFFICER',
    from: openReferralStates,
    requires: ['ROOM_FOR_NOTES'],
    to: null,
    writes: { event: 'ASSIGNED', public: false },
  },
  // Law 3071, article 5: a unit that is not competent passes the matter to the competent one, and never just
  // closes it.
  {
    action: 'FORWARD',
    by: 'OFFICER',
    from: withTheUnit,
    requires: [],
    to: 'FORWARDED',
    writes: { event: 'FORWARDED', public: true },
  },
  {
    action: 'RETURN',
    by: 'OFFICER',
    from: withTheUnit,
    requires: [],
    to: 'RETURNED',
    writes: { event: 'RETURNED', public: true },
  },
  {
    action: 'REQUEST_CLARIFICATION',
    by: 'OFFICER',
    from: ['IN_PROGRESS'],
    requires: [],
    to: 'AWAITING_CITIZEN',
    writes: { event: 'CLARIFICATION_REQUESTED', public: true },
  },
  {
    action: 'DRAFT_REPLY',
    by: 'OFFICER',
    from: ['IN_PROGRESS', 'AWAITING_CITIZEN'],
    requires: [],
    to: 'AWAITING_APPROVAL',
    writes: { event: 'REPLY_DRAFTED', public: false },
  },
  {
    action: 'APPROVE_REPLY',
    by: 'OFFICER',
    from: ['AWAITING_APPROVAL'],
    draft: 'INTERIM',
    requires: ['OTHER_THAN_DRAFTER'],
    to: 'IN_PROGRESS',
    writes: { event: 'INTERIM_REPLIED', public: true },
  },
  {
    action: 'APPROVE_REPLY',
    by: 'OFFICER',
    from: ['AWAITING_APPROVAL'],
    draft: 'FINAL',
    requires: ['OTHER_THAN_DRAFTER', 'OUTCOME_OF_TYPE'],
    to: 'ANSWERED',
    writes: { event: 'REPLIED', public: true },
  },
  {
    action: 'REJECT_REPLY',
    by: 'OFFICER',
    from: ['AWAITING_APPROVAL'],
    requires: ['OTHER_THAN_DRAFTER'],
    to: 'IN_PROGRESS',
    writes: { event: 'REPLY_REJECTED', public: false },
  },
  {
    action: 'WITHDRAW_REPLY',
    by: 'OFFICER',
    from: ['AWAITING_APPROVAL'],
    requires: ['DRAFTER'],
    to: 'IN_PROGRESS',
    writes: { event: 'REPLY_WITHDRAWN', public: false },
  },
  // Law 4982, article 11.
  {
    action: 'EXTEND',
    by: 'OFFICER',
    from: openReferralStates,
    requires: ['INFORMATION_REQUEST', 'NOT_EXTENDED', 'BEFORE_STATUTORY_DATE'],
    to: null,
    writes: { event: 'EXTENDED', public: true },
  },
  {
    action: 'ADD_NOTE',
    by: 'OFFICER',
    from: [...openReferralStates, 'ANSWERED'],
    requires: ['NOT_WITHDRAWN', 'ROOM_FOR_NOTES'],
    to: null,
    writes: { event: 'NOTE_ADDED', public: false },
  },
  {
    action: 'CANCEL',
    by: 'EVALUATOR',
    from: [...openReferralStates, 'RETURNED'],
    requires: ['NOT_OF_ANOTHER_EVALUATOR', 'APPLICATION_OPEN', 'NEW_ANSWER_TO_COME'],
    to: 'CANCELLED',
    writes: { event: 'CANCELLED', public: true },
  },
];

/** Changes of referrals that follow from another move. */
export const referralConsequences: readonly ReferralConsequence[] = [
  { of: 'SUPPLEMENT', from: ['AWAITING_CITIZEN'], to: 'IN_PROGRESS', writes: null },
  // The unit continues without the answer to its question; the applicant no longer has to answer.
  {
    of: 'DRAFT_REPLY',
    from: ['AWAITING_CITIZEN'],
    to: 'IN_PROGRESS',
    writes: { event: 'CLARIFICATION_ENDED', public: true },
  },
  {
    of: 'WITHDRAW',
    from: [...openReferralStates, 'RETURNED'],
    to: 'CANCELLED',
    writes: { event: 'CANCELLED', public: false },
  },
  // A new referral settles the returned one.
  {
    of: 'REFER',
    from: ['RETURNED'],
    to: 'CANCELLED',
    writes: { event: 'CANCELLED', public: false },
  },
  // A closed unit's referrals go to its successor; those that a unit may no longer have go to the unit above.
  {
    of: 'UNIT_LEFT',
    from: openReferralStates,
    to: 'FORWARDED',
    writes: { event: 'FORWARDED', public: true },
  },
  // Or the successor has its own referral, on which it continues the work begun there.
  {
    of: 'JOINED',
    from: ['PENDING'],
    to: 'IN_PROGRESS',
    writes: { event: 'TAKEN_OVER', public: true },
  },
];
