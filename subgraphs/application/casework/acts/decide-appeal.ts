import { plainText } from '../../../../lib/kit/plain-text.ts';
import { unitToDealWith } from '../../../../lib/kit/unit-lineage.ts';
import { unitOfAppeal } from '../../reading/index.ts';
import { reopen } from '../../record/index.ts';
import type { AppealDecision } from '../../schema-types.ts';
import { conflictDetails } from '../permitted-actions.ts';
import { pendingAppeal, refusalError, refusalOf } from '../rules/requirements.ts';
import type { ApplicationAct } from './act.ts';
import { lengths } from './lengths.ts';

interface Decided {
  /** The rule depends on the decision, too. */
  decision: AppealDecision;
  text: string;
  /** The referral whose answer, as the decider read it, the appeal contests. */
  referralId: string;
}

/** The unit above decides the pending appeal. */
export const decideAppeal: ApplicationAct<Decided> = {
  check: ({ referralId, decision, text }) => ({
    referralId,
    decision,
    text: plainText(text, 'text', lengths.appeal),
  }),

  perform(desk, { decision, text, referralId }, viewer) {
    const { application, referrals, units, now } = desk;
    const appeal = pendingAppeal(desk);
    if (!appeal) throw new Error('the rule requires a pending appeal');
    const answered = referrals.find(({ _id }) => _id.equals(appeal.referralId));
    if (answered?.publicId !== referralId) {
      const conflict = { ...conflictDetails(desk, viewer, null), field: 'referralId' };
      throw refusalError(refusalOf('APPEAL_PENDING'), conflict);
    }
    const unitId = unitOfAppeal(appeal, application, units);
    Object.assign(appeal, {
      state: decision,
      unitId,
      decisionText: text,
      decidedBy: viewer.subject,
      decidedAt: now,
    });
    if (decision === 'UPHELD') reopen(application, { appealId: appeal._id, at: now });
    return {
      unitId,
      next() {
        if (decision !== 'UPHELD') return;
        desk.refer(unitToDealWith(application, answered.unitId, units));
      },
    };
  },
};
