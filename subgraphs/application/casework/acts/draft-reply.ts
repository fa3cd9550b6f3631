import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { plainText } from '../../../../lib/kit/plain-text.ts';
import type { ReplyKind, ReplyOutcome } from '../../schema-types.ts';
import { outcomesOf } from '../rules/outcomes.ts';
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

/** An officer drafts a reply, which another officer has to approve. */
export const draftReply: ReferralAct<Given, Draft> = {
  check({ kind, outcome = null, text }) {
    const checked = checkAll({
      outcome: () => requireOutcomeFor(kind, outcome),
      text: () => plainText(text, 'text', lengths.reply),
    });
    return { kind, ...checked };
  },

  perform(desk, referral, { kind, outcome, text }, { subject }) {
    const { application, now } = desk;
    if (outcome !== null && !outcomesOf(application.type).includes(outcome)) {
      const message = say`An application of the type ${application.type} cannot end with ${outcome}.`;
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

/** @throws `BAD_USER_INPUT` unless exactly a final reply has one. */
function requireOutcomeFor(kind: ReplyKind, outcome: ReplyOutcome | null): ReplyOutcome | null {
  if (kind === 'FINAL' && outcome === null) {
    throw badInput('outcome', 'REQUIRED', say`A final reply needs an outcome.`);
  }
  if (kind === 'INTERIM' && outcome !== null) {
    throw badInput('outcome', 'RANGE', say`An interim reply has no outcome.`);
  }
  return outcome;
}
