import type { OpenColumn } from '../../facts/index.ts';
import { raw, type Sql, sql } from '../statement.ts';
import { joinsOfParts, part } from './parts-of-applications.ts';
import type { Source } from './source.ts';

/** The vocabulary of questions about steps. */

const column = (name: OpenColumn<'steps'>): Sql => raw(name);

/** The facts of a step, as parts of statements. Each is one column of the rows that `stepSource` gives. */
export const step = {
  ...part,
  kind: column('kind'),
  day: column('day'),
  isSettled: raw('is_settled'),
  daysToSettle: raw('days_to_settle'),
} as const;

/** The facts that are computed for each row, in this order. The later may use the earlier. */
const computed = raw(`
  coalesce(ended_by IN ('SUPPLEMENTED', 'APPEAL_UPHELD', 'APPEAL_DISMISSED'), false) AS is_settled,
  CASE WHEN is_settled THEN ended_on - day END AS days_to_settle`);

export const stepSource = (kinds: readonly string[]): Source => ({
  // A referral that the system passes on is no act of the unit, though it has the same name.
  table: sql`SELECT * FROM steps WHERE (kind <> 'FORWARDED' OR NOT automatic)
    AND kind IN (${raw(kinds.map((kind) => `'${kind}'`).join(', '))})`,
  alias: 's',
  computed,
  joins: joinsOfParts('s'),
  day: raw('s.day'),
  isOfDays: false,
});
