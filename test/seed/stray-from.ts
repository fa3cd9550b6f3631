import { isDeepStrictEqual } from 'node:util';
import type { SeededApplication } from '../../seed/applications/applications.ts';
import { replay } from '../casework/replay.ts';

/**
 * The differences between what is stored and what the timeline leads to, or why the timeline is
 * illegal.
 */
export function strayFrom({
  application,
  referrals,
  timeline,
  appeals: made,
}: SeededApplication): string[] {
  const { number } = application;
  try {
    const { stage, states, appeals } = replay(timeline.entries);
    const stored = new Map(referrals.map(({ _id, state }) => [_id.toHexString(), state]));
    const isSame = stage === application.stage && isDeepStrictEqual(states, stored);
    const decided = made.map(({ state }) => state);
    return isSame && isDeepStrictEqual(appeals, decided) ? [] : [`${number} stands elsewhere`];
  } catch (error) {
    return [`${number}: ${String(error)}`];
  }
}
