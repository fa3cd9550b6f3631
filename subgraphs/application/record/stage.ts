import type { ReferralState, Stage } from '../schema-types.ts';

/** The facts from which the stage of an application follows. */
export interface StageFacts {
  withdrawn: boolean;
  /** Refused by the centre, with a reason. */
  refused: boolean;
  /** Claimed by an evaluator of the centre. */
  claimed: boolean;
  referrals: readonly { state: ReferralState }[];
}

/** Whether a unit is still responsible for a referral in this state. */
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

const referralStates = Object.keys(isWithUnit) as readonly ReferralState[]; // the literal above has no other keys

/** The states of referrals that a unit is still responsible for. */
export const openReferralStates = referralStates.filter((state) => isWithUnit[state]);

/** Whether a unit is still responsible for a referral. */
export const isOpen = ({ state }: { state: ReferralState }) => isWithUnit[state];

/** The open referrals on which the unit itself has the next step. */
export const workedOnReferralStates: readonly ReferralState[] = [
  'IN_PROGRESS',
  'AWAITING_APPROVAL',
];

/** A unit whose referral is in one of these states has passed the application on and sees nothing later. */
const passedOnReferralStates: readonly ReferralState[] = ['FORWARDED', 'RETURNED', 'CANCELLED'];

/** Whether the unit of a referral has passed the application on. */
export const isPassedOn = ({ state }: { state: ReferralState }) =>
  passedOnReferralStates.includes(state);

/** The states that the referrals of an answered application may have: answered, or ended. */
const settledReferralStates: readonly ReferralState[] = ['ANSWERED', 'FORWARDED', 'CANCELLED'];

interface StageRule {
  stage: Stage;
  applies: (facts: StageFacts) => boolean;
}

/** The first rule that applies decides, so the order is part of the rules. */
const stageRules: readonly StageRule[] = [
  { stage: 'WITHDRAWN', applies: ({ withdrawn }) => withdrawn },
  { stage: 'NOT_PROCESSED', applies: ({ refused }) => refused },
  {
    stage: 'ANSWERED',
    applies: ({ referrals }) =>
      anyIn(referrals, ['ANSWERED']) &&
      referrals.every(({ state }) => settledReferralStates.includes(state)),
  },
  {
    stage: 'AWAITING_CITIZEN',
    applies: ({ referrals }) =>
      anyIn(referrals, ['AWAITING_CITIZEN']) && !anyIn(referrals, workedOnReferralStates),
  },
  { stage: 'IN_PROGRESS', applies: ({ referrals }) => anyIn(referrals, ['IN_PROGRESS']) },
  {
    stage: 'AWAITING_APPROVAL',
    applies: ({ referrals }) => anyIn(referrals, ['AWAITING_APPROVAL']),
  },
  { stage: 'REFERRED', applies: ({ referrals }) => anyIn(referrals, ['PENDING']) },
  {
    stage: 'UNDER_EVALUATION',
    applies: ({ claimed, referrals }) =>
      claimed || (anyIn(referrals, ['RETURNED']) && !anyIn(referrals, openReferralStates)),
  },
];

/** The stage that the citizen sees. The order of the referrals does not matter. */
export function deriveStage(facts: StageFacts): Stage {
  return stageRules.find(({ applies }) => applies(facts))?.stage ?? 'RECEIVED';
}

/**
 * The units that hold open referrals; when none is open, those that answered. Each appears once, in the order
 * of the referrals, so that the lead is the first. Empty when there are neither.
 */
export function responsibleUnitIds(
  referrals: readonly { unitId: string; state: ReferralState }[],
): string[] {
  const states = anyIn(referrals, openReferralStates) ? openReferralStates : ['ANSWERED'];
  const responsible = referrals.filter(({ state }) => states.includes(state));
  return [...new Set(responsible.map(({ unitId }) => unitId))];
}

function anyIn(
  referrals: readonly { state: ReferralState }[],
  states: readonly ReferralState[],
): boolean {
  return referrals.some(({ state }) => states.includes(state));
}
