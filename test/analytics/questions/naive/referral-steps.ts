import { localDateOf } from '../../../../lib/kit/local-date.ts';
import type {
  AppealDocument,
  ReferralDocument,
  TimelineDocument,
} from '../../../../subgraphs/application/record/index.ts';

/** What happened to a referral, told from the timeline of its application step by step. */

type Entries = TimelineDocument['entries'];

/** A question of a unit to the citizen. */
export interface NaiveQuestion {
  /** The referral whose unit asked. */
  readonly askedBy: string;
  readonly askedOn: string;
  answeredOn: string | null;
  isOpen: boolean;
}

/** Those of an application, in the order in which they were asked. */
export function questionsOf(
  entries: Entries,
  referrals: readonly ReferralDocument[],
): NaiveQuestion[] {
  const questions: NaiveQuestion[] = [];
  /** By the referral that waits for the answer now. */
  const waiting = new Map<string, NaiveQuestion>();
  const end = (id: string, answeredOn: string | null = null) => {
    const question = waiting.get(id);
    if (question) Object.assign(question, { answeredOn, isOpen: false });
    waiting.delete(id);
  };
  for (const { event, at, referralId, automaticReason } of entries) {
    const id = referralId?.toHexString() ?? '';
    const day = localDateOf(at);
    switch (event) {
      case 'CLARIFICATION_REQUESTED': {
        const question = { askedBy: id, askedOn: day, answeredOn: null, isOpen: true };
        questions.push(question);
        waiting.set(id, question);
        break;
      }
      case 'SUPPLEMENTED': {
        for (const one of waiting.keys()) end(one, day);
        break;
      }
      case 'WITHDRAWN': {
        for (const one of waiting.keys()) end(one);
        break;
      }
      case 'TAKEN_OVER': {
        const own = referrals.find(({ _id }) => _id.toHexString() === id);
        const before = own?.forwardedFrom?.toHexString() ?? '';
        const question = waiting.get(before);
        if (question) waiting.set(id, question);
        waiting.delete(before);
        break;
      }
      case 'FORWARDED': {
        if (automaticReason === undefined) end(id);
        break;
      }
      case 'CLARIFICATION_ENDED':
      case 'RETURNED':
      case 'CANCELLED': {
        end(id);
        break;
      }
      default:
    }
  }
  return questions;
}

/** The day of the draft that was approved as the final reply: what waited for approval when it was. */
function finalDraftOf(own: Entries): string | null {
  let draft: string | null = null;
  for (const { event, at } of own) {
    if (event === 'REPLY_DRAFTED') draft = localDateOf(at);
    if (['REPLY_REJECTED', 'REPLY_WITHDRAWN', 'INTERIM_REPLIED'].includes(event)) draft = null;
    if (event === 'REPLIED') return draft;
  }
  return null;
}

/** The days of what happened to a referral, by the names of `ReferralMilestone`. */
export function daysOf(
  referral: ReferralDocument,
  own: Entries,
  appeals: readonly AppealDocument[],
): Readonly<Record<string, string | null>> {
  const first = (kind: string) => own.find(({ event }) => event === kind)?.at;
  const reply = referral.replies.find(({ kind }) => kind === 'FINAL');
  const day = (at: Date | null | undefined) => (at ? localDateOf(at) : null);
  return {
    REFERRED: localDateOf(referral.referredAt),
    ACCEPTED: day(first('ACCEPTED')),
    REPLY_DRAFTED: day(first('REPLY_DRAFTED')),
    FINAL_REPLY_DRAFTED: finalDraftOf(own),
    REPLIED: day(reply?.repliedAt),
    CLOSED: day(referral.closedAt),
    APPEALED: day(appeals[0]?.appealedAt),
    APPEAL_DECIDED: day(appeals[0]?.decidedAt),
  };
}
