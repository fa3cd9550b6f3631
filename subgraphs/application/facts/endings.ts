import { type LocalDate, localDateOf } from '../../../lib/kit/local-date.ts';
import type { ReferralDocument, TimelineEntryRecord } from '../record/index.ts';
import type { TimelineEvent } from '../schema-types.ts';

type Entry = Pick<TimelineEntryRecord, 'at' | 'event' | 'actor' | 'referralId'>;
type Referral = Pick<ReferralDocument, '_id' | 'forwardedFrom'>;

/** The end of the waiting that began with a step. */
interface Ending {
  readonly by: TimelineEvent;
  readonly on: LocalDate;
}

/** The system passes on what units may no longer have, by the same event as a unit that forwards. */
export const isAutomatic = ({ actor }: Pick<Entry, 'actor'>): boolean => actor === null;

/** The steps that end a question at the unit that has it. */
const endsQuestion: readonly TimelineEvent[] = [
  'CLARIFICATION_ENDED',
  'FORWARDED',
  'RETURNED',
  'CANCELLED',
];

/**
 * The step that ended the waiting that began with an entry: of a question to the citizen, the supplement or what made it needless;
 * of an appeal, its decision. Null for what nobody waits for, and while the waiting goes on.
 */
export function endingOf<Of extends Entry>(
  entry: Of,
  entries: readonly Of[],
  referrals: readonly Referral[],
): Ending | null {
  const isAppeal = entry.event === 'APPEALED';
  if (!isAppeal && entry.event !== 'CLARIFICATION_REQUESTED') return null;
  const later = entries.slice(entries.indexOf(entry) + 1);
  // One appeal is pending at a time.
  const end = isAppeal ? later.find(isDecision) : endOfQuestion(entry, later, referrals);
  return end ? { by: end.event, on: localDateOf(end.at) } : null;
}

const isDecision = ({ event }: Entry) => event === 'APPEAL_UPHELD' || event === 'APPEAL_DISMISSED';

function endOfQuestion<Of extends Entry>(
  { referralId }: Of,
  later: readonly Of[],
  referrals: readonly Referral[],
): Of | undefined {
  let holder = referralId;
  for (const entry of later) {
    // A supplement answers all that is asked at the time.
    if (entry.event === 'SUPPLEMENTED' || entry.event === 'WITHDRAWN') return entry;
    if (!holder || !entry.referralId?.equals(holder) || !endsQuestion.includes(entry.event)) {
      continue;
    }
    if (entry.event === 'FORWARDED' && isAutomatic(entry)) {
      // The system passes the question on with the referral.
      const from: typeof holder = holder;
      holder = referrals.find(({ forwardedFrom }) => forwardedFrom?.equals(from))?._id ?? null;
      continue;
    }
    // A withdrawal is written after the referrals that it cancels.
    const isSameMove = ({ at, event }: Entry) =>
      event === 'WITHDRAWN' && at.getTime() === entry.at.getTime();
    return later.find(isSameMove) ?? entry;
  }
  return undefined;
}
