import type { Types } from 'mongoose';
import { type LocalDate, localDateOf } from '../../subgraphs/application/calendar/local-date.ts';
import type {
  ReferralState,
  ReplyKind,
  Stage,
  TimelineEvent,
} from '../../subgraphs/application/generated.ts';
import type { ReferralDocument, ReplyRecord } from '../../subgraphs/application/referral.model.ts';
import { deriveStage, openReferralStates } from '../../subgraphs/application/stage.ts';
import type { TimelineEntryRecord } from '../../subgraphs/application/timeline.model.ts';
import type { Step } from './work-plan.ts';
import { eventTraits } from './work-shares.ts';

/** What an event makes of the referral that it belongs to. */
const stateAfter: Partial<Record<TimelineEvent, ReferralState>> = {
  REFERRED: 'PENDING',
  ACCEPTED: 'IN_PROGRESS',
  CLARIFICATION_REQUESTED: 'AWAITING_CITIZEN',
  SUPPLEMENTED: 'IN_PROGRESS',
  REPLY_DRAFTED: 'AWAITING_APPROVAL',
  INTERIM_REPLIED: 'IN_PROGRESS',
  REPLIED: 'ANSWERED',
  FORWARDED: 'FORWARDED',
  RETURNED: 'RETURNED',
};

const replyKinds: Partial<Record<TimelineEvent, ReplyKind>> = {
  INTERIM_REPLIED: 'INTERIM',
  REPLIED: 'FINAL',
};

/** Where an application stands after some of the steps of its plan. */
export interface Work {
  stage: Stage;
  /** In the order in which they were made. */
  referrals: ReferralDocument[];
  entries: TimelineEntryRecord[];
  claimedAt: Date | null;
  refused: boolean;
  withdrawnAt: Date | null;
  hiddenByCentre: boolean;
  interimRepliedOn: LocalDate | null;
  awaitingCitizenSince: LocalDate | null;
}

/** What the steps themselves do not say. */
export interface WorkWords {
  applicationId: Types.ObjectId;
  /** The id of the n-th referral made. */
  referralId(position: number): Types.ObjectId;
  /** The unit of each planned referral. */
  units: readonly string[];
  reply(kind: ReplyKind, repliedAt: Date): ReplyRecord;
  /** Why a unit passes an application on or gives it back. */
  reason(event: 'FORWARDED' | 'RETURNED'): string;
}

/** Carries out the steps that come before the horizon. */
export function carryOut(steps: readonly Step[], horizonMs: number, words: WorkWords): Work {
  const work: Work = {
    stage: 'RECEIVED',
    referrals: [],
    entries: [],
    claimedAt: null,
    refused: false,
    withdrawnAt: null,
    hiddenByCentre: false,
    interimRepliedOn: null,
    awaitingCitizenSince: null,
  };
  /** Of the planned ones, as far as they were made. */
  const made: (ReferralDocument | undefined)[] = [];

  for (const step of steps) {
    if (step.atMs >= horizonMs) break;
    const at = new Date(step.atMs);
    const referral = step.referral === null ? null : referralOf(step, step.referral, at);
    const { actor, public: isPublic } = traitsOf(step);
    work.entries.push({
      at,
      event: step.event,
      actor,
      // The citizen acts, not the unit that had asked.
      unitId: actor === 'CITIZEN' ? null : (referral?.unitId ?? null),
      public: isPublic,
    });
    if (referral) changeReferral(referral, step.event, at);
    else changeApplication(step.event, at);
    work.stage = deriveStage({
      withdrawn: work.withdrawnAt !== null,
      refused: work.refused,
      claimed: work.claimedAt !== null,
      referrals: work.referrals,
    });
    work.awaitingCitizenSince =
      work.stage === 'AWAITING_CITIZEN' ? (work.awaitingCitizenSince ?? localDateOf(at)) : null;
  }
  return work;

  /** Who made a referral that came from another follows from what became of that one. */
  function traitsOf({ event, cameFrom }: Step) {
    const before = cameFrom === null ? undefined : made[cameFrom];
    return eventTraits[before?.state === 'FORWARDED' ? 'FORWARDED' : event];
  }

  /** The referral of a step, made when the step is its first. */
  function referralOf({ event, cameFrom }: Step, planned: number, at: Date): ReferralDocument {
    const existing = made[planned];
    if (existing) return existing;
    if (event !== 'REFERRED') throw new Error(`${event} of a referral that was not made`);
    const before = cameFrom === null ? undefined : made[cameFrom];
    // The centre has referred anew what was returned: that ends the returned referral.
    if (before?.state === 'RETURNED') before.state = 'CANCELLED';
    const referral: ReferralDocument = {
      _id: words.referralId(work.referrals.length),
      applicationId: words.applicationId,
      // There are fewer units than planned only where the directory has no more for the place.
      unitId: words.units[planned] ?? words.units[0] ?? '',
      state: 'PENDING',
      referredAt: at,
      closedAt: null,
      forwardedFrom: before?.state === 'FORWARDED' ? before._id : null,
      reason: null,
      replies: [],
    };
    made[planned] = referral;
    work.referrals.push(referral);
    return referral;
  }

  function changeReferral(referral: ReferralDocument, event: TimelineEvent, at: Date) {
    referral.state = stateAfter[event] ?? referral.state;
    if (!openReferralStates.includes(referral.state)) referral.closedAt = at;
    if (event === 'FORWARDED' || event === 'RETURNED') referral.reason = words.reason(event);
    const kind = replyKinds[event];
    if (kind) referral.replies.push(words.reply(kind, at));
    if (kind === 'INTERIM') work.interimRepliedOn ??= localDateOf(at);
  }

  function changeApplication(event: TimelineEvent, at: Date) {
    if (event === 'CLAIMED') work.claimedAt = at;
    if (event === 'REFUSED') work.refused = true;
    if (event === 'IDENTITY_HIDDEN') work.hiddenByCentre = true;
    if (event !== 'WITHDRAWN') return;
    work.withdrawnAt = at;
    for (const referral of work.referrals) {
      if (!openReferralStates.includes(referral.state)) continue;
      referral.state = 'CANCELLED';
      referral.closedAt = at;
    }
  }
}
