import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import type { Random } from '../random.ts';
import { planAfterwards } from './afterwards-plan.ts';
import type { Further } from './further.ts';
import type { OfficeHours } from './office-hours.ts';
import type { PlannedAct, Step } from './planned-acts.ts';
import type { WorkPlan } from './work-plan.ts';
import { furtherShares as shares } from './work-shares.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

interface FurtherOptions {
  type: ApplicationType;
  hasAttachments: boolean;
}

/**
 * Adds to a plan what people do besides the course of the answer, and what happens after it. Draws of its own decide,
 * so that the course stays the same.
 */
export function planFurtherActs(
  random: Random,
  hours: OfficeHours,
  plan: WorkPlan,
  { type, hasAttachments }: FurtherOptions,
): WorkPlan {
  const steps = [...plan.steps];
  const further: Further = {
    random,
    type,
    steps,
    add(wantedMs, act) {
      let atMs = wantedMs;
      // Each move has a moment of its own.
      while (steps.some((step) => step.atMs === atMs)) atMs += 1_000;
      steps.push({ atMs, act });
      return atMs;
    },
    later: (afterMs, wantedMs = 0) =>
      hours.next(Math.max(wantedMs, afterMs + random.between(4, 50) * minuteMs), random),
  };
  for (let referral = 0; referral < plan.referrals; referral += 1) planInUnit(further, referral);
  const isHidden = plan.hiddenByCitizen || timeOf(steps, 'HIDE_IDENTITY') !== undefined;
  planAtCentre(further, { isHidden, hasAttachments });
  const referrals = planAfterwards(further, { referrals: plan.referrals, isHidden });
  planCorrection(further);
  return { ...plan, steps: steps.toSorted((a, b) => a.atMs - b.atMs), referrals };
}

/** What the officers of a unit do besides, and drafts that are not approved. */
function planInUnit({ random, type, steps, add, later }: Further, referral: number): void {
  const timeOfOwn = (action: PlannedAct['action']) => timeOf(steps, action, referral);
  const acceptedMs = timeOfOwn('ACCEPT');
  if (acceptedMs === undefined) return;
  const draft = steps.find(({ act }) => isDraft(act, referral));
  const untilMs = draft?.atMs ?? acceptedMs + 3 * dayMs;
  const meanwhile = () =>
    later(acceptedMs, acceptedMs + (untilMs - acceptedMs) * random.fraction());
  if (random.chance(shares.assigned)) add(later(acceptedMs), { action: 'ASSIGN', referral });
  if (random.chance(shares.noted)) add(meanwhile(), { action: 'ADD_NOTE', referral });
  if (type === 'INFORMATION_REQUEST' && random.chance(shares.extended)) {
    add(meanwhile(), { action: 'EXTEND', referral });
  }
  if (draft) {
    planSecondDraft({ random, type, steps, add, later }, referral, draft.atMs);
    return;
  }
  const askedMs = timeOfOwn('REQUEST_CLARIFICATION');
  const isSilent = askedMs !== undefined && timeOfOwn('SUPPLEMENT') === undefined;
  if (!isSilent || !random.chance(shares.decidedWithoutAnswer)) return;
  const draftedMs = later(askedMs, askedMs + random.between(20, 40) * dayMs);
  add(draftedMs, { action: 'DRAFT_REPLY', referral, kind: 'FINAL' });
  add(later(draftedMs, draftedMs + dayMs), { action: 'APPROVE_REPLY', referral });
}

/** Sometimes the draft is rejected or withdrawn, and another one approved. */
function planSecondDraft(
  { random, steps, add, later }: Further,
  referral: number,
  draftedMs: number,
): void {
  const isRejected = random.chance(shares.rejected);
  if (!isRejected && !random.chance(shares.withdrawnDraft)) return;
  const index = steps.findIndex(
    ({ atMs, act }) =>
      act.action === 'APPROVE_REPLY' && act.referral === referral && atMs > draftedMs,
  );
  const [approval] = index < 0 ? [] : steps.splice(index, 1);
  if (!approval) return;
  const action = isRejected ? 'REJECT_REPLY' : 'WITHDRAW_REPLY';
  const endedMs = add(later(draftedMs), { action, referral });
  if (isRejected && random.chance(shares.leftAfterRejection)) return;
  const againMs = add(later(endedMs), { action: 'DRAFT_REPLY', referral, kind: 'FINAL' });
  add(later(againMs, approval.atMs), { action: 'APPROVE_REPLY', referral });
}

/** What the centre does besides: it redacts, withholds, takes units out, and leaves what was returned. */
function planAtCentre(
  { random, steps, add, later }: Further,
  { isHidden, hasAttachments }: { isHidden: boolean; hasAttachments: boolean },
): void {
  const claimedMs = timeOf(steps, 'CLAIM');
  if (claimedMs === undefined) return;
  if (isHidden && random.chance(shares.redacted)) {
    add(later(claimedMs), { action: 'REDACT', part: 'WORDS' });
    const supplements = steps.filter(({ act }) => act.action === 'SUPPLEMENT');
    for (const { atMs } of supplements) add(later(atMs), { action: 'REDACT', part: 'WORDS' });
  }
  if (hasAttachments) {
    if (random.chance(shares.attachmentWithheld)) {
      const withheldMs = add(later(claimedMs), { action: 'WITHHOLD_ATTACHMENT' });
      if (random.chance(shares.attachmentReleased)) {
        add(later(withheldMs, withheldMs + 2 * dayMs), { action: 'RELEASE_ATTACHMENT' });
      }
    } else if (random.chance(shares.allAttachmentsWithheld)) {
      add(later(claimedMs), { action: 'REDACT', part: 'ATTACHMENTS' });
    }
  }
  for (const { atMs, act } of steps.slice()) {
    if (act.action === 'RETURN' && random.chance(shares.neverReferredAgain)) {
      const index = steps.findIndex(
        (step) => step.act.action === 'REFER' && step.act.after === act.referral,
      );
      if (index >= 0) steps.splice(index, 1);
    }
    if (act.action !== 'REFER' || act.after !== null || act.makes === 0) continue;
    if (!random.chance(shares.cancelled)) continue;
    const cancelledMs = later(atMs, atMs + random.between(1, 4) * dayMs);
    add(cancelledMs, { action: 'CANCEL', referral: act.makes });
  }
}

/** The centre notices that the type is wrong: at once, or when a unit has passed the application on. */
function planCorrection({ random, steps, add, later }: Further): void {
  const claimedMs = timeOf(steps, 'CLAIM');
  const passedOnMs = timeOf(steps, 'FORWARD');
  if (passedOnMs !== undefined && random.chance(shares.correctedLater)) {
    add(later(passedOnMs), { action: 'CORRECT' });
  } else if (claimedMs !== undefined && random.chance(shares.corrected)) {
    add(later(claimedMs), { action: 'CORRECT' });
  }
}

/** The time of the first step with this action, of a referral if one is named. */
function timeOf(
  steps: readonly Step[],
  action: PlannedAct['action'],
  referral?: number,
): number | undefined {
  return steps.find(
    ({ act }) =>
      act.action === action &&
      (referral === undefined || ('referral' in act && act.referral === referral)),
  )?.atMs;
}

const isDraft = (act: PlannedAct, referral: number) =>
  act.action === 'DRAFT_REPLY' && act.kind === 'FINAL' && act.referral === referral;
