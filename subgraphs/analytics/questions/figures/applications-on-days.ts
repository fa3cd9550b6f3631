import type { Day } from '../days.ts';
import { dayOf, join, raw, sql } from '../statement.ts';
import { applicationSource } from './facts-of-applications.ts';
import type { Source } from './source.ts';

/**
 * Applications as they were at the end of some days, one row for each day on which they existed: `on_day`. Stage and lead
 * unit follow from steps and referrals; an answer, a refusal and an interim reply count once they were given; the
 * statutory date is the present one.
 */
export const applicationsOnDays = (days: readonly Day[]): Source => ({
  ...applicationSource,
  table: sql`
    WITH days AS (SELECT unnest([${join(days.map(dayOf))}]) AS on_day), spans AS (
      SELECT app AS span_app, stage AS then_stage, day AS since,
        lead(day) OVER (PARTITION BY app ORDER BY place) AS until
      FROM steps
    ), leads AS (
      SELECT app AS lead_app, on_day AS lead_day, coalesce(
          arg_min(unit, place) FILTER (WHERE closed_on IS NULL OR closed_on > on_day),
          arg_min(unit, place) FILTER (WHERE answered_on <= on_day)
        ) AS then_unit
      FROM referrals JOIN days ON referred_on <= on_day
      GROUP BY app, on_day
    )
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
    FROM applications AS now
    JOIN days ON now.filed_on <= on_day
    JOIN spans ON span_app = now.app AND since <= on_day AND (until IS NULL OR until > on_day)
    LEFT JOIN leads ON lead_app = now.app AND lead_day = on_day`,
  day: raw('a.on_day'),
});

/** The answer of that time: the last one or, where that came later or was replaced since, the first. */
const answeredThen = raw(
  'coalesce(CASE WHEN answered_on <= on_day THEN answered_on END, first_answered_on)',
);

/** The day since which it waited for the citizen. */
const waitingThen = raw(`(CASE WHEN then_stage <> 'AWAITING_CITIZEN' THEN NULL
  WHEN awaiting_citizen_since <= on_day THEN awaiting_citizen_since ELSE since END)`);

const metThen = raw('(met_by_interim_reply AND coalesce(interim_replied_on <= on_day, false))');
