import type { Random } from '../random.ts';
import { interimReplies, type SeededEvent, shares } from './work-shares.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What the referrals of one application share while they are planned. */
export interface ReferralPlan {
  random: Random;
  /** Whether something out of the ordinary happens. */
  happens(share: number): boolean;
  /** Adds a step and answers its time. */
  add(atMs: number, event: SeededEvent, referral?: number | null, cameFrom?: number | null): number;
  /** In office hours, after what it follows and not before the time wanted. */
  later(afterMs: number, wantedMs?: number): number;
  filedAtMs: number;
  /** How many are planned. */
  referrals: number;
  /** How often one may still be forwarded or returned. */
  mayPassOn: number;
}

/**
 * Plans what becomes of a referral once it is made: the work of its unit up to the final reply, or
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
      lastMs = later(add(lastMs, 'ACCEPTED', referral));
    }
    add(lastMs, 'FORWARDED', referral);
    add(lastMs, 'REFERRED', plan.referrals, referral);
    planReferral(plan, lastMs, endMs);
    return;
  }
  if (plan.mayPassOn > 0 && happens(shares.returned)) {
    plan.mayPassOn -= 1;
    lastMs = later(add(lastMs, 'RETURNED', referral), between(0.25, 0.4));
    add(lastMs, 'REFERRED', plan.referrals, referral);
    planReferral(plan, lastMs, endMs);
    return;
  }

  add(lastMs, 'ACCEPTED', referral);
  if (happens(shares.clarified)) {
    lastMs = add(later(lastMs, between(0.2, 0.3)), 'CLARIFICATION_REQUESTED', referral);
    if (happens(shares.silent)) return;
    // Citizens answer at any hour.
    const answeredMs = Math.max(lastMs + random.between(20, 900) * minuteMs, between(0.55, 0.8));
    lastMs = add(answeredMs, 'SUPPLEMENTED', referral);
  }
  const interimShare = ((endMs - plan.filedAtMs) / dayMs) * interimReplies.sharePerDay;
  if (random.chance(Math.min(interimShare, interimReplies.highestShare))) {
    lastMs = add(later(lastMs, between(0.5, 0.6)), 'REPLY_DRAFTED', referral);
    lastMs = add(later(lastMs, between(0.6, 0.7)), 'INTERIM_REPLIED', referral);
  }
  lastMs = add(later(lastMs, between(0.78, 0.95)), 'REPLY_DRAFTED', referral);
  add(later(lastMs, endMs), 'REPLIED', referral);
}
