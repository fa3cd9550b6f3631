import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import type { OpenColumn } from '../../facts/index.ts';
import { dayOf, join, raw, type Sql, sql } from '../statement.ts';
import { applicationSource } from './facts-of-applications.ts';
import type { Source } from './source.ts';

/** The columns in which a step has the state at the end of its day, in place of the present state of the application. */
const stepColumns = [
  'stage',
  'is_open',
  'lead',
  'outcome',
  'awaiting_citizen_since',
  'replaced_on',
  'replaced_answered_on',
  'replaced_target_date',
  'replaced_statutory_date',
  'replaced_extended_on',
  'replaced_met_on',
  'replaced_rated_on',
  'replaced_rating',
  'replaced_solved',
] as const satisfies OpenColumn<'steps'>[];

type StepColumn = (typeof stepColumns)[number];

const then = (name: StepColumn): Sql => raw(`then_${name}`);
const now = (name: OpenColumn<'applications'>): Sql => raw(`now.${name}`);

/** Of the answer of that day: one that an upheld appeal has replaced since, or the present one. */
const ofAnswer = (replaced: StepColumn, present: Sql): Sql =>
  sql`(CASE WHEN ${then('replaced_on')} IS NULL THEN ${present} ELSE ${then(replaced)} END)`;

/** If the day had come. */
const come = (day: Sql, value: Sql = day): Sql => sql`CASE WHEN ${day} <= on_day THEN ${value} END`;

const answeredOn = ofAnswer('replaced_answered_on', now('answered_on'));
const statutoryDate = ofAnswer('replaced_statutory_date', now('statutory_date'));
const ratedOn = ofAnswer('replaced_rated_on', now('rated_on'));
const metOn = ofAnswer(
  'replaced_met_on',
  sql`CASE WHEN ${now('met_by_interim_reply')} THEN ${now('interim_replied_on')} END`,
);
const isMet = sql`coalesce(${metOn} <= on_day, false)`;
const isOpen = then('is_open');
const waitingSince = then('awaiting_citizen_since');

/**
 * Applications as they were at the end of some days, one row for each day on which they existed: `on_day`. Stage, lead
 * unit, outcome and waiting are those after the last step. Answer, dates, extension, interim reply and rating are those of
 * the answer of that day, as far as they had come; its dates are as pauses and extensions have left them since.
 */
export const applicationsOnDays = (days: readonly LocalDate[]): Source => ({
  ...applicationSource,
  table: sql`
    SELECT now.* REPLACE (
        ${then('stage')} AS stage,
        ${isOpen} AS is_open,
        ${then('lead')} AS unit,
        CASE WHEN ${then('stage')} = 'ANSWERED' THEN ${answeredOn} END AS answered_on,
        ${come(now('first_answered_on'))} AS first_answered_on,
        CASE WHEN ${then('stage')} = 'ANSWERED' THEN ${answeredOn}
          WHEN NOT ${isOpen} THEN ${now('closed_on')} END AS closed_on,
        ${then('outcome')} AS outcome,
        CASE WHEN ${then('stage')} = 'NOT_PROCESSED' THEN ${now('refusal_reason')} END AS refusal_reason,
        ${come(ratedOn, ofAnswer('replaced_rating', now('rating')))} AS rating,
        ${come(ratedOn, ofAnswer('replaced_solved', now('solved')))} AS solved,
        ${come(ratedOn)} AS rated_on,
        ${ofAnswer('replaced_target_date', now('target_date'))} AS target_date,
        ${statutoryDate} AS statutory_date,
        ${come(sql`least(${now('extended_on')}, ${then('replaced_extended_on')})`)} AS extended_on,
        ${isMet} AS met_by_interim_reply,
        ${waitingSince} AS awaiting_citizen_since,
        CASE WHEN ${isOpen} AND NOT ${isMet}
          AND (${waitingSince} IS NULL OR ${waitingSince} > ${statutoryDate}) THEN ${statutoryDate} + 1 END AS overdue_from
      ), on_day
    FROM (${join(days.map(lastSteps), ' UNION ALL ')}) AS last JOIN applications AS now ON now.app = last_app`,
  day: raw('a.on_day'),
  isOfDays: true,
});

/** The last step of each application up to the end of a day. */
const lastSteps = (day: LocalDate) => sql`
  SELECT app AS last_app, ${join(stepColumns.map((name) => raw(`${name} AS then_${name}`)))}, ${dayOf(day)} AS on_day
  FROM steps WHERE day <= ${dayOf(day)} AND (until IS NULL OR until > ${dayOf(day)})`;
