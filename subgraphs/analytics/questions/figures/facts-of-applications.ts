import type { OpenColumn } from '../../facts/index.ts';
import { needing, raw, type Sql, sql } from '../statement.ts';
import { kindsOfUnits } from './unit-tree.ts';
import type { Source } from './source.ts';

/** The vocabulary of questions about applications: the columns of the copy, and what is computed from them. */

const column = (name: OpenColumn<'applications'>): Sql => raw(name);

/** The facts of an application, as parts of statements. Each is one column of the rows that `applicationSource` gives. */
export const application = {
  type: column('type'),
  topic: column('topic'),
  province: column('province'),
  district: column('district'),
  stage: column('stage'),
  channel: column('channel'),
  unit: column('unit'),
  unitKind: needing('unitKind', 'unit_kind'),
  unitGroup: needing('unitGroup', 'unit_group'),
  filedOn: column('filed_on'),
  filedHour: column('filed_hour'),
  targetDate: column('target_date'),
  statutoryDate: column('statutory_date'),
  answeredOn: column('answered_on'),
  firstAnsweredOn: column('first_answered_on'),
  closedOn: column('closed_on'),
  extendedOn: column('extended_on'),
  overdueFrom: column('overdue_from'),
  outcome: column('outcome'),
  refusalReason: column('refusal_reason'),
  rating: column('rating'),
  solved: column('solved'),
  referrals: column('referrals'),
  forwards: column('forwards'),
  returns: column('returns'),
  clarifications: column('clarifications'),
  interimReplies: column('interim_replies'),
  appeals: column('appeals'),
  appealsUpheld: column('appeals_upheld'),
  appealsDismissed: column('appeals_dismissed'),
  objections: column('objections'),
  objectionsUpheld: column('objections_upheld'),
  objectionsDismissed: column('objections_dismissed'),
  isOpen: column('is_open'),
  hasDraft: column('has_draft'),
  isAnswered: raw(`stage = 'ANSWERED'`),
  isOverdue: raw('is_overdue'),
  isLate: raw('is_late'),
  isSaved: raw('is_saved'),
  daysToAnswer: raw('days_to_answer'),
  businessDaysToAnswer: needing('businessDays', 'business_days_to_answer'),
  ageInDays: raw('age_in_days'),
  businessDaysUntilDue: needing('dueDays', 'business_days_until_due'),
  applicationsOfApplicant: needing('applicant', 'applications_of_applicant'),
  today: raw('today'),
} as const;

/** The facts that are computed for each row, in this order. The later may use the earlier. */
const computed = raw(`
  coalesce(overdue_from <= today, false) AS is_overdue,
  coalesce(answered_on > statutory_date, false) OR (is_open AND statutory_date < today
    AND (awaiting_citizen_since IS NULL OR awaiting_citizen_since > statutory_date)) AS is_past,
  is_overdue OR coalesce(answered_on > statutory_date AND NOT met_by_interim_reply, false)
    OR coalesce(late_answer_on <= today, false) AS is_late,
  (is_past AND met_by_interim_reply OR coalesce(saved_answer_on <= today, false)) AND NOT is_late AS is_saved,
  first_answered_on - filed_on AS days_to_answer,
  CASE WHEN is_open THEN today - filed_on END AS age_in_days`);

const joins = {
  unitKind: {
    columns: raw('kinds.unit_kind'),
    table: sql`LEFT JOIN (${kindsOfUnits}) AS kinds ON kinds.unit_id = a.unit`,
  },
  businessDays: {
    columns: raw('answer_day.ordinal - filing_day.ordinal AS business_days_to_answer'),
    table: raw(`LEFT JOIN business_days AS filing_day ON filing_day.day = a.filed_on
      LEFT JOIN business_days AS answer_day ON answer_day.day = a.first_answered_on`),
  },
  dueDays: {
    columns: raw('due_day.ordinal - this_day.ordinal AS business_days_until_due'),
    table: raw(`LEFT JOIN business_days AS due_day ON due_day.day = a.statutory_date
      LEFT JOIN business_days AS this_day ON this_day.day = a.today`),
  },
} as const;

export const applicationSource: Source = {
  table: raw('SELECT * FROM applications'),
  alias: 'a',
  computed,
  joins,
  /** The day by which the tree of then is looked up. */
  day: raw('a.filed_on'),
  isOfDays: false,
};
