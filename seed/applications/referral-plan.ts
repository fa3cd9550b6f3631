import type { ReplyKind } from '../../subgraphs/application/schema-types.ts';
import type { Random } from '../random.ts';
import type { PlannedAct } from './planned-acts.ts';
import { interimReplies, shares } from './work-shares.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The state shared by the referrals of one application while they are planned. */
export interface ReferralPlan {
  random: Random;
  /** Whether something out of the ordinary happens. */
  happens(share: number): boolean;
  /** Adds a step and returns its time. */
  add(atMs: number, act: PlannedAct): number;
  /** In office hours, after the step that it follows and not before the wanted time. */
  later(afterMs: number, wantedMs?: number): number;
  filedAtMs: number;
  /** The number of planned referrals. */
  referrals: number;
  /** How often one may still be forwarded or returned. */
  mayPassOn: number;
}

/**
 * Plans the course of a referral once it is made: the work of its unit up to the final reply, or
 * that it is passed on, and then the work of the next unit.
 */
export function planReferral(plan: ReferralPlan, openedMs: number, endMs: number): void {
  const { random, happens, add, later } = plan;
  const referral = plan.referrals;
  plan.referrals += 1;
  const spanMs = Math.max(endMs - openedMs, 4 * hourMs);
  const between = (from: number, to: number) =>
    openedMs + spanMs * (from + random.fraction() * (to - from));

  let lastMs = later(openedMs, between(0.02, 0.25));
  if (plan.mayPassOn > 0 && happens(shares.forwarded)) {
    plan.mayPassOn -= 1;
    if (random.chance(shares.acceptedBeforeForwarding)) {
      lastMs = later(add(lastMs, { action: 'ACCEPT', referral }));
    }
    add(lastMs, { action: 'FORWARD', referral, makes: plan.referrals });
    planReferral(plan, lastMs, endMs);
    return;
  }
  if (plan.mayPassOn > 0 && happens(shares.returned)) {
    plan.mayPassOn -= 1;
    lastMs = later(add(lastMs, { action: 'RETURN', referral }), between(0.25, 0.4));
    add(lastMs, { action: 'REFER', makes: plan.referrals, after: referral });
    planReferral(plan, lastMs, endMs);
    return;
  }

  add(lastMs, { action: 'ACCEPT', referral });
  if (happens(shares.clarified)) {
    const askedMs = later(lastMs, between(0.2, 0.3));
    lastMs = add(askedMs, { action: 'REQUEST_CLARIFICATION', referral });
    if (happens(shares.silent)) return;
    // Citizens answer at any hour.
    const answeredMs = Math.max(lastMs + random.between(20, 900) * minuteMs, between(0.55, 0.8));
    lastMs = add(answeredMs, { action: 'SUPPLEMENT', referral });
  }
  const interimShare = ((endMs - plan.filedAtMs) / dayMs) * interimReplies.sharePerDay;
  if (random.chance(Math.min(interimShare, interimReplies.highestShare))) {
    lastMs = reply('INTERIM', later(lastMs, between(0.5, 0.6)), between(0.6, 0.7));
  }
  reply('FINAL', later(lastMs, between(0.78, 0.95)), endMs);

  function reply(kind: ReplyKind, draftedMs: number, approvalMs: number): number {
    add(draftedMs, { action: 'DRAFT_REPLY', referral, kind });
    return add(later(draftedMs, approvalMs), { action: 'APPROVE_REPLY', referral });
  }
}
