import type { ReferralState, Stage } from '../../schema-types.ts';
import { listOf, sql, type Sql } from '../statement.ts';

/** Whether an application in this stage still awaits its answer. A test compares it with the rule of `application`. */
const awaitsAnswer: Readonly<Record<Stage, boolean>> = {
  RECEIVED: true,
  UNDER_EVALUATION: true,
  REFERRED: true,
  IN_PROGRESS: true,
  AWAITING_APPROVAL: true,
  AWAITING_CITIZEN: true,
  ANSWERED: false,
  NOT_PROCESSED: false,
  WITHDRAWN: false,
};

/** Whether a unit is still responsible for a referral in this state, compared in the same way. */
const isWithUnit: Readonly<Record<ReferralState, boolean>> = {
  PENDING: true,
  IN_PROGRESS: true,
  AWAITING_APPROVAL: true,
  AWAITING_CITIZEN: true,
  ANSWERED: false,
  FORWARDED: false,
  RETURNED: false,
  CANCELLED: false,
};

const isAmong = (value: Sql, open: Readonly<Record<string, boolean>>): Sql =>
  sql`${value} IN ${listOf(Object.keys(open).filter((each) => open[each]))}`;

/** Whether the application of a stage is open. */
export const isOpenStage = (stage: Sql): Sql => isAmong(stage, awaitsAnswer);

/** Whether the referral of a state is open. */
export const isOpenState = (state: Sql): Sql => isAmong(state, isWithUnit);
