import type { OpenColumn } from '../../facts/index.ts';
import { needing, raw, type Sql } from '../statement.ts';
import { joinsOfParts, part } from './parts-of-applications.ts';
import type { Source } from './source.ts';

/** The vocabulary of questions about referrals. */

const column = (name: OpenColumn<'referrals'>): Sql => raw(name);

/** The facts of a referral, as parts of statements. Each is one column of the rows that `referralSource` gives. */
export const referral = {
  ...part,
  forwardedFrom: column('forwarded_from'),
  forwardedFromGroup: needing('forwardedFromGroup', 'forwarded_from_group'),
  state: column('state'),
  outcome: column('outcome'),
  referredOn: column('referred_on'),
  answeredOn: column('answered_on'),
  closedOn: column('closed_on'),
  isOpen: column('is_open'),
  /** A referral has no date of its own: it is overdue with its application. */
  isOverdue: needing(
    'application',
    '(is_open AND coalesce(application_overdue_from <= today, false))',
  ),
  returned: column('returned'),
  forwarded: column('forwarded'),
  wasForwarded: raw('forwarded_from IS NOT NULL'),
  hasDraft: column('has_draft'),
  draftsRejected: column('drafts_rejected'),
  clarifications: column('clarifications'),
  clarificationsAnswered: column('clarifications_answered'),
  clarificationsUnanswered: column('clarifications_unanswered'),
  /** Of each answered question of the referral. */
  daysToSupplement: needing('questions', 'days_to_supplement'),
  interimReplies: column('interim_replies'),
  appeals: column('appeals'),
  appealsUpheld: column('appeals_upheld'),
  appealsDismissed: column('appeals_dismissed'),
  appealKind: column('appeal_kind'),
  appealState: column('appeal_state'),
  appealedOn: column('appealed_on'),
  appealDecidedOn: column('appeal_decided_on'),
  isAppealPending: raw('is_appeal_pending'),
  isAppealOverdue: raw('is_appeal_overdue'),
  daysToDecideAppeal: raw('days_to_decide_appeal'),
  daysToFirstAction: raw('days_to_first_action'),
  daysToAccept: raw('days_to_accept'),
  daysToAnswer: raw('days_to_answer'),
  businessDaysToAnswer: needing('businessDays', 'business_days_to_answer'),
} as const;

/** The facts that are computed for each row. */
const computed = raw(`
  first_action_on - referred_on AS days_to_first_action,
  accepted_on - referred_on AS days_to_accept,
  answered_on - referred_on AS days_to_answer,
  coalesce(appeal_state = 'PENDING', false) AS is_appeal_pending,
  is_appeal_pending AND coalesce(appeal_due_on < today, false) AS is_appeal_overdue,
  appeal_decided_on - appealed_on AS days_to_decide_appeal`);

export const referralSource: Source = {
  table: raw('SELECT * FROM referrals'),
  alias: 'r',
  computed,
  joins: {
    ...joinsOfParts('r'),
    questions: {
      columns: raw('asked.days_to_supplement'),
      table: raw(`LEFT JOIN (
        SELECT app AS asked_app, referral AS asked_place, list(ended_on - day) AS days_to_supplement
        FROM steps WHERE kind = 'CLARIFICATION_REQUESTED' AND ended_by = 'SUPPLEMENTED'
        GROUP BY app, referral
      ) AS asked ON asked.asked_app = r.app AND asked.asked_place = r.place`),
    },
    businessDays: {
      columns: raw('answer_day.ordinal - referral_day.ordinal AS business_days_to_answer'),
      table: raw(`LEFT JOIN business_days AS referral_day ON referral_day.day = r.referred_on
        LEFT JOIN business_days AS answer_day ON answer_day.day = r.answered_on`),
    },
  },
  day: raw('r.referred_on'),
  isOfDays: false,
};
