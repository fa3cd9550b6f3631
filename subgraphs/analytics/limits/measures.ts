import type { Measure } from '../../../lib/kit/measure.ts';
import type { Limits } from './limits.ts';

type Counts = Pick<Limits, 'running' | 'waiting'>;

/**
 * How many questions there are now. Where too many wait, one is refused.
 * @param questions those that share places, by their kind.
 */
export const measuresOfQuestions = (
  questions: Readonly<Record<string, Counts>>,
): readonly Measure[] =>
  Object.entries(questions).flatMap(([kind, counts]) => [
    {
      name: 'analytics_questions_running',
      help: 'Questions that are worked on, by their kind.',
      isCount: false,
      labels: { kind },
      value: () => counts.running,
    },
    {
      name: 'analytics_questions_waiting',
      help: 'Questions that wait for their turn, by their kind.',
      isCount: false,
      labels: { kind },
      value: () => counts.waiting,
    },
  ]);
