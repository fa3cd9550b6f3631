import type { EarlierAnswerRecord, Loaders } from '../record/index.ts';
import { maySeeOutcome, type SeenApplication } from './sight.ts';
import { wholeOf } from './whole-application.ts';

/** An answer that an upheld appeal has replaced, as one viewer sees it. */
export interface SeenEarlierAnswer {
  readonly answer: EarlierAnswerRecord;
  readonly seen: SeenApplication;
}

/** The earlier answers that the viewer sees, oldest first. */
export async function earlierAnswersOf(
  seen: SeenApplication,
  loaders: Loaders,
): Promise<SeenEarlierAnswer[]> {
  if (!maySeeOutcome(seen)) return [];
  const { earlierAnswers = [] } = await wholeOf(seen, loaders);
  return earlierAnswers.map((answer) => ({ answer, seen }));
}
