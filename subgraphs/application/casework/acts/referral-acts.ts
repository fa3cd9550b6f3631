import { badInput, clientError } from '../../../../lib/kit/errors.ts';
import { newId } from '../../../../lib/kit/public-id.ts';
import type { SignedInViewer } from '../../../../lib/kit/viewer.ts';
import {
  interimReplyInTime,
  type ReferralDocument,
  type ReplyDraftRecord,
  isKeptFrom,
} from '../../record/index.ts';
import type {
  ApplicationType,
  ReferralAction,
  ReplyKind,
  ReplyOutcome,
} from '../../schema-types.ts';
import { requireActiveUnit } from './application-acts.ts';
import type { Desk } from '../desk.ts';
import { found } from '../moves.ts';

/** The draft that whoever acts on it has read. */
interface OnDraft {
  draftId: string;
}

/** What each action is given, checked for its form. */
export interface ReferralInputs {
  ACCEPT: object;
  ASSIGN: { assignee: string | null };
  FORWARD: { unitId: string; reason: string };
  RETURN: { reason: string };
  REQUEST_CLARIFICATION: { question: string };
  DRAFT_REPLY: { kind: ReplyKind; outcome: ReplyOutcome | null; text: string };
  APPROVE_REPLY: OnDraft;
  REJECT_REPLY: OnDraft & { reason: string };
  WITHDRAW_REPLY: OnDraft;
  EXTEND: { reason: string };
  ADD_NOTE: { text: string };
  CANCEL: { reason: string };
}

/** What the entry in the timeline says beside its event. */
interface Told {
  note?: string;
  /** What happens after it. */
  next?: () => void;
}

const anyOutcomes: readonly ReplyOutcome[] = ['GRANTED', 'PARTLY_GRANTED', 'REFUSED'];

/**
 * How an answer can decide: what was only to be heard can be noted, secrets are in documents. That the matter
 * belongs elsewhere answers an information request alone (law 4982); anything else is forwarded or returned
 * (law 3071, article 5).
 */
function outcomesOf(type: ApplicationType): readonly ReplyOutcome[] {
  return type === 'INFORMATION_REQUEST'
    ? [...anyOutcomes, 'GRANTED_WITH_SECRETS_REMOVED', 'REFERRED_ELSEWHERE']
    : [...anyOutcomes, 'INFORMED'];
}

interface Act<Input> {
  (desk: Desk, referral: ReferralDocument, input: Input, viewer: SignedInViewer): Told;
}

/** What each action does, beyond what its rule and the projection say. The rule has been checked. */
export const referralActs: { [Action in ReferralAction]: Act<ReferralInputs[Action]> } = {
  ACCEPT: () => ({}),

  ASSIGN(_desk, referral, { assignee }) {
    referral.assignedTo = assignee;
    return assignee === null ? {} : { note: assignee };
  },

  FORWARD(desk, referral, { unitId, reason }) {
    requireActiveUnit(desk.units, unitId, 'unitId');
    const holder = desk.referrals.find(({ open, unitId: id }) => open && id === unitId);
    if (holder) {
      throw badInput('unitId', 'CONFLICT', `The unit ${unitId} has the application already.`);
    }
    if (isKeptFrom(desk.application, unitId, desk.units)) {
      const message = 'The application is about the head of this unit, or of one above it.';
      throw badInput('unitId', 'CONFLICT', message);
    }
    referral.reason = reason;
    return { note: reason, next: () => desk.refer(unitId, referral) };
  },

  RETURN: (_desk, referral, { reason }) => {
    referral.reason = reason;
    return { note: reason };
  },

  REQUEST_CLARIFICATION: (_desk, _referral, { question }) => ({ note: question }),

  DRAFT_REPLY(desk, referral, { kind, outcome, text }, { subject }) {
    const { application, now } = desk;
    if (outcome !== null && !outcomesOf(application.type).includes(outcome)) {
      const message = `An application of the type ${application.type} cannot end with ${outcome}.`;
      throw badInput('outcome', 'RANGE', message);
    }
    referral.draft = {
      id: newId('draft'),
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

  APPROVE_REPLY(desk, referral, { draftId }, viewer) {
    const { application, now, today } = desk;
    const { id, kind, outcome, text, draftedBy } = draftRead(desk, referral, draftId, viewer);
    const reply = { draftId: id, kind, outcome, text, draftedBy, approvedBy: viewer.subject };
    referral.replies = [...referral.replies, { ...reply, repliedAt: now }];
    referral.draft = null;
    if (kind === 'INTERIM') application.interimRepliedOn = interimReplyInTime(application, today);
    return {};
  },

  REJECT_REPLY(desk, referral, { draftId, reason }, viewer) {
    const draft = draftRead(desk, referral, draftId, viewer);
    referral.draft = { ...draft, rejectionReason: reason };
    return { note: reason };
  },

  WITHDRAW_REPLY(desk, referral, { draftId }, viewer) {
    draftRead(desk, referral, draftId, viewer);
    referral.draft = null;
    return {};
  },

  EXTEND({ application, today }, _referral, { reason }) {
    application.extendedOn = today;
    return { note: reason };
  },

  ADD_NOTE: (_desk, _referral, { text }) => ({ note: text }),

  CANCEL: (_desk, referral, { reason }) => {
    referral.reason = reason;
    return { note: reason };
  },
};

/**
 * The draft that waits, if it is the one that was read: a draft may be exchanged between reading and acting.
 * @throws `CONFLICT` where another one waits.
 */
function draftRead(
  desk: Desk,
  referral: ReferralDocument,
  draftId: string,
  viewer: SignedInViewer,
): ReplyDraftRecord {
  const { draft } = referral;
  if (!draft) throw new Error('the rule requires a draft');
  if (draft.id === draftId) return draft;
  const message = 'Another draft waits for approval now.';
  throw clientError('CONFLICT', message, { ...found(desk, viewer, referral), field: 'draftId' });
}
