import { badInput } from '../../../../lib/kit/errors.ts';
import { plainText } from '../../../../lib/kit/plain-text.ts';
import type { ApplicationType, ReplyKind, ReplyOutcome } from '../../schema-types.ts';
import type { ReferralAct } from './act.ts';
import { lengths } from './lengths.ts';

interface Given {
  kind: ReplyKind;
  outcome?: ReplyOutcome | null | undefined;
  text: string;
}

interface Draft {
  kind: ReplyKind;
  outcome: ReplyOutcome | null;
  text: string;
}

/** An officer drafts a reply, which another one has to approve. */
export const draftReply: ReferralAct<Given, Draft> = {
  check({ kind, outcome = null, text }) {
    if (kind === 'FINAL' && outcome === null) {
      throw badInput('outcome', 'REQUIRED', 'Say how a final reply decides.');
    }
    if (kind === 'INTERIM' && outcome !== null) {
      throw badInput('outcome', 'RANGE', 'An interim reply decides nothing.');
    }
    return { kind, outcome, text: plainText(text, 'text', lengths.reply) };
  },

  perform(desk, referral, { kind, outcome, text }, { subject }) {
    const { application, now } = desk;
    if (outcome !== null && !outcomesOf(application.type).includes(outcome)) {
      const message = `An application of the type ${application.type} cannot end with ${outcome}.`;
      throw badInput('outcome', 'RANGE', message);
    }
    referral.draft = {
      id: desk.identities.draftId(),
      kind,
      outcome,
      text,
      draftedBy: subject,
      draftedAt: now,
      rejectionReason: null,
    };
    desk.follow('DRAFT_REPLY', { referrals: [referral] });
    return {};
  },
};

const anyOutcomes: readonly ReplyOutcome[] = ['GRANTED', 'PARTLY_GRANTED', 'REFUSED'];

/**
 * How an answer can decide. What was only to be heard can be noted. Secrets are in documents, so information
 * requests alone can end with secrets removed. That the matter belongs elsewhere also answers an information
 * request alone (law 4982); anything else is forwarded or returned (law 3071, article 5).
 */
function outcomesOf(type: ApplicationType): readonly ReplyOutcome[] {
  return type === 'INFORMATION_REQUEST'
    ? [...anyOutcomes, 'GRANTED_WITH_SECRETS_REMOVED', 'REFERRED_ELSEWHERE']
    : [...anyOutcomes, 'INFORMED'];
}
