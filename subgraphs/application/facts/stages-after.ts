import { referralConsequences, referralRules } from '../casework/index.ts';
import { deriveStage, type TimelineEntryRecord } from '../record/index.ts';
import type { ReferralState, Stage, TimelineEvent } from '../schema-types.ts';

/** The state that an entry leads its referral to, by the tables of the workflow. */
const stateAfter = new Map<TimelineEvent, ReferralState>([
  ...[...referralRules, ...referralConsequences].flatMap(({ to, writes }) =>
    to && writes && writes.event !== 'TAKEN_OVER' ? [[writes.event, to] as const] : [],
  ),
  ['REFERRED', 'PENDING'],
]);

/** The state of an application while its history is gone through. */
interface Replayed {
  withdrawn: boolean;
  refused: boolean;
  claimed: boolean;
  /** By referral. */
  readonly states: Map<string, ReferralState>;
  /** Of the referral that was passed on last without anybody acting: who takes over continues in it. */
  left: ReferralState;
}

/**
 * The stage of an application after each entry of its timeline. The dates and the answer of a former stage are known to
 * no other document.
 */
export function stagesAfter(entries: readonly TimelineEntryRecord[]): Stage[] {
  const replayed: Replayed = {
    withdrawn: false,
    refused: false,
    claimed: false,
    states: new Map(),
    left: 'PENDING',
  };
  return entries.map((entry) => {
    follow(replayed, entry);
    const referrals = [...replayed.states.values()].map((state) => ({ state }));
    return deriveStage({ ...replayed, referrals });
  });
}

function follow(replayed: Replayed, { event, referralId, actor }: TimelineEntryRecord): void {
  const { states } = replayed;
  if (event === 'CLAIMED') replayed.claimed = true;
  if (event === 'REFUSED') replayed.refused = true;
  if (event === 'WITHDRAWN') replayed.withdrawn = true;
  if (event === 'SUPPLEMENTED') {
    for (const [id, state] of states)
      if (state === 'AWAITING_CITIZEN') states.set(id, 'IN_PROGRESS');
  }
  if (!referralId) return;
  const id = referralId.toHexString();
  if (event === 'FORWARDED' && actor === null) replayed.left = states.get(id) ?? 'PENDING';
  const state = event === 'TAKEN_OVER' ? replayed.left : stateAfter.get(event);
  if (state) states.set(id, state);
}
