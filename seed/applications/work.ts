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

/** The inputs that the steps themselves do not contain. */
export interface WorkDetails {
  /** Nothing happens from here on. */
  horizonMs: number;
  applicant: SignedInViewer;
  evaluator: SignedInViewer;
  /** The unit of each planned referral; fewer only if the directory has no more for the place. */
  units: readonly string[];
  reply(kind: ReplyKind, draftedAt: Date): { outcome: ReplyOutcome | null; text: string };
  /** Why a unit passes an application on or returns it. */
  reason(action: 'FORWARD' | 'RETURN'): string;
  /** The questions of the units, and the answers of the citizen. */
  clarification(): { question: string; answer: string };
  refusalReason(): RefusalReason;
}

/**
 * Performs the steps that come before the horizon, and reports the passed dates in between. Units
 * work independently: a step that the workflow does not allow when its time comes is skipped, and
 * so are the steps of a referral that was not made.
 */
export function carryOut(work: CaseInMemory, steps: readonly Step[], details: WorkDetails): void {
  /** The planned referrals that were made. */
  const made = new Map<number, Types.ObjectId>();
  for (const { atMs, act } of steps) {
    if (atMs >= details.horizonMs) break;
    work.reportPassedDates(atMs);
    const known = new Set(work.referrals.map(({ publicId }) => publicId));
    if (!perform({ work, details, made, at: new Date(atMs) }, act) || !('makes' in act)) continue;
    const referral = work.referrals.find(({ publicId }) => !known.has(publicId));
    if (referral) made.set(act.makes, referral._id);
  }
  work.reportPassedDates(details.horizonMs);
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
    case 'APPROVE_REPLY': {
      if (!referral.draft) return false;
      const superior = { viewer: officerOf(unitId, 2), at };
      return work.onReferral(superior, act.action, { referralId, draftId: referral.draft.id });
    }
  }
}
