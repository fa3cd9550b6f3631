import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { ApplicationDimension, ApplicationMeasure } from '../../schema-types.ts';
import { needing, raw, sql, valueOfEnum, wholeOf } from '../statement.ts';
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
  distinct,
  figure,
  type Measure,
  outcomeCounts,
  rowsWith,
  share,
  shareOfAll,
  sum,
  summary,
  type WithArguments,
} from './measures.ts';

/** What applications are grouped by: each is one line. */
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
  HOUR: plain('hour', a.filedHour),
  ON_DAY: plain('onDay', sql`CAST(${a.today} AS VARCHAR)`),
  RATING: number(a.rating),
  DAYS_TO_ANSWER: number(a.daysToAnswer),
  BUSINESS_DAYS_TO_ANSWER: number(a.businessDaysToAnswer),
  AGE_IN_DAYS: number(a.ageInDays),
  REFERRALS: number(a.referrals),
  APPLICATIONS_OF_APPLICANT: number(a.applicationsOfApplicant),
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
  APPLICANTS: distinct('applicants', raw('person')),
  REPEAT_APPLICANTS: {
    path: 'repeatApplicants',
    value: needing(
      'applicantInGroup',
      'count(DISTINCT person) FILTER (WHERE applications_in_group > 1)',
    ),
    isCount: true,
  },
};

/** Figures by which groups are not ordered. */
export const otherApplicationMeasures: readonly Measure[] = [
  figure(
    'rating.distribution',
    sql`list_value(${rowsWith(sql`${a.rating} = 1`)}, ${rowsWith(sql`${a.rating} = 2`)},
      ${rowsWith(sql`${a.rating} = 3`)}, ${rowsWith(sql`${a.rating} = 4`)},
      ${rowsWith(sql`${a.rating} = 5`)})`,
  ),
];

const mostDays = 1_000;

const answeredWithin: WithArguments = ({ days: given }, path) => {
  const days = Number(given);
  if (days < 0 || days > mostDays) {
    const message = say`days must be between 0 and ${mostDays}.`;
    throw badInput('groups.shareAnsweredWithin.days', 'RANGE', message, { min: 0, max: mostDays });
  }
  const isOld = sql`${a.today} - ${a.filedOn} >= ${wholeOf(days)}`;
  const isWithin = sql`${isOld} AND ${a.daysToAnswer} <= ${wholeOf(days)}`;
  return { measures: [share(path, rowsWith(isWithin), rowsWith(isOld))], joins: {} };
};

/** The days from the first step of a kind to the first later one of another kind. */
const daysBetween: WithArguments = ({ from, to }, path) => {
  const between = `between ${valueOfEnum(from)} ${valueOfEnum(to)}`;
  const name = raw(`"${between}"`);
  return {
    measures: Object.values(summary('DAYS', path, needing(between, `"${between}"`))),
    joins: {
      [between]: {
        columns: sql`${name}.days AS ${name}`,
        table: sql`LEFT JOIN (
          SELECT first.app, min(later.day) - first.day AS days
          FROM (
            SELECT app, min(place) AS place, arg_min(day, place) AS day
            FROM steps WHERE kind = ${String(from)} GROUP BY app
          ) AS first
          JOIN steps AS later ON later.app = first.app AND later.kind = ${String(to)}
            AND later.place > first.place
          GROUP BY first.app, first.day
        ) AS ${name} ON ${name}.app = a.app`,
      },
    },
  };
};

/** Figures that have arguments, by their fields. */
export const applicationFiguresWithArguments: Readonly<Record<string, WithArguments>> = {
  shareAnsweredWithin: answeredWithin,
  daysBetween,
};
