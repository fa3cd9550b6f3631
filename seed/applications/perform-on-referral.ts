import type { ActOnReferral } from './planned-acts.ts';
import type { Situation } from './situation.ts';
import { officerOf } from './staff.ts';

/** @returns whether it was possible. */
export function performOnReferral(situation: Situation, act: ActOnReferral): boolean {
  const { work, details, made, at } = situation;
  const referral = work.referrals.find(({ _id }) => made.get(act.referral)?.equals(_id));
  if (!referral) return false;
  const { _id: referralId, unitId } = referral;
  const officer = { viewer: officerOf(unitId, 1), at };
  switch (act.action) {
    case 'ACCEPT':
      return work.onReferral(officer, act.action, { referralId });
    case 'ASSIGN':
      return work.onReferral(officer, act.action, {
        referralId,
        assignee: officer.viewer.subject,
      });
    case 'ADD_NOTE':
      return work.onReferral(officer, act.action, { referralId, text: details.words('NOTE') });
    case 'EXTEND':
      return work.onReferral(officer, act.action, {
        referralId,
        reason: details.words('EXTENSION'),
      });
    case 'FORWARD': {
      const to = details.units[act.makes];
      if (to === undefined) return false;
      const reason = details.reason(act.action);
      const unitId = work.unitThen(to, at);
      return work.onReferral(officer, act.action, { referralId, unitId, reason });
    }
    case 'RETURN':
      return work.onReferral(officer, act.action, {
        referralId,
        reason: details.reason(act.action),
      });
    case 'CANCEL':
      return work.onReferral({ viewer: details.evaluator, at }, act.action, {
        referralId,
        reason: details.words('CANCELLATION'),
      });
    case 'REQUEST_CLARIFICATION': {
      const { question } = details.clarification();
      return work.onReferral(officer, act.action, { referralId, question });
    }
    case 'SUPPLEMENT': {
      // A supplement of the citizen answers every unit that has asked so far, and leaves nothing to
      // answer.
      if (referral.state !== 'AWAITING_CITIZEN') return false;
      const { answer: text } = details.clarification();
      const added = { text, attachmentIds: [] };
      return work.onApplication({ viewer: details.applicant, at }, act.action, added);
    }
    case 'DRAFT_REPLY': {
      const reply = details.reply(act.kind, at);
      return work.onReferral(officer, act.action, { referralId, kind: act.kind, ...reply });
    }
    case 'WITHDRAW_REPLY':
    case 'APPROVE_REPLY':
    case 'REJECT_REPLY':
      return settleDraft(situation, act.action, referral);
  }
}

/** The author withdraws the draft of a referral, or a superior decides it. */
function settleDraft(
  { work, details, at }: Situation,
  action: 'WITHDRAW_REPLY' | 'APPROVE_REPLY' | 'REJECT_REPLY',
  { _id: referralId, unitId, draft }: Situation['work']['referrals'][number],
): boolean {
  if (!draft) return false;
  const on = { referralId, draftId: draft.id };
  if (action === 'WITHDRAW_REPLY') {
    return work.onReferral({ viewer: officerOf(unitId, 1), at }, action, on);
  }
  const superior = { viewer: officerOf(unitId, 2), at };
  return action === 'APPROVE_REPLY'
    ? work.onReferral(superior, action, on)
    : work.onReferral(superior, action, { ...on, reason: details.words('REJECTION') });
}
