import { type ClientError, clientError, type ErrorCode } from '../../../../lib/kit/errors.ts';
import { type Message, say } from '../../../../lib/kit/say.ts';
import { unitOfAppeal } from '../../reading/index.ts';
import { canBeExtended, ratingOf, isOpen } from '../../record/index.ts';
import type { ApplicationType } from '../../schema-types.ts';
import { contestable, uncontested, unsettled } from './contestable.ts';
import type { Facts } from './facts.ts';
import { outcomesOf } from './outcomes.ts';

interface Judgement {
  holds(facts: Facts): boolean;
  code: ErrorCode;
  said: Message;
}

/** The types for which the centre may hide the applicant's identity on its own initiative. */
const typesWithHiddenIdentity: readonly ApplicationType[] = ['COMPLAINT', 'REPORT'];

export const pendingAppeal = ({ appeals }: Pick<Facts, 'appeals'>) =>
  appeals.find(({ state }) => state === 'PENDING');

/**
 * After this many changes, units can only advance an application and add no more notes: no real
 * case needs that many.
 */
const mostChanges = 1_000;

const judgements = {
  NOT_ONES_OWN: {
    holds: ({ application: { claimedBy }, viewer }) => claimedBy !== viewer.subject,
    code: 'CONFLICT',
    said: say`You have the application already.`,
  },
  NOT_OF_ANOTHER_EVALUATOR: {
    holds: ({ application: { claimedBy }, viewer }) =>
      claimedBy === null || claimedBy === viewer.subject,
    code: 'CONFLICT',
    said: say`Another evaluator has the application.`,
  },
  NOTHING_ANSWERED: {
    holds: ({ referrals }) => referrals.every(({ state }) => state !== 'ANSWERED'),
    code: 'CONFLICT',
    said: say`A unit has answered the application already.`,
  },
  IDENTITY_MAY_BE_HIDDEN: {
    holds: ({ application: { type, identityHidden } }) =>
      typesWithHiddenIdentity.includes(type) && !identityHidden,
    code: 'CONFLICT',
    said: say`The identity is hidden already, or this is neither a complaint nor a report.`,
  },
  UNITS_HAVE_AN_ATTACHMENT: {
    holds: ({ application: { attachments } }) =>
      attachments.some(({ withheldReason }) => withheldReason === undefined),
    code: 'CONFLICT',
    said: say`Every attachment of the application is withheld already, or it has none.`,
  },
  AN_ATTACHMENT_IS_WITHHELD: {
    holds: ({ application: { attachments } }) =>
      attachments.some(({ withheldReason }) => withheldReason !== undefined),
    code: 'CONFLICT',
    said: say`No single attachment of the application is withheld.`,
  },
  A_UNIT_ASKED: {
    holds: ({ referrals }) => referrals.some(({ state }) => state === 'AWAITING_CITIZEN'),
    code: 'CONFLICT',
    said: say`No unit has asked for more.`,
  },
  NOT_RATED: {
    holds: ({ application }) => ratingOf(application) === null,
    code: 'CONFLICT',
    said: say`The answer has been rated.`,
  },
  NOT_RATED_AS_SOLVED: {
    holds: (facts) => unsettled(facts).length > 0,
    code: 'CONFLICT',
    said: say`The answer was rated as having solved the matter.`,
  },
  APPEAL_IN_TIME: {
    holds: (facts) => contestable(facts).length > 0,
    code: 'CONFLICT',
    said: say`The time for an appeal has run out.`,
  },
  NOT_APPEALED: {
    holds: (facts) => pendingAppeal(facts) === undefined && uncontested(facts).length > 0,
    code: 'CONFLICT',
    said: say`An appeal waits for its decision, or there has been one against every answer.`,
  },
  APPEAL_PENDING: {
    holds: (facts) => pendingAppeal(facts) !== undefined,
    code: 'CONFLICT',
    said: say`No appeal waits for a decision.`,
  },
  UNIT_OF_APPEAL: {
    holds: (facts) => {
      const appeal = pendingAppeal(facts);
      const { application, units, viewer } = facts;
      if (!appeal || viewer.unitId === null) return false;
      return units.isWithin(unitOfAppeal(appeal, application, units), viewer.unitId);
    },
    code: 'FORBIDDEN',
    said: say`Only the unit above the one that answered can decide it.`,
  },
  OTHER_THAN_WHO_ANSWERED: {
    holds: (facts) => {
      const appeal = pendingAppeal(facts);
      const answered = facts.referrals.find(({ _id }) => appeal?.referralId.equals(_id));
      const { draftedBy, approvedBy } = answered?.replies.at(-1) ?? {};
      return ![draftedBy, approvedBy].includes(facts.viewer.subject);
    },
    code: 'FORBIDDEN',
    said: say`An officer other than those who gave the answer has to decide.`,
  },
  OTHER_THAN_DRAFTER: {
    // A referral that is read for its application may have moved on since, and its draft with it.
    holds: ({ referral, viewer }) =>
      referral?.draft != null && referral.draft.draftedBy !== viewer.subject,
    code: 'FORBIDDEN',
    said: say`An officer other than the one who drafted the reply has to approve or reject it.`,
  },
  // The centre may have corrected the type since.
  OUTCOME_OF_TYPE: {
    holds: ({ application: { type }, referral }) => {
      const outcome = referral?.draft?.outcome ?? null;
      return outcome === null || outcomesOf(type).includes(outcome);
    },
    code: 'CONFLICT',
    said: say`An application of this type cannot end with the outcome of the draft.`,
  },
  DRAFTER: {
    holds: ({ referral, viewer }) => referral?.draft?.draftedBy === viewer.subject,
    code: 'FORBIDDEN',
    said: say`Only the officer who drafted the reply can withdraw it.`,
  },
  INFORMATION_REQUEST: {
    holds: ({ application }) => canBeExtended(application.type),
    code: 'CONFLICT',
    said: say`Only the time for an information request can be extended.`,
  },
  NOT_EXTENDED: {
    holds: ({ application }) => application.extendedOn === null,
    code: 'CONFLICT',
    said: say`The time has been extended already.`,
  },
  BEFORE_STATUTORY_DATE: {
    holds: ({ application: { statutoryDate, awaitingCitizenSince }, today }) =>
      (awaitingCitizenSince ?? today) <= statutoryDate,
    code: 'CONFLICT',
    said: say`The time has run out and can no longer be extended.`,
  },
  NOT_WITHDRAWN: {
    holds: ({ application }) => application.withdrawnAt === null,
    code: 'CONFLICT',
    said: say`The application was withdrawn.`,
  },
  // Closing the work would undo what the upheld appeal has asked for.
  NEW_ANSWER_TO_COME: {
    holds: ({ referral, referrals, appeals }) => {
      const upheld = appeals.findLast(({ state }) => state === 'UPHELD')?.decidedAt;
      if (!upheld) return true;
      return referrals.some((other) =>
        isOpen(other)
          ? !referral?._id.equals(other._id)
          : other.state === 'ANSWERED' && other.closedAt !== null && other.closedAt >= upheld,
      );
    },
    code: 'CONFLICT',
    said: say`An appeal was upheld: the application needs a new answer.`,
  },
  APPLICATION_OPEN: {
    holds: ({ application }) => application.open,
    code: 'CONFLICT',
    said: say`The application has ended.`,
  },
  ROOM_FOR_NOTES: {
    holds: ({ application }) => application.version < mostChanges,
    code: 'LIMIT_EXCEEDED',
    said: say`The application has been changed too often.`,
  },
} as const satisfies Record<string, Judgement>;

/** A condition of a move beyond the state that it starts from. */
export type Requirement = keyof typeof judgements;

export const meets = (requirement: Requirement, facts: Facts) =>
  judgements[requirement].holds(facts);

/** The refusal for a viewer who does not meet a requirement. */
export function refusalOf(requirement: Requirement): {
  code: ErrorCode;
  said: Message;
  requirement: Requirement;
} {
  const { code, said } = judgements[requirement];
  return { code, said, requirement };
}

export type Refusal = ReturnType<typeof refusalOf>;

export const refusalError = (
  { code, said, requirement }: Refusal,
  extensions: Record<string, unknown>,
): ClientError => clientError(code, said, { ...extensions, requirement });
