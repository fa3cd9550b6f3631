import type {
  AppealState,
  ReferralState,
  Stage,
  TimelineEvent,
} from '../../subgraphs/application/schema-types.ts';
import type { TimelineEntryRecord } from '../../subgraphs/application/record/index.ts';

interface Step {
  from: readonly ReferralState[];
  /** Absent if the state does not change. */
  to?: ReferralState;
}

const open: readonly ReferralState[] = [
  'PENDING',
  'IN_PROGRESS',
  'AWAITING_APPROVAL',
  'AWAITING_CITIZEN',
];

/**
 * The possible transitions of a referral, written independently of the tables that the graph uses.
 */
const steps: Partial<Record<TimelineEvent, Step>> = {
  ACCEPTED: { from: ['PENDING'], to: 'IN_PROGRESS' },
  ASSIGNED: { from: open },
  FORWARDED: { from: ['PENDING', 'IN_PROGRESS', 'AWAITING_CITIZEN'], to: 'FORWARDED' },
  RETURNED: { from: ['PENDING', 'IN_PROGRESS', 'AWAITING_CITIZEN'], to: 'RETURNED' },
  CLARIFICATION_REQUESTED: { from: ['IN_PROGRESS'], to: 'AWAITING_CITIZEN' },
  CLARIFICATION_ENDED: { from: ['AWAITING_CITIZEN'], to: 'IN_PROGRESS' },
  REPLY_DRAFTED: { from: ['IN_PROGRESS'], to: 'AWAITING_APPROVAL' },
  REPLY_REJECTED: { from: ['AWAITING_APPROVAL'], to: 'IN_PROGRESS' },
  REPLY_WITHDRAWN: { from: ['AWAITING_APPROVAL'], to: 'IN_PROGRESS' },
  INTERIM_REPLIED: { from: ['AWAITING_APPROVAL'], to: 'IN_PROGRESS' },
  REPLIED: { from: ['AWAITING_APPROVAL'], to: 'ANSWERED' },
  EXTENDED: { from: open },
  NOTE_ADDED: { from: [...open, 'ANSWERED'] },
  CANCELLED: { from: [...open, 'RETURNED'], to: 'CANCELLED' },
};

/** Whether the table above allows an entry for a referral in a state. */
export const mayFollow = (event: TimelineEvent, state: ReferralState) =>
  steps[event]?.from.includes(state) === true;

const decisions: Partial<Record<TimelineEvent, AppealState>> = {
  APPEAL_UPHELD: 'UPHELD',
  APPEAL_DISMISSED: 'DISMISSED',
};

/**
 * When a unit may no longer have it, it is passed on in whatever state it is, and may be taken
 * over in that state.
 */
const leaving: Step = { from: open, to: 'FORWARDED' };

/** The entries that may follow a withdrawal or a refusal. */
const afterTheEnd: readonly TimelineEvent[] = [
  'CANCELLED',
  'REDACTED',
  'IDENTITY_HIDDEN',
  'ATTACHMENT_WITHHELD',
  'ATTACHMENT_RELEASED',
];

interface Facts {
  withdrawn: boolean;
  refused: boolean;
  claimed: boolean;
}

/**
 * The stage that the citizen sees, from the work of all units; also written independently of the
 * graph's own rules.
 */
export function stageOf(
  { withdrawn, refused, claimed }: Facts,
  states: Iterable<ReferralState>,
): Stage {
  const present = new Set(states);
  // A referral that ended without an answer does not count.
  present.delete('FORWARDED');
  present.delete('CANCELLED');
  const worked = present.has('IN_PROGRESS') || present.has('AWAITING_APPROVAL');

  if (withdrawn) return 'WITHDRAWN';
  if (refused) return 'NOT_PROCESSED';
  if (present.has('ANSWERED') && present.size === 1) return 'ANSWERED';
  if (present.has('AWAITING_CITIZEN') && !worked) return 'AWAITING_CITIZEN';
  if (worked) return present.has('IN_PROGRESS') ? 'IN_PROGRESS' : 'AWAITING_APPROVAL';
  if (present.has('PENDING')) return 'REFERRED';
  // No unit has it now: a returned referral belongs to the centre again.
  return claimed || present.has('RETURNED') ? 'UNDER_EVALUATION' : 'RECEIVED';
}

interface Replayed {
  stage: Stage;
  /** By referral. */
  states: Map<string, ReferralState>;
  /** In the order in which they were made. */
  appeals: AppealState[];
}

/**
 * The state of an application according to its timeline alone. @throws Error for an entry that may
 * not follow those before it.
 */
export function replay(entries: readonly TimelineEntryRecord[]): Replayed {
  const states = new Map<string, ReferralState>();
  const appeals: AppealState[] = [];
  /** Of the referral that was passed on last. */
  let stateLeft: ReferralState | undefined;
  const facts: Facts = { withdrawn: false, refused: false, claimed: false };
  const [first, ...rest] = entries;
  if (first?.event !== 'FILED') throw new Error(`${first?.event} is not a beginning`);

  for (const { event, referralId, actor } of rest) {
    if (facts.withdrawn || facts.refused) {
      if (!afterTheEnd.includes(event)) throw new Error(`${event} after the end`);
    }
    const decision = decisions[event];
    if (decision || event === 'APPEALED' || event === 'RATED') {
      const stage = stageOf(facts, states.values());
      if (stage !== 'ANSWERED') throw new Error(`${event} while ${stage}`);
    }
    const isPending = appeals.at(-1) === 'PENDING';
    if (decision) {
      if (!isPending) throw new Error(`${event} though nothing waits for it`);
      appeals.splice(-1, 1, decision);
    } else if (event === 'APPEALED') {
      if (isPending) throw new Error('APPEALED while another appeal waits');
      appeals.push('PENDING');
    }
    if (event === 'CLAIMED') facts.claimed = true;
    else if (event === 'REFUSED') facts.refused = true;
    else if (event === 'WITHDRAWN') facts.withdrawn = true;
    else if (event === 'SUPPLEMENTED') supplement(states);
    else if (event === 'TAKEN_OVER') {
      if (!referralId || !stateLeft) throw new Error('TAKEN_OVER though nothing was left');
      states.set(referralId.toHexString(), stateLeft);
      stateLeft = undefined;
    } else if (referralId) {
      const id = referralId.toHexString();
      if (event === 'FORWARDED' && actor === null) stateLeft = states.get(id);
      follow(states, id, event, actor);
    }
  }
  return { stage: stageOf(facts, states.values()), states, appeals };
}

function supplement(states: Replayed['states']): void {
  const waiting = [...states].filter(([, state]) => state === 'AWAITING_CITIZEN');
  if (waiting.length === 0) throw new Error('SUPPLEMENTED though nobody asked');
  for (const [id] of waiting) states.set(id, 'IN_PROGRESS');
}

function follow(
  states: Replayed['states'],
  id: string,
  event: TimelineEvent,
  actor: TimelineEntryRecord['actor'],
): void {
  const state = states.get(id);
  if (event === 'REFERRED') {
    if (state) throw new Error('REFERRED twice');
    states.set(id, 'PENDING');
    return;
  }
  const step = event === 'FORWARDED' && actor === null ? leaving : steps[event];
  if (!state || !step?.from.includes(state)) throw new Error(`${event} while ${state}`);
  states.set(id, step.to ?? state);
}
