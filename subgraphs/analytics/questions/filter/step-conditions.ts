import type { StepFilter } from '../../schema-types.ts';
import { step as s } from '../figures/facts-of-steps.ts';
import { inUnits, ofKinds } from '../figures/unit-tree.ts';
import { sql, type Sql } from '../statement.ts';
import { type Conditions, inDays, oneOf } from './conditions.ts';
import { ofApplication } from './of-application.ts';

const ofUnit = (units: Sql): Sql => sql`${s.unit} IN ${units}`;

/** The condition of each field of the filter of steps. */
export const stepConditions: Conditions<StepFilter> = {
  application: ofApplication(s.app),
  kinds: oneOf(s.kind, 24),
  units: inUnits(ofUnit),
  unitKinds: ofKinds(ofUnit),
  on: inDays(s.day, 'past'),
};
