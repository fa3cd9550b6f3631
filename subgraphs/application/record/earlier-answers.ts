import { localDateOf } from '../../../lib/kit/local-date.ts';
import { overdueDayOf } from './alarms.ts';
import type { ApplicationDocument, EarlierAnswerRecord } from './application.model.ts';
import { ratingOf } from './rating.ts';

/** The moment from whose day the clocks of an application run: the last upheld appeal, else the filing. */
export const clocksRunFrom = ({
  earlierAnswers,
  filedAt,
}: Pick<ApplicationDocument, 'earlierAnswers' | 'filedAt'>): Date =>
  earlierAnswers?.at(-1)?.reopenedAt ?? filedAt;

/** The clocks with which the time for an answer begins. The projection sets the dates. */
export const freshClocks = () => ({
  pauses: [],
  extendedOn: null,
  interimRepliedOn: null,
  targetPassedTold: false,
  statutoryPassedTold: false,
});

/**
 * Sets the present answer apart, with its clocks and its rating, and starts the clocks of the next one. The
 * application is still answered.
 */
export function reopen(
  application: ApplicationDocument,
  { appealId, at }: { appealId: EarlierAnswerRecord['appealId']; at: Date },
): void {
  const { answeredAt, earlierAnswers = [] } = application;
  if (answeredAt === null) throw new Error('only an answered application is reopened');
  const { targetDate, statutoryDate, pauses, extendedOn, interimRepliedOn } = application;
  const { targetPassedTold, statutoryPassedTold } = application;
  const overdueFrom = overdueDayOf(application);
  const earlier: EarlierAnswerRecord = {
    appealId,
    answeredAt,
    targetDate,
    statutoryDate,
    overdue: overdueFrom !== null && overdueFrom <= localDateOf(answeredAt),
    pauses,
    extendedOn,
    interimRepliedOn,
    targetPassedTold,
    statutoryPassedTold,
    rating: ratingOf(application),
    reopenedAt: at,
  };
  Object.assign(application, freshClocks(), {
    rating: null,
    earlierAnswers: [...earlierAnswers, earlier],
  });
}
