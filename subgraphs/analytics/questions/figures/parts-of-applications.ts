import type { OpenColumn } from '../../facts/index.ts';
import { needing, raw, type Sql, sql } from '../statement.ts';
import type { Source } from './source.ts';
import { kindsOfUnits } from './unit-tree.ts';

/** The common part of referrals and steps: both are of an application and of a unit. */

const column = (name: OpenColumn<'referrals'> & OpenColumn<'steps'>): Sql => raw(name);
const ofApplication = (name: OpenColumn<'applications'>): Sql =>
  needing('application', `application_${name}`);

/** The facts of each row, as parts of statements, of a source with `joinsOfParts`. */
export const part = {
  app: column('app'),
  type: ofApplication('type'),
  topic: ofApplication('topic'),
  province: ofApplication('province'),
  district: ofApplication('district'),
  unit: column('unit'),
  unitKind: needing('unitKind', 'unit_kind'),
  unitGroup: needing('unitGroup', 'unit_group'),
} as const;

/** The joins that these parts need, for the rows of an alias. */
export const joinsOfParts = (alias: string): Source['joins'] => ({
  application: {
    columns: raw('whole.* EXCLUDE (whole_app)'),
    table: raw(`JOIN (
      SELECT app AS whole_app, type AS application_type, topic AS application_topic,
        province AS application_province, district AS application_district,
        overdue_from AS application_overdue_from
      FROM applications
    ) AS whole ON whole.whole_app = ${alias}.app`),
  },
  unitKind: {
    columns: raw('kinds.unit_kind'),
    table: sql`LEFT JOIN (${kindsOfUnits}) AS kinds ON kinds.unit_id = ${raw(alias)}.unit`,
  },
});
