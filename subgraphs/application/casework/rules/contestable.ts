import { addDays, type LocalDate, localDateOf } from '../../../../lib/kit/local-date.ts';
import { inKnownYears } from '../../calendar/index.ts';
import type { AppealKind } from '../../schema-types.ts';
import { ratingOf, type ReferralDocument } from '../../record/index.ts';
import type { Facts } from './facts.ts';

/** Days within which an answer can be contested before the unit above; for the objection by law 4982. */
const appealDays = { APPEAL: 30, OBJECTION: 15 } as const;

/** An answer, and the kind of appeal that would contest it. */
export interface Contestable {
  referral: ReferralDocument;
  kind: AppealKind;
}

/** The facts by which an appeal is judged. */
type Answers = Pick<Facts, 'application' | 'referrals' | 'appeals' | 'today' | 'calendar'>;

/** The answers not yet appealed against: those open to an objection first, each group latest first. */
export function uncontested({ application: { type }, referrals, appeals }: Answers): Contestable[] {
  const answered = referrals
    .filter(
      ({ _id, state }) =>
        state === 'ANSWERED' && !appeals.some(({ referralId }) => referralId.equals(_id)),
    )
    .toSorted((one, other) => Number(one.closedAt) - Number(other.closedAt));
  // An information request refused in whole or in part is objected to; anything else is appealed.
  const kindOf = (referral: ReferralDocument): AppealKind =>
    type === 'INFORMATION_REQUEST' && isRefused(referral) ? 'OBJECTION' : 'APPEAL';
  const all = answered.map((referral) => ({ referral, kind: kindOf(referral) })).toReversed();
  return [
    ...all.filter(({ kind }) => kind === 'OBJECTION'),
    ...all.filter(({ kind }) => kind === 'APPEAL'),
  ];
}

/** Those of them that a rating leaves open: against a refusal the law gives the right to object. */
export const unsettled = (answers: Answers): Contestable[] =>
  uncontested(answers).filter(
    ({ kind }) => kind === 'OBJECTION' || !ratingOf(answers.application)?.solved,
  );

/** The answers that can be contested now; the first is the default when none is named. */
export function contestable(answers: Answers): Contestable[] {
  const from = contestableFrom(answers);
  if (from === null) return [];
  return unsettled(answers).filter(({ kind }) =>
    isInTime(addDays(from, appealDays[kind]), answers),
  );
}

/** An answer that can be appealed against, and the last day on which that is in time. */
export interface Appealable extends Contestable {
  until: LocalDate;
}

/** The answers that can be appealed against now, the default first: nothing while an appeal is pending. */
export function appealable(answers: Answers): Appealable[] {
  const from = contestableFrom(answers);
  if (from === null || answers.appeals.some(({ state }) => state === 'PENDING')) return [];
  const { calendar } = answers;
  const until = (kind: AppealKind) =>
    inKnownYears(() => calendar().calendar.nextBusinessDayFrom(addDays(from, appealDays[kind])));
  return contestable(answers).map((each) => ({ ...each, until: until(each.kind) }));
}

/** A last day that is a day off moves to the next business day, as the dates of the clocks do. */
function isInTime(lastDay: LocalDate, { today, calendar }: Answers): boolean {
  if (today <= lastDay) return true; // nearly always so, and needs no calendar
  return inKnownYears(() => today <= calendar().calendar.nextBusinessDayFrom(lastDay));
}

/**
 * The day from which the time for an appeal is counted: no answer could be contested before all answers were
 * given, nor while an appeal against another one was pending.
 */
function contestableFrom({ application: { answeredAt }, appeals }: Answers): LocalDate | null {
  if (answeredAt === null) return null;
  const moments = [answeredAt, ...appeals.flatMap(({ decidedAt }) => decidedAt ?? [])];
  return localDateOf(new Date(Math.max(...moments.map((at) => at.getTime()))));
}

function isRefused({ replies }: ReferralDocument): boolean {
  const outcome = replies.at(-1)?.outcome;
  return outcome === 'REFUSED' || outcome === 'PARTLY_GRANTED';
}
