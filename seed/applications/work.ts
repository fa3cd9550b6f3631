import type { Types } from 'mongoose';
import type {
  RefusalReason,
  ReplyKind,
  ReplyOutcome,
} from '../../subgraphs/application/schema-types.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import type { CaseInMemory } from './case-in-memory.ts';
import type { PlannedAct, Step } from './planned-acts.ts';
import { officerOf } from './staff.ts';

/** What the steps themselves do not say. */
export interface WorkDetails {
  /** What would happen from here on has not happened. */
  horizonMs: number;
  applicant: SignedInViewer;
  evaluator: SignedInViewer;
  /** The unit of each planned referral; fewer only where the directory has no more for the place. */
  units: readonly string[];
  reply(kind: ReplyKind, draftedAt: Date): { outcome: ReplyOutcome | null; text: string };
  /** Why a unit passes an application on or gives it back. */
  reason(action: 'FORWARD' | 'RETURN'): string;
  /** What the units of an application ask for, and what its citizen answers. */
  clarification(): { question: string; answer: string };
  refusalReason(): RefusalReason;
}

/**
 * Performs the steps that come before the horizon, and has the passed dates told in between. Units work without
 * knowing of each other: what the workflow does not allow when its time comes does not happen, nor does what
 * was planned for a referral that was not made.
 */
export function carryOut(work: CaseInMemory, steps: readonly Step[], details: WorkDetails): void {
  /** Of the planned referrals those that were made. */
  const made = new Map<number, Types.ObjectId>();
  for (const { atMs, act } of steps) {
    if (atMs >= details.horizonMs) break;
    work.tellPassedDates(atMs);
    const known = new Set(work.referrals.map(({ publicId }) => publicId));
    if (!perform({ work, details, made, at: new Date(atMs) }, act) || !('makes' in act)) continue;
    const referral = work.referrals.find(({ publicId }) => !known.has(publicId));
    if (referral) made.set(act.makes, referral._id);
  }
  work.tellPassedDates(details.horizonMs);
}

interface Situation {
  work: CaseInMemory;
  details: WorkDetails;
  made: ReadonlyMap<number, Types.ObjectId>;
  at: Date;
}

/** @returns whether it was possible. */
function perform(situation: Situation, act: PlannedAct): boolean {
  const { work, details, made, at } = situation;
  const { applicant, evaluator, units } = details;
  switch (act.action) {
    case 'CLAIM':
      return work.onApplication({ viewer: evaluator, at }, act.action, { takeOver: false });
    case 'HIDE_IDENTITY':
      return work.onApplication({ viewer: evaluator, at }, act.action, {});
    case 'REFUSE': {
      const reason = details.refusalReason();
      return work.onApplication({ viewer: evaluator, at }, act.action, { reason });
    }
    case 'WITHDRAW':
      return work.onApplication({ viewer: applicant, at }, act.action, {});
    case 'REFER': {
      const unitId = units[act.makes];
      if (unitId === undefined || (act.after !== null && !made.has(act.after))) return false;
      return work.onApplication({ viewer: evaluator, at }, act.action, { unitIds: [unitId] });
    }
    default:
      return performOnReferral(situation, act);
  }
}

type ActOnReferral = Extract<PlannedAct, { referral: number }>;

function performOnReferral({ work, details, made, at }: Situation, act: ActOnReferral): boolean {
  const referral = work.referrals.find(({ _id }) => made.get(act.referral)?.equals(_id));
  if (!referral) return false;
  const { _id: referralId, unitId } = referral;
  const officer = { viewer: officerOf(unitId, 1), at };
  switch (act.action) {
    case 'ACCEPT':
      return work.onReferral(officer, act.action, { referralId });
    case 'FORWARD': {
      const to = details.units[act.makes];
      if (to === undefined) return false;
      const reason = details.reason(act.action);
      return work.onReferral(officer, act.action, { referralId, unitId: to, reason });
    }
    case 'RETURN':
      return work.onReferral(officer, act.action, {
        referralId,
        reason: details.reason(act.action),
      });
    case 'REQUEST_CLARIFICATION': {
      const { question } = details.clarification();
      return work.onReferral(officer, act.action, { referralId, question });
    }
    case 'SUPPLEMENT': {
      // What the citizen adds answers every unit that had asked by then, and leaves nothing to answer.
      if (referral.state !== 'AWAITING_CITIZEN') return false;
      const { answer: text } = details.clarification();
      const added = { text, attachmentIds: [] };
      return work.onApplication({ viewer: details.applicant, at }, act.action, added);
    }
    case 'DRAFT_REPLY': {
      const reply = details.reply(act.kind, at);
      return work.onReferral(officer, act.action, { referralId, kind: act.kind, ...reply });
    }
    case 'APPROVE_REPLY': {
      if (!referral.draft) return false;
      const superior = { viewer: officerOf(unitId, 2), at };
      return work.onReferral(superior, act.action, { referralId, draftId: referral.draft.id });
    }
  }
}
