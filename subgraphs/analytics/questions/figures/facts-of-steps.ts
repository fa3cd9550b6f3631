import type { OpenColumn } from '../../facts/index.ts';
import { needing, raw, type Sql, sql } from '../statement.ts';
import { wholeApplication } from './facts-of-referrals.ts';
import type { Source } from './source.ts';
import { kindsOfUnits } from './unit-tree.ts';

/** The vocabulary of questions about steps. */

const column = (name: OpenColumn<'steps'>): Sql => raw(name);
const ofApplication = (name: OpenColumn<'applications'>): Sql =>
  needing('application', `application_${name}`);

/** What a step has, as parts of statements. Each is one column of the rows that `stepSource` gives. */
export const step = {
  app: column('app'),
  kind: column('kind'),
  type: ofApplication('type'),
  topic: ofApplication('topic'),
  province: ofApplication('province'),
  district: ofApplication('district'),
  unit: column('unit'),
  unitKind: needing('unitKind', 'unit_kind'),
  unitGroup: needing('unitGroup', 'unit_group'),
  day: column('day'),
  isSettled: raw('is_settled'),
  daysToSettle: raw('days_to_settle'),
} as const;

/** What is computed of each row, in this order. The later may use the earlier. */
const computed = raw(`
  coalesce(ended_by IN ('SUPPLEMENTED', 'APPEAL_UPHELD', 'APPEAL_DISMISSED'), false) AS is_settled,
  CASE WHEN is_settled THEN ended_on - day END AS days_to_settle`);

export const stepSource = (kinds: readonly string[]): Source => ({
  // What the system passes on is no act of the unit, though it has the same name.
  table: sql`SELECT * FROM steps WHERE (kind <> 'FORWARDED' OR NOT automatic)
    AND kind IN (${raw(kinds.map((kind) => `'${kind}'`).join(', '))})`,
  alias: 's',
  computed,
  joins: {
    application: wholeApplication('s'),
    unitKind: {
      columns: raw('kinds.unit_kind'),
      table: sql`LEFT JOIN (${kindsOfUnits}) AS kinds ON kinds.unit_id = s.unit`,
    },
  },
  day: raw('s.day'),
  isOfDays: false,
});
