import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { OpenColumn } from '../../facts/index.ts';
import type {
  AnsweredWithinFigure,
  ApplicationDimension,
  ApplicationMeasure,
  Milestone,
} from '../../schema-types.ts';
import { needing, raw, sql, wholeOf } from '../statement.ts';
import { besideHour, besidePersons } from './beside-of-applications.ts';
import {
  type Dimension,
  number,
  plain,
  reference,
  timeDimensions,
  unitDimension,
} from './dimensions.ts';
import { application as a } from './facts-of-applications.ts';
import {
  count,
  counted,
  daysBetweenOf,
  distinct,
  figure,
  type Measure,
  type NamesFigure,
  outcomeCounts,
  rowsWith,
  share,
  shareOfAll,
  sum,
  summary,
  type WithArguments,
  namesDaysBetween,
} from './measures.ts';

/** The dimensions of applications: each is one line. */
export const applicationDimensions: Readonly<Record<ApplicationDimension, Dimension>> = {
  TYPE: plain('type', a.type),
  TOPIC: reference('topic', a.topic, 'id'),
  STAGE: plain('stage', a.stage),
  OUTCOME: plain('outcome', a.outcome),
  REFUSAL_REASON: plain('refusalReason', a.refusalReason),
  PROVINCE: reference('province', a.province, 'code'),
  DISTRICT: reference('district', a.district, 'code'),
  UNIT: unitDimension(a.unit, a.unitGroup),
  UNIT_KIND: plain('unitKind', a.unitKind),
  CHANNEL: plain('channel', a.channel),
  ...timeDimensions,
  HOUR: { ...plain('hour', a.filedHour), beside: besideHour },
  ON_DAY: plain('onDay', sql`CAST(${a.today} AS VARCHAR)`),
  RATING: number(a.rating),
  DAYS_TO_ANSWER: number(a.daysToAnswer),
  BUSINESS_DAYS_TO_ANSWER: number(a.businessDaysToAnswer),
  AGE_IN_DAYS: number(a.ageInDays),
  REFERRALS: number(a.referrals),
  FORWARDS: number(a.forwards),
  RETURNS: number(a.returns),
  CLARIFICATIONS: number(a.clarifications),
  APPEALS: number(a.appeals),
  // Beyond 6, groups would follow single persons.
  APPLICATIONS_OF_APPLICANT: {
    ...number(a.applicationsOfApplicant),
    mostLimit: 6,
    beside: besidePersons,
  },
};

const all = raw('count(*)');
const isRated = sql`${a.rating} IS NOT NULL`;

/** The figures about applications: each is one line. */
export const applicationMeasures: Readonly<Record<ApplicationMeasure, Measure>> = {
  COUNT: count('count'),
  SHARE: shareOfAll('share'),
  OPEN: count('open', a.isOpen),
  ANSWERED: count('answered', a.isAnswered),
  REFUSED: count('refused', sql`${a.stage} = 'NOT_PROCESSED'`),
  WITHDRAWN: count('withdrawn', sql`${a.stage} = 'WITHDRAWN'`),
  OVERDUE: count('overdue', a.isOverdue),
  SHARE_OVERDUE: share('shareOverdue', rowsWith(a.isOverdue), all),
  LATE: count('late', a.isLate),
  SHARE_LATE: share('shareLate', rowsWith(a.isLate), all),
  SAVED_BY_INTERIM_REPLY: count('savedByInterimReply', a.isSaved),
  SHARE_SAVED_BY_INTERIM_REPLY: share('shareSavedByInterimReply', rowsWith(a.isSaved), all),
  ...summary('DAYS_TO_ANSWER', 'daysToAnswer', a.daysToAnswer),
  ...summary('BUSINESS_DAYS_TO_ANSWER', 'businessDaysToAnswer', a.businessDaysToAnswer),
  ...summary('AGE_IN_DAYS', 'ageInDays', a.ageInDays),
  RATED: count('rated', isRated),
  SHARE_RATED: share('shareRated', rowsWith(isRated), rowsWith(a.isAnswered)),
  RATING_AVERAGE: figure('rating.average', sql`avg(${a.rating})`),
  SHARE_SOLVED: share('shareSolved', rowsWith(a.solved), sql`count(${a.solved})`),
  ...outcomeCounts(a.outcome),
  EXTENDED: count('extended', sql`${a.extendedOn} IS NOT NULL`),
  REFERRALS_PER_APPLICATION: figure('referralsPerApplication', sql`avg(${a.referrals})`),
  FORWARDS_PER_APPLICATION: figure('forwardsPerApplication', sql`avg(${a.forwards})`),
  RETURNS_PER_APPLICATION: figure('returnsPerApplication', sql`avg(${a.returns})`),
  CLARIFICATIONS_PER_APPLICATION: figure(
    'clarificationsPerApplication',
    sql`avg(${a.clarifications})`,
  ),
  INTERIM_REPLIES_PER_APPLICATION: figure(
    'interimRepliesPerApplication',
    sql`avg(${a.interimReplies})`,
  ),
  APPEALED: count('appealed', sql`${a.appeals} > 0`),
  APPEALS: sum('appeals', a.appeals),
  APPEALS_UPHELD: sum('appealsUpheld', a.appealsUpheld),
  APPEALS_DISMISSED: sum('appealsDismissed', a.appealsDismissed),
  SHARE_APPEALS_UPHELD: share(
    'shareAppealsUpheld',
    sql`sum(${a.appealsUpheld})`,
    sql`sum(${a.appealsUpheld} + ${a.appealsDismissed})`,
  ),
  OBJECTED: count('objected', sql`${a.objections} > 0`),
  OBJECTIONS: sum('objections', a.objections),
  OBJECTIONS_UPHELD: sum('objectionsUpheld', a.objectionsUpheld),
  OBJECTIONS_DISMISSED: sum('objectionsDismissed', a.objectionsDismissed),
  SHARE_OBJECTIONS_UPHELD: share(
    'shareObjectionsUpheld',
    sql`sum(${a.objectionsUpheld})`,
    sql`sum(${a.objectionsUpheld} + ${a.objectionsDismissed})`,
  ),
  APPLICANTS: distinct('applicants', raw('person')),
  REPEAT_APPLICANTS: counted(
    'repeatApplicants',
    needing('applicantInGroup', 'count(DISTINCT person) FILTER (WHERE applications_in_group > 1)'),
  ),
};

