import type { Further } from './further.ts';
import { afterwardDays as days, afterwardShares as shares, furtherShares } from './work-shares.ts';

const dayMs = 86_400_000;

/** Further answers after the first one; the workflow knows no limit. */
const mostNewAnswers = 2;

/**
 * Plans what happens after the answer: its rating, an appeal against it, the decision of the unit above, and the new
 * answer if it is upheld. @returns how many referrals there are then.
 */
export function planAfterwards(
  further: Further,
  { referrals, isHidden }: { referrals: number; isHidden: boolean },
): number {
  const { random, steps, add, later } = further;
  if (steps.some(({ act }) => act.action === 'WITHDRAW' || act.action === 'REFUSE')) {
    return referrals;
  }
  let answeredMs = lastApproval(further);
  let made = referrals;
  while (answeredMs !== null && made <= referrals + mostNewAnswers) {
    const rating = random.chance(shares.rated) ? drawRating(further) : null;
    const waitMs = random.exponential(days.toRating) * dayMs;
    const doneMs = rating ? add(answeredMs + waitMs, { action: 'RATE', ...rating }) : answeredMs;
    if (!random.chance(appealShare(further, rating?.solved ?? null))) break;
    // Citizens appeal at any hour.
    const appealedMs = add(doneMs + random.exponential(days.toAppeal) * dayMs, {
      action: 'APPEAL',
    });
    if (isHidden && random.chance(furtherShares.redacted)) {
      add(later(appealedMs), { action: 'REDACT', part: 'WORDS' });
    }
    if (!random.chance(shares.decided)) break;
    const decision = random.chance(shares.upheld) ? 'UPHELD' : 'DISMISSED';
    const wantedMs = appealedMs + random.exponential(days.toDecision) * dayMs;
    const decidedMs = later(appealedMs, wantedMs);
    add(decidedMs, { action: 'DECIDE_APPEAL', decision, makes: made });
    if (decision === 'DISMISSED') break;
    answeredMs = planNewAnswer(further, made, decidedMs);
    made += 1;
  }
  return made;
}

/** When the last final reply is to be approved; null if none is. */
function lastApproval({ steps }: Further): number | null {
  const drafted = new Set(
    steps.flatMap(({ act }) =>
      act.action === 'DRAFT_REPLY' && act.kind === 'FINAL' ? [act.referral] : [],
    ),
  );
  const approvals = steps.flatMap(({ atMs, act }) =>
    act.action === 'APPROVE_REPLY' && drafted.has(act.referral) ? [atMs] : [],
  );
  return approvals.length > 0 ? Math.max(...approvals) : null;
}

function drawRating({ random }: Further): { score: number; solved: boolean } {
  const solved = random.chance(shares.solved);
  return { solved, score: solved ? random.between(3, 5) : random.between(1, 3) };
}

function appealShare({ type }: Further, solved: boolean | null): number {
  const isInformation = type === 'INFORMATION_REQUEST';
  // The law lets applicants object to a refused part whatever they think of the rest.
  if (solved) return isInformation ? shares.objectedThoughSolved : 0;
  const share = solved === null ? shares.appealedUnrated : shares.appealedUnsolved;
  return share + (isInformation ? shares.appealedInformation : 0);
}

/** The unit works on the application again. @returns when it answers; null if it does not. */
function planNewAnswer(
  { random, type, add, later }: Further,
  referral: number,
  openedMs: number,
): number | null {
  if (random.chance(shares.leftAfterUpheld)) return null;
  const spanMs = random.exponential(days.toNewAnswer) * dayMs;
  const acceptedMs = later(openedMs, openedMs + spanMs * 0.2);
  add(acceptedMs, { action: 'ACCEPT', referral });
  if (type === 'INFORMATION_REQUEST' && random.chance(furtherShares.extended)) {
    add(later(acceptedMs), { action: 'EXTEND', referral });
  }
  const draftedMs = later(acceptedMs, openedMs + spanMs * 0.9);
  add(draftedMs, { action: 'DRAFT_REPLY', referral, kind: 'FINAL' });
  return add(later(draftedMs, openedMs + spanMs), { action: 'APPROVE_REPLY', referral });
}
