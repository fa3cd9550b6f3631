import type { Measure } from '../../../lib/kit/measure.ts';
import { reused } from '../../../lib/kit/reused.ts';
import { openReferralStates } from '../record/index.ts';
import { countWork, type WorkCountsDependencies } from './work-counts.ts';

/** How long the counts are reused: they cost MongoDB some tens of milliseconds. */
const reusedForMs = 10_000;

/** The work of the centre and of all units, the same in every process. */
export function measuresOfWork(dependencies: WorkCountsDependencies): readonly Measure[] {
  const counts = reused(() => countWork(dependencies), reusedForMs);
  return [
    {
      name: 'evaluation_queue_length',
      help: 'Applications that await the centre, up to 10,000.',
      isCount: false,
      value: async () => (await counts()).queue,
    },
    {
      name: 'evaluation_queue_oldest_seconds',
      help: 'Time since the first of them was filed.',
      isCount: false,
      value: async () => (await counts()).oldestSeconds,
    },
    ...openReferralStates.map((state) => ({
      name: 'open_referrals',
      help: 'Open referrals of all units, up to 10,000 in each state.',
      isCount: false,
      labels: { state },
      value: async () => (await counts()).referrals?.[state] ?? null,
    })),
    {
      name: 'pending_appeals',
      help: 'Appeals that await the decision of a unit, up to 10,000.',
      isCount: false,
      value: async () => (await counts()).appeals,
    },
    ...(['centre', 'units', 'appeals'] as const).map((holder) => ({
      name: 'overdue_work',
      help: 'What is overdue: applications that await the centre, open referrals of units, and pending appeals; up to 10,000 each.',
      isCount: false,
      labels: { holder },
      value: async () => (await counts()).overdue[holder],
    })),
  ];
}
