import type { OpenColumn } from '../../facts/index.ts';
import type { ReferralDimension, ReferralMeasure, ReferralMilestone } from '../../schema-types.ts';
import { raw, sql } from '../statement.ts';
import {
  type Dimension,
  number,
  plain,
  reference,
  timeDimensions,
  unitDimension,
} from './dimensions.ts';
import { referral as r } from './facts-of-referrals.ts';
import {
  count,
  daysBetweenOf,
  distinct,
  figure,
  type Measure,
  namesDaysBetween,
  type NamesFigure,
  outcomeCounts,
  rowsWith,
  share,
  shareOfAll,
  sum,
  summary,
  summaryOfLists,
  type WithArguments,
} from './measures.ts';

/** The dimensions of referrals: each is one line. */
export const referralDimensions: Readonly<Record<ReferralDimension, Dimension>> = {
  TYPE: plain('type', r.type),
  TOPIC: reference('topic', r.topic, 'id'),
  PROVINCE: reference('province', r.province, 'code'),
  DISTRICT: reference('district', r.district, 'code'),
  UNIT: unitDimension(r.unit, r.unitGroup),
  UNIT_KIND: plain('unitKind', r.unitKind),
  FORWARDED_FROM: unitDimension(r.forwardedFrom, r.forwardedFromGroup, 'forwardedFrom'),
  STATE: plain('state', r.state),
  OUTCOME: plain('outcome', r.outcome),
  ...timeDimensions,
  DAYS_TO_FIRST_ACTION: number(r.daysToFirstAction),
  DAYS_TO_ANSWER: number(r.daysToAnswer),
  DRAFTS_REJECTED: number(r.draftsRejected),
  CLARIFICATIONS: number(r.clarifications),
};

const all = raw('count(*)');

const isObjection = sql`${r.appealKind} = 'OBJECTION'`;
const objectionIs = (state: 'UPHELD' | 'DISMISSED') =>
  sql`${isObjection} AND ${r.appealState} = ${state}`;

/** The figures about referrals: each is one line. */
export const referralMeasures: Readonly<Record<ReferralMeasure, Measure>> = {
  COUNT: count('count'),
  SHARE: shareOfAll('share'),
  APPLICATIONS: distinct('applications', r.app),
  OPEN: count('open', r.isOpen),
  OVERDUE: count('overdue', r.isOverdue),
  SHARE_OVERDUE: share('shareOverdue', rowsWith(r.isOverdue), all),
  ANSWERED: count('answered', sql`${r.state} = 'ANSWERED'`),
  RETURNED: count('returned', r.returned),
  SHARE_RETURNED: share('shareReturned', rowsWith(r.returned), all),
  FORWARDED: count('forwarded', r.forwarded),
  SHARE_FORWARDED: share('shareForwarded', rowsWith(r.forwarded), all),
  WAS_FORWARDED: count('wasForwarded', r.wasForwarded),
  ...summary('DAYS_TO_FIRST_ACTION', 'daysToFirstAction', r.daysToFirstAction),
  ...summary('DAYS_TO_ACCEPT', 'daysToAccept', r.daysToAccept),
  ...summary('DAYS_TO_ANSWER', 'daysToAnswer', r.daysToAnswer),
  ...summary('BUSINESS_DAYS_TO_ANSWER', 'businessDaysToAnswer', r.businessDaysToAnswer),
  ...outcomeCounts(r.outcome),
  DRAFTS_REJECTED_PER_REFERRAL: figure('draftsRejectedPerReferral', sql`avg(${r.draftsRejected})`),
  CLARIFICATIONS_PER_REFERRAL: figure('clarificationsPerReferral', sql`avg(${r.clarifications})`),
  SHARE_ASKING_FOR_CLARIFICATION: share(
    'shareAskingForClarification',
    rowsWith(sql`${r.clarifications} > 0`),
    all,
  ),
  INTERIM_REPLIES_PER_REFERRAL: figure('interimRepliesPerReferral', sql`avg(${r.interimReplies})`),
  APPEALS: sum('appeals', r.appeals),
  APPEALS_UPHELD: sum('appealsUpheld', r.appealsUpheld),
  APPEALS_DISMISSED: sum('appealsDismissed', r.appealsDismissed),
  SHARE_APPEALS_UPHELD: share(
    'shareAppealsUpheld',
    sql`sum(${r.appealsUpheld})`,
    sql`sum(${r.appealsUpheld} + ${r.appealsDismissed})`,
  ),
  OBJECTIONS: count('objections', isObjection),
  OBJECTIONS_UPHELD: count('objectionsUpheld', objectionIs('UPHELD')),
  OBJECTIONS_DISMISSED: count('objectionsDismissed', objectionIs('DISMISSED')),
  SHARE_OBJECTIONS_UPHELD: share(
    'shareObjectionsUpheld',
    rowsWith(objectionIs('UPHELD')),
    rowsWith(sql`${isObjection} AND ${r.appealState} <> 'PENDING'`),
  ),
  CLARIFICATIONS: sum('clarifications', r.clarifications),
  CLARIFICATIONS_ANSWERED: sum('clarificationsAnswered', r.clarificationsAnswered),
  CLARIFICATIONS_UNANSWERED: sum('clarificationsUnanswered', r.clarificationsUnanswered),
  ...summaryOfLists('DAYS_TO_SUPPLEMENT', 'daysToSupplement', r.daysToSupplement),
  APPEALS_PENDING: count('appealsPending', r.isAppealPending),
  APPEALS_OVERDUE: count('appealsOverdue', r.isAppealOverdue),
  ...summary('DAYS_TO_DECIDE_APPEAL', 'daysToDecideAppeal', r.daysToDecideAppeal),
};

/** The columns with the days of steps. */
const milestones: Readonly<Record<ReferralMilestone, OpenColumn<'referrals'>>> = {
  REFERRED: 'referred_on',
  ACCEPTED: 'accepted_on',
  REPLY_DRAFTED: 'drafted_on',
  FINAL_REPLY_DRAFTED: 'final_drafted_on',
  REPLIED: 'answered_on',
  CLOSED: 'closed_on',
  APPEALED: 'appealed_on',
  APPEAL_DECIDED: 'appeal_decided_on',
};

/** Figures that have arguments, by their fields. */
export const referralFiguresWithArguments: Readonly<Record<string, WithArguments>> = {
  daysBetween: daysBetweenOf(milestones),
};

/** How orders and conditions name them. */
export const namesReferralFigure = { daysBetween: namesDaysBetween } satisfies Readonly<
  Record<string, NamesFigure<never>>
>;
