import type {
  ApplicationDimension,
  ApplicationFilter,
  ApplicationGroup,
} from '../../schema-types.ts';
import type { Beside } from './dimensions.ts';

/** Without a place below the province, and without days. */
const coarse = [
  'TYPE',
  'TOPIC',
  'STAGE',
  'OUTCOME',
  'REFUSAL_REASON',
  'PROVINCE',
  'UNIT_KIND',
  'CHANNEL',
  'YEAR',
  'QUARTER',
  'MONTH',
] as const satisfies readonly ApplicationDimension[];

/**
 * The hour of filing is shown without a date finer than a month and without a place below the province. So nothing may
 * be beside it that is of a unit or of days: of filing or of what is counted from it, such as the statutory date, the days
 * to the answer, or whether it is late. With a range of months alone, each of these would tell the day of filing of few.
 */
export const besideHour: Beside = {
  dimensions: [
    ...coarse,
    'WEEKDAY',
    'RATING',
    'REFERRALS',
    'FORWARDS',
    'RETURNS',
    'CLARIFICATIONS',
    'APPEALS',
  ] satisfies ApplicationDimension[],
  others: {
    by: 'FILED',
    figures: [
      'count',
      'share',
      'open',
      'answered',
      'refused',
      'withdrawn',
      'rated',
      'shareRated',
      'rating',
      'shareSolved',
      'outcomes',
      'extended',
      'referralsPerApplication',
      'forwardsPerApplication',
      'returnsPerApplication',
      'clarificationsPerApplication',
      'interimRepliesPerApplication',
      'appealed',
      'appeals',
      'appealsUpheld',
      'appealsDismissed',
      'shareAppealsUpheld',
      'objected',
      'objections',
      'objectionsUpheld',
      'objectionsDismissed',
      'shareObjectionsUpheld',
      'applicants',
      'repeatApplicants',
    ] satisfies (keyof ApplicationGroup)[],
    conditions: [
      'types',
      'topicIds',
      'stages',
      'outcomes',
      'refusalReasons',
      'provinceCodes',
      'unitKinds',
      'channels',
      'open',
      'hasDraft',
      'rating',
      'solved',
      'extended',
      'referrals',
      'forwards',
      'returns',
      'clarifications',
      'interimReplies',
      'appeals',
      'appealsUpheld',
      'objections',
      'objectionsUpheld',
    ] satisfies (keyof ApplicationFilter)[],
    months: ['filedOn'] satisfies (keyof ApplicationFilter)[],
  },
};

/** The number of a person's applications: beside days, places or numbers, groups would follow single persons. */
export const besidePersons: Beside = {
  dimensions: [...coarse, 'ON_DAY'] satisfies ApplicationDimension[],
};
