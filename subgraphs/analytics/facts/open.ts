import type { ReferralState, Stage } from '../schema-types.ts';

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

/** Whether the application of a stage is open. */
export const isOpenStage = (stage: string): boolean => isTrue(awaitsAnswer, stage);

/** Whether the referral of a state is open. */
export const isOpenState = (state: string): boolean => isTrue(isWithUnit, state);

const isTrue = (values: Readonly<Record<string, boolean>>, value: string) => values[value] === true;
