import type { Types } from 'mongoose';
import type { CaseInMemory } from './case-in-memory.ts';
import { performOnApplication } from './perform-on-application.ts';
import { performOnReferral } from './perform-on-referral.ts';
import type { Step } from './planned-acts.ts';
import type { WorkDetails } from './situation.ts';

/**
 * Performs the steps that come before the horizon, and what the clock and the closing of units do in between. Units
 * work independently: a step that the workflow does not allow when its time comes is skipped, and
 * so are the steps of a referral that was not made.
 */
export function carryOut(work: CaseInMemory, steps: readonly Step[], details: WorkDetails): void {
  const made = new Map<number, Types.ObjectId>();
  const closings = [...details.closedAtMs];
  function pass(untilMs: number): void {
    for (let [first] = closings; first !== undefined && first < untilMs; [first] = closings) {
      closings.shift();
      work.reportPassedDates(first);
      leaveUnits(work, made, first);
    }
    work.reportPassedDates(untilMs);
  }
  for (const { atMs, act } of steps) {
    if (atMs >= details.horizonMs) break;
    pass(atMs);
    const known = new Set(work.referrals.map(({ publicId }) => publicId));
    const situation = { work, details, made, at: new Date(atMs) };
    const isDone =
      'referral' in act ? performOnReferral(situation, act) : performOnApplication(situation, act);
    if (!isDone || !('makes' in act)) continue;
    const referral = work.referrals.find(({ publicId }) => !known.has(publicId));
    if (referral) made.set(act.makes, referral._id);
  }
  pass(details.horizonMs);
}

/** The successors continue with what was planned for the units that were closed. */
function leaveUnits(work: CaseInMemory, made: Map<number, Types.ObjectId>, atMs: number): void {
  if (!work.leaveUnits(new Date(atMs))) return;
  for (const [planned, id] of made) {
    const next = work.referrals.find(({ forwardedFrom }) => forwardedFrom?.equals(id));
    if (next) made.set(planned, next._id);
  }
}
