import type {
  ApplicationDay,
  ApplicationDimension,
  ApplicationFilter,
  ApplicationGroup,
} from '../../schema-types.ts';
import { applicationConditions } from '../filter/application-conditions.ts';
import { applicationsOnDays } from './applications-on-days.ts';
import { application, applicationSource } from './facts-of-applications.ts';
import {
  applicationDimensions,
  applicationFiguresWithArguments,
  applicationMeasures,
  namesApplicationFigure,
  otherApplicationMeasures,
} from './figures-of-applications.ts';
import type { Beside } from './beside.ts';
import type { Subject } from './subject.ts';

const days: Readonly<Record<ApplicationDay, Subject<ApplicationFilter>['days'][string]>> = {
  FILED: { day: application.filedOn, field: 'filedOn' },
  ANSWERED: { day: application.answeredOn, field: 'answeredOn' },
  CLOSED: { day: application.closedOn, field: 'closedOn' },
  DUE: { day: application.statutoryDate, field: 'dueOn' },
};

/**
 * The hour of filing is shown without a date finer than a month and without a place below the province. So nothing may
 * be beside it that is of a unit or of days: of filing or of what is counted from it, such as the statutory date, the days
 * to the answer, or whether it is late. With a range of months alone, each of these would tell the day of filing of few.
 */
const besideHour: Beside = {
  dimension: 'HOUR',
  by: 'FILED',
  dimensions: [
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
    'WEEKDAY',
    'RATING',
    'REFERRALS',
    'FORWARDS',
    'RETURNS',
    'CLARIFICATIONS',
    'APPEALS',
  ] satisfies ApplicationDimension[],
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
};

export const applicationSubject: Subject<ApplicationFilter> = {
  field: 'applicationStatistics',
  source: applicationSource,
  conditions: applicationConditions,
  dimensions: applicationDimensions,
  figures: {
    measures: applicationMeasures,
    others: otherApplicationMeasures,
    withArguments: applicationFiguresWithArguments,
    names: namesApplicationFigure,
  },
  days,
  onDays: applicationsOnDays,
  beside: besideHour,
};
