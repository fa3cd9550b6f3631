import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import type { Random } from '../random.ts';
import type { OfficeHours } from './office-hours.ts';
import type { Step } from './planned-acts.ts';
import { type ReferralPlan, planReferral } from './referral-plan.ts';
import { meanAnswerDays, mostReferrals, shares } from './work-shares.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface WorkPlan {
  /** In the order of time. */
  steps: Step[];
  /** How many referrals there are. */
  referrals: number;
  /** The citizen wants to stay unknown to the units. */
  hiddenByCitizen: boolean;
}

interface PlanOptions {
  type: ApplicationType;
  filedAtMs: number;
  /** Nothing out of the ordinary happens to it. */
  ordinary: boolean;
}

/** Draws everything that will ever be done to a filed application, without an end of time. */
export function planWork(random: Random, hours: OfficeHours, options: PlanOptions): WorkPlan {
  const { type, filedAtMs, ordinary } = options;
  const happens = (share: number) => random.chance(share) && !ordinary;
  let steps: Step[] = [];

  const add: ReferralPlan['add'] = (atMs, act) => {
    steps.push({ atMs, act });
    return atMs;
  };
  /** In office hours, and some minutes after the step that it follows. */
  const later: ReferralPlan['later'] = (afterMs, wantedMs = 0) =>
    hours.next(Math.max(wantedMs, afterMs + random.between(4, 50) * minuteMs), random);

  const claimedMs = later(filedAtMs, filedAtMs + random.exponential(5 * hourMs));
  let lastMs = add(claimedMs, { action: 'CLAIM' });
  const hiddenByCitizen = happens(shareHidden(type));
  if (happens(shares.refused)) {
    add(later(lastMs, lastMs + random.exponential(6 * hourMs)), { action: 'REFUSE' });
    return { steps, referrals: 0, hiddenByCitizen };
  }
  if (type === 'COMPLAINT' && !hiddenByCitizen && happens(shares.hiddenByCentre)) {
    lastMs = add(later(lastMs), { action: 'HIDE_IDENTITY' });
  }

  const days = random.exponential(meanAnswerDays / 2) + random.exponential(meanAnswerDays / 2);
  const endMs = filedAtMs + days * dayMs;
  const units = happens(shares.secondUnit) ? (happens(shares.thirdUnit) ? 3 : 2) : 1;
  const plan: ReferralPlan = {
    random,
    happens,
    add,
    later,
    filedAtMs,
    referrals: 0,
    mayPassOn: mostReferrals - units,
  };
  for (let unit = 0; unit < units; unit += 1) {
    lastMs = later(lastMs);
    // The lead often waits for the answers of the others.
    const share = unit === 0 ? 1 : random.fraction();
    add(lastMs, { action: 'REFER', makes: plan.referrals, after: null });
    planReferral(plan, lastMs, lastMs + (endMs - lastMs) * share);
  }
  steps.sort((a, b) => a.atMs - b.atMs);

  if (happens(shares.withdrawn)) {
    const lastStepMs = steps.at(-1)?.atMs ?? filedAtMs;
    const withdrawnMs = filedAtMs + (lastStepMs - filedAtMs) * random.fraction();
    steps = steps.filter(({ atMs }) => atMs <= withdrawnMs);
    add(withdrawnMs, { action: 'WITHDRAW' });
  } else if (happens(shares.stalled)) {
    steps.length = random.between(1, steps.length - 1);
    if (random.chance(shares.forwardedLate)) forwardLate(plan, steps);
    steps.sort((a, b) => a.atMs - b.atMs);
  }
  return { steps, referrals: plan.referrals, hiddenByCitizen };
}

/** The unit at which the work has stopped passes it on once the statutory date has passed. */
function forwardLate(plan: ReferralPlan, steps: readonly Step[]): void {
  const { random, add, later, filedAtMs } = plan;
  const last = steps.findLast(({ act }) => 'makes' in act)?.act;
  if (!last || !('makes' in last) || plan.referrals >= mostReferrals) return;
  const forwardedMs = later(filedAtMs, filedAtMs + random.between(36, 60) * dayMs);
  add(forwardedMs, { action: 'FORWARD', referral: last.makes, makes: plan.referrals });
  plan.mayPassOn = 0;
  planReferral(plan, forwardedMs, forwardedMs + random.between(3, 9) * dayMs);
}

function shareHidden(type: ApplicationType): number {
  if (type === 'COMPLAINT') return shares.complaintHiddenByCitizen;
  return type === 'REPORT' ? shares.reportHiddenByCitizen : 0;
}
