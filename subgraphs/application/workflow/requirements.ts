import type { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../../platform/errors.ts';
import { clientError } from '../../../platform/errors.ts';
import type { SignedInViewer } from '../../../platform/viewer.ts';
import type { AppealDocument } from '../appeal.model.ts';
import type { ApplicationDocument } from '../application.model.ts';
import { addDays, type LocalDate, localDateOf } from '../calendar/local-date.ts';
import { canBeExtended } from '../clocks.ts';
import type { ApplicationType } from '../generated.ts';
import type { ReferralDocument } from '../referral.model.ts';
import type { UnitProjection } from '../unit-projection.ts';

/** What a requirement is judged by. */
export interface Facts {
  application: ApplicationDocument;
  referrals: readonly ReferralDocument[];
  appeals: readonly AppealDocument[];
  /** The referral that is acted on; null where it is the application. */
  referral: ReferralDocument | null;
  viewer: SignedInViewer;
  today: LocalDate;
  units: Pick<UnitProjection, 'isWithin'>;
}

interface Judgement {
  holds(facts: Facts): boolean;
  code: ErrorCode;
  message: string;
}

/** Whose identity the centre may hide on its own account. */
const typesWithHiddenIdentity: readonly ApplicationType[] = ['COMPLAINT', 'REPORT'];

/** Days within which an answer can be taken to the unit above; law 4982 for the objection. */
export const appealDays = { APPEAL: 30, OBJECTION: 15 } as const;

/** The answer that an appeal would be against: of several the last, a refusal before any other. */
export function contestable({
  application: { type },
  referrals,
  appeals,
}: Pick<Facts, 'application' | 'referrals' | 'appeals'>) {
  const answered = referrals.filter(
    ({ _id, state }) =>
      state === 'ANSWERED' && !appeals.some(({ referralId }) => referralId.equals(_id)),
  );
  // An information request refused in whole or in part is objected to; anything else is appealed.
  const refused = type === 'INFORMATION_REQUEST' ? answered.filter(isRefused) : [];
  const referral = refused.at(-1) ?? answered.at(-1);
  return referral && ({ referral, kind: refused.length > 0 ? 'OBJECTION' : 'APPEAL' } as const);
}

function isRefused({ replies }: ReferralDocument): boolean {
  const outcome = replies.at(-1)?.outcome;
  return outcome === 'REFUSED' || outcome === 'PARTLY_GRANTED';
}

export const pendingAppeal = ({ appeals }: Pick<Facts, 'appeals'>) =>
  appeals.find(({ state }) => state === 'PENDING');

/** The rating of the present answer; null where it has none, for an earlier one has its own. */
function ratingOf({ application: { rating, answeredAt } }: Pick<Facts, 'application'>) {
  return rating !== null && (answeredAt === null || rating.ratedAt >= answeredAt) ? rating : null;
}

const judgements = {
  AWAITS_CENTRE: {
    holds: ({ application }) => application.awaitsCentre,
    code: 'CONFLICT',
    message: 'The application does not wait for the centre.',
  },
  NOT_OF_ANOTHER_EVALUATOR: {
    holds: ({ application: { claimedBy }, viewer }) =>
      claimedBy === null || claimedBy === viewer.subject,
    code: 'CONFLICT',
    message: 'Another evaluator has the application.',
  },
  NOTHING_ANSWERED: {
    holds: ({ referrals }) => referrals.every(({ state }) => state !== 'ANSWERED'),
    code: 'CONFLICT',
    message: 'A unit has answered the application already.',
  },
  IDENTITY_MAY_BE_HIDDEN: {
    holds: ({ application: { type, identityHidden } }) =>
      typesWithHiddenIdentity.includes(type) && !identityHidden,
    code: 'CONFLICT',
    message: 'The identity is hidden already, or this is neither a complaint nor a report.',
  },
  A_UNIT_ASKED: {
    holds: ({ referrals }) => referrals.some(({ state }) => state === 'AWAITING_CITIZEN'),
    code: 'CONFLICT',
    message: 'No unit has asked for more.',
  },
  NOT_RATED: {
    holds: (facts) => ratingOf(facts) === null,
    code: 'CONFLICT',
    message: 'The answer has been rated.',
  },
  // Against a refusal the law gives the right to object, whatever was said of the answer.
  NOT_RATED_AS_SOLVED: {
    holds: (facts) => !ratingOf(facts)?.solved || contestable(facts)?.kind === 'OBJECTION',
    code: 'CONFLICT',
    message: 'The answer was rated as having solved the matter.',
  },
  APPEAL_IN_TIME: {
    holds: (facts) => {
      const { answeredAt } = facts.application;
      const answer = contestable(facts);
      return (
        answeredAt !== null &&
        answer !== undefined &&
        facts.today <= addDays(localDateOf(answeredAt), appealDays[answer.kind])
      );
    },
    code: 'CONFLICT',
    message: 'The time for an appeal has run out.',
  },
  NOT_APPEALED: {
    holds: ({ application: { answeredAt }, appeals }) =>
      appeals.every(({ appealedAt }) => answeredAt !== null && appealedAt < answeredAt),
    code: 'CONFLICT',
    message: 'This answer has been appealed against.',
  },
  APPEAL_PENDING: {
    holds: (facts) => pendingAppeal(facts) !== undefined,
    code: 'CONFLICT',
    message: 'No appeal waits for a decision.',
  },
  UNIT_OF_APPEAL: {
    holds: (facts) => {
      const appeal = pendingAppeal(facts);
      const { unitId } = facts.viewer;
      return appeal !== undefined && unitId !== null && facts.units.isWithin(appeal.unitId, unitId);
    },
    code: 'FORBIDDEN',
    message: 'The unit that the appeal went to decides it.',
  },
  OTHER_THAN_DRAFTER: {
    holds: ({ referral, viewer }) => referral?.draft?.draftedBy !== viewer.subject,
    code: 'FORBIDDEN',
    message: 'Another officer than the one who drafted the reply has to approve it.',
  },
  INFORMATION_REQUEST: {
    holds: ({ application }) => canBeExtended(application.type),
    code: 'CONFLICT',
    message: 'Only the time for an information request can be extended.',
  },
  NOT_EXTENDED: {
    holds: ({ application }) => application.extendedOn === null,
    code: 'CONFLICT',
    message: 'The time has been extended already.',
  },
  BEFORE_STATUTORY_DATE: {
    holds: ({ application: { statutoryDate, awaitingCitizenSince }, today }) =>
      (awaitingCitizenSince ?? today) <= statutoryDate,
    code: 'CONFLICT',
    message: 'The time has run out and cannot be extended any more.',
  },
  APPLICATION_OPEN: {
    holds: ({ application }) => application.open,
    code: 'CONFLICT',
    message: 'The application has ended.',
  },
} as const satisfies Record<string, Judgement>;

/** Something that a move needs beyond the state it starts from. */
export type Requirement = keyof typeof judgements;

export const meets = (requirement: Requirement, facts: Facts) =>
  judgements[requirement].holds(facts);

/** What to tell whoever does not meet a requirement. */
export function refusalOf(requirement: Requirement): {
  code: ErrorCode;
  message: string;
  requirement: Requirement;
} {
  const { code, message } = judgements[requirement];
  return { code, message, requirement };
}

export type Refusal = ReturnType<typeof refusalOf>;

export const refusalError = (
  { code, message, requirement }: Refusal,
  extensions: Record<string, unknown>,
): GraphQLError => clientError(code, message, { ...extensions, requirement });
