import { type ApplicationDocument, isOpen, isOpenStage } from '../record/index.ts';

/** The fields by which conditions are judged. */
export const standingProjection = { stage: 1, referrals: 1, rating: 1, extendedOn: 1 } as const;

/** Where an application stands when a message about it is sent. */
export type Standing = Pick<ApplicationDocument, keyof typeof standingProjection>;

const awaitsCitizen = ({ referrals }: Standing) =>
  referrals.some(({ state }) => state === 'AWAITING_CITIZEN');

const awaitsAnswer = ({ stage }: Standing) => isOpenStage(stage);

/** When the report of a step is still true. A step is reported late, and later ones may have undone it. */
export const standingConditions = {
  /** What was done stays done. */
  ALWAYS: () => true,
  NOT_WITHDRAWN: ({ stage }: Standing) => stage !== 'WITHDRAWN',
  ANSWER_AWAITED: awaitsAnswer,
  /** A unit works on it or has answered it: not if it has gone back to the centre, or was refused or withdrawn. */
  A_UNIT_HAS_IT: ({ stage, referrals }: Standing) =>
    stage !== 'WITHDRAWN' &&
    referrals.some((referral) => isOpen(referral) || referral.state === 'ANSWERED'),
  A_UNIT_ASKS: awaitsCitizen,
  /** A unit works on it, and none asks the applicant for more. */
  WORK_GOES_ON: (standing: Standing) =>
    awaitsAnswer(standing) && standing.referrals.some(isOpen) && !awaitsCitizen(standing),
  /** An extension that a correction of the type has not ended. */
  EXTENDED_AND_AWAITED: (standing: Standing) =>
    awaitsAnswer(standing) && standing.extendedOn !== null,
  /** An applicant who has rated the answers has read them. */
  NOT_RATED: ({ rating }: Standing) => rating === null,
} as const satisfies Record<string, (standing: Standing) => boolean>;

/** The name of a condition on which the report of a step is still true. */
export type StandingCondition = keyof typeof standingConditions;