/** Figures by which groups are not ordered. */
export const otherApplicationMeasures: readonly Measure[] = [
  {
    ...figure(
      'rating.distribution',
      sql`list_value(${rowsWith(sql`${a.rating} = 1`)}, ${rowsWith(sql`${a.rating} = 2`)},
        ${rowsWith(sql`${a.rating} = 3`)}, ${rowsWith(sql`${a.rating} = 4`)},
        ${rowsWith(sql`${a.rating} = 5`)})`,
    ),
    ofNone: () => raw('[0, 0, 0, 0, 0]'),
  },
];

const mostDays = 1_000;

const answeredWithin: WithArguments = ({ days: given }, path, field) => {
  const days = Number(given);
  if (days < 0 || days > mostDays) {
    const message = say`days must be between 0 and ${mostDays}.`;
    throw badInput(`${field}.days`, 'RANGE', message, { min: 0, max: mostDays });
  }
  // Day N has to be over: who was filed N days ago can still be answered on it.
  const isOld = sql`${a.today} - ${a.filedOn} > ${wholeOf(days)}`;
  const isWithin = sql`${isOld} AND ${a.daysToAnswer} <= ${wholeOf(days)}`;
  return [share(path, rowsWith(isWithin), rowsWith(isOld))];
};

/** The columns with the days of first steps. */
const milestones: Readonly<Record<Milestone, OpenColumn<'applications'>>> = {
  FILED: 'filed_on',
  CLAIMED: 'first_claimed',
  REFERRED: 'first_referred',
  ACCEPTED: 'first_accepted',
  CLARIFICATION_REQUESTED: 'first_asked',
  SUPPLEMENTED: 'first_supplemented',
  REPLY_DRAFTED: 'first_drafted',
  INTERIM_REPLIED: 'first_interim_replied',
  REPLIED: 'first_replied',
  FORWARDED: 'first_forwarded',
  RETURNED: 'first_returned',
  EXTENDED: 'first_extended',
  RATED: 'first_rated',
  APPEALED: 'first_appealed',
  REFUSED: 'first_refused',
  WITHDRAWN: 'first_withdrawn',
  APPEAL_DECIDED: 'first_appeal_decided',
};

/** Figures that have arguments, by their fields. */
export const applicationFiguresWithArguments: Readonly<Record<string, WithArguments>> = {
  shareAnsweredWithin: answeredWithin,
  daysBetween: daysBetweenOf(milestones),
};

/** How orders and conditions name them. */
export const namesApplicationFigure = {
  shareAnsweredWithin: (args: AnsweredWithinFigure) => ({ args: { ...args }, leaf: null }),
  daysBetween: namesDaysBetween,
} satisfies Readonly<Record<string, NamesFigure<never>>>;
