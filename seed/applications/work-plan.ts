import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import type { Random } from '../random.ts';
import type { OfficeHours } from './office-hours.ts';
import { type ReferralPlan, planReferral } from './referral-plan.ts';
import { meanAnswerDays, mostReferrals, type SeededEvent, shares } from './work-shares.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** One thing that is to happen. */
export interface Step {
  atMs: number;
  event: SeededEvent;
  /** Which of the planned referrals it belongs to; null for the application itself. */
  referral: number | null;
  /** The planned referral that was forwarded or returned to make this one. */
  cameFrom: number | null;
}

export interface WorkPlan {
  /** In the order of time. */
  steps: Step[];
  /** How many referrals there are. */
  referrals: number;
  /** The citizen wants to stay unknown to the units. */
  hiddenByCitizen: boolean;
}

export interface PlanOptions {
  type: ApplicationType;
  filedAtMs: number;
  /** Nothing out of the ordinary happens to it. */
  ordinary: boolean;
}

/** Draws everything that will ever happen to an application, as if time had no end. */
export function planWork(random: Random, hours: OfficeHours, options: PlanOptions): WorkPlan {
  const { type, filedAtMs, ordinary } = options;
  const happens = (share: number) => random.chance(share) && !ordinary;
  let steps: Step[] = [];

  const add: ReferralPlan['add'] = (atMs, event, referral = null, cameFrom = null) => {
    steps.push({ atMs, event, referral, cameFrom });
    return atMs;
  };
  /** In office hours, and some minutes after what it follows. */
  const later: ReferralPlan['later'] = (afterMs, wantedMs = 0) =>
    hours.next(Math.max(wantedMs, afterMs + random.between(4, 50) * minuteMs), random);

  add(filedAtMs, 'FILED');
  let lastMs = add(later(filedAtMs, filedAtMs + random.exponential(5 * hourMs)), 'CLAIMED');
  const hiddenByCitizen = happens(shareHidden(type));
  if (happens(shares.refused)) {
    add(later(lastMs, lastMs + random.exponential(6 * hourMs)), 'REFUSED');
    return { steps, referrals: 0, hiddenByCitizen };
  }
  if (type === 'COMPLAINT' && !hiddenByCitizen && happens(shares.hiddenByCentre)) {
    lastMs = add(later(lastMs), 'IDENTITY_HIDDEN');
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
    // The lead often waits for what the others answer.
    const share = unit === 0 ? 1 : random.fraction();
    add(lastMs, 'REFERRED', plan.referrals);
    planReferral(plan, lastMs, lastMs + (endMs - lastMs) * share);
  }
  steps.sort((a, b) => a.atMs - b.atMs);

  if (happens(shares.withdrawn)) {
    const lastStepMs = steps.at(-1)?.atMs ?? filedAtMs;
    const withdrawnMs = filedAtMs + (lastStepMs - filedAtMs) * random.fraction();
    steps = steps.filter(({ atMs }) => atMs <= withdrawnMs);
    add(withdrawnMs, 'WITHDRAWN');
  } else if (happens(shares.stalled)) {
    const kept = random.between(2, steps.length - 1);
    // Passing on and the referral that comes of it are one act.
    steps.length = steps[kept - 1]?.event === 'FORWARDED' ? kept + 1 : kept;
  }
  return { steps, referrals: plan.referrals, hiddenByCitizen };
}

function shareHidden(type: ApplicationType): number {
  if (type === 'COMPLAINT') return shares.complaintHiddenByCitizen;
  return type === 'REPORT' ? shares.reportHiddenByCitizen : 0;
}
