import { type LocalDate, localDateOf } from '../../../lib/kit/local-date.ts';
import {
  type ApplicationDocument,
  isMetByInterimReply,
  type ReferralDocument,
} from '../record/index.ts';
import type { EarlierAnswerFacts, ReplyOutcome } from '../schema-types.ts';
import { type FactAppeal, finalReply, outcomeOf } from './outcome-of.ts';

/** The states of an application at the end of past days, as far as its record tells. */

type Application = Pick<
  ApplicationDocument,
  'type' | 'earlierAnswers' | 'pauses' | 'awaitingCitizenSince'
>;

/** The day of an instant in Istanbul; null for none. */
export const dayOf = (instant: Date | null | undefined): LocalDate | null =>
  instant ? localDateOf(instant) : null;

/** The answers that upheld appeals have replaced, each with its clocks and its rating, oldest first. */
export const replacedAnswers = ({ type, earlierAnswers = [] }: Application): EarlierAnswerFacts[] =>
  earlierAnswers.map((answer) => ({
    answeredOn: localDateOf(answer.answeredAt),
    targetDate: answer.targetDate,
    statutoryDate: answer.statutoryDate,
    extendedOn: answer.extendedOn,
    metOn: isMetByInterimReply({ ...answer, type }) ? answer.interimRepliedOn : null,
    rating: answer.rating?.score ?? null,
    isSolved: answer.rating?.solved ?? null,
    ratedOn: dayOf(answer.rating?.ratedAt),
    reopenedOn: localDateOf(answer.reopenedAt),
  }));

/** The day since which it waited for the citizen at the end of a day; null if it did not. */
export function waitingOn(
  { earlierAnswers = [], pauses, awaitingCitizenSince }: Application,
  day: LocalDate,
): LocalDate | null {
  const ended = [...earlierAnswers.flatMap((answer) => answer.pauses), ...pauses];
  const pause = ended.find(({ from, to }) => from <= day && to > day);
  if (pause) return pause.from;
  return awaitingCitizenSince !== null && awaitingCitizenSince <= day ? awaitingCitizenSince : null;
}

/** The outcome at the end of each day on which something happened. */
export function outcomesOnDays(
  referrals: readonly ReferralDocument[],
  appeals: readonly FactAppeal[],
): (day: LocalDate) => ReplyOutcome | null {
  const firstReply = referrals
    .flatMap(({ replies }) => replies)
    .filter(({ kind }) => kind === 'FINAL')
    .reduce((first, { repliedAt }) => Math.min(first, repliedAt.getTime()), Infinity);
  if (firstReply === Infinity) return () => null;
  const since = localDateOf(new Date(firstReply));
  const known = new Map<LocalDate, ReplyOutcome | null>();
  return (day) => {
    if (day < since) return null;
    const found = known.get(day);
    if (found !== undefined) return found;
    const outcome = outcomeOf(referralsOn(referrals, day), appealsOn(appeals, day));
    known.set(day, outcome);
    return outcome;
  };
}

/** Those that there were at the end of a day, as they were then: whether open, answered, or passed on. */
function referralsOn(referrals: readonly ReferralDocument[], day: LocalDate): ReferralDocument[] {
  return referrals
    .filter(({ referredAt }) => localDateOf(referredAt) <= day)
    .map((referral) => {
      const { closedAt } = referral;
      const open = closedAt === null || localDateOf(closedAt) > day;
      const then = {
        ...referral,
        open,
        replies: referral.replies.filter(({ repliedAt }) => localDateOf(repliedAt) <= day),
      };
      if (open) return { ...then, state: 'IN_PROGRESS' };
      return { ...then, state: finalReply(then) ? 'ANSWERED' : 'CANCELLED' };
    });
}

const appealsOn = (appeals: readonly FactAppeal[], day: LocalDate) =>
  appeals.filter(({ decidedAt }) => decidedAt && localDateOf(decidedAt) <= day);
