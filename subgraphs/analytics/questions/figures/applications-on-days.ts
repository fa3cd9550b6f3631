import type { Day } from '../days.ts';
import { dayOf, join, raw, sql } from '../statement.ts';
import { applicationSource } from './facts-of-applications.ts';
import type { Source } from './source.ts';

/**
 * Applications as they were at the end of some days, one row for each day on which they existed: `on_day`. Stage and lead
 * unit are those after the last step; an answer, a refusal and an interim reply count once they were given; the
 * statutory date is the present one.
 */
export const applicationsOnDays = (days: readonly Day[]): Source => ({
  ...applicationSource,
  table: sql`
    SELECT now.* REPLACE (
        then_stage AS stage,
        then_unit AS unit,
        CASE WHEN then_stage = 'ANSWERED' THEN ${answeredThen} END AS answered_on,
        CASE WHEN first_answered_on <= on_day THEN first_answered_on END AS first_answered_on,
        CASE then_stage WHEN 'ANSWERED' THEN ${answeredThen} WHEN 'NOT_PROCESSED' THEN closed_on
          WHEN 'WITHDRAWN' THEN closed_on END AS closed_on,
        CASE WHEN first_answered_on <= on_day THEN outcome END AS outcome,
        CASE WHEN then_stage = 'NOT_PROCESSED' THEN refusal_reason END AS refusal_reason,
        ${metThen} AS met_by_interim_reply,
        ${waitingThen} AS awaiting_citizen_since,
        CASE WHEN then_stage NOT IN ('ANSWERED', 'NOT_PROCESSED', 'WITHDRAWN') AND NOT ${metThen}
          AND coalesce(${waitingThen} > statutory_date, true) THEN statutory_date + 1 END AS overdue_from
      ), on_day
    FROM (${join(days.map(lastSteps), ' UNION ALL ')}) AS last JOIN applications AS now ON now.app = last_app`,
  day: raw('a.on_day'),
  isOfDays: true,
});

/** The last step of each application up to the end of a day. */
const lastSteps = (day: Day) => sql`
  SELECT app AS last_app, stage AS then_stage, lead AS then_unit, day AS since, ${dayOf(day)} AS on_day
  FROM steps WHERE day <= ${dayOf(day)} AND (until IS NULL OR until > ${dayOf(day)})`;

/** The answer of that time: the last one or, where that came later or was replaced since, the first. */
const answeredThen = raw(
  'coalesce(CASE WHEN answered_on <= on_day THEN answered_on END, first_answered_on)',
);

/** The day since which it waited for the citizen. */
const waitingThen = raw(`(CASE WHEN then_stage <> 'AWAITING_CITIZEN' THEN NULL
  WHEN awaiting_citizen_since <= on_day THEN awaiting_citizen_since ELSE since END)`);

const metThen = raw('(met_by_interim_reply AND coalesce(interim_replied_on <= on_day, false))');
