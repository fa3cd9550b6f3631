import { localDateOf } from '../../../../lib/kit/local-date.ts';
import {
  type AppealDocument,
  type ApplicationDocument,
  deriveStage,
  type ReferralDocument,
  type TimelineDocument,
} from '../../../../subgraphs/application/record/index.ts';

/** The documents of one application. */
interface Documents {
  readonly document: ApplicationDocument;
  readonly referrals: readonly ReferralDocument[];
  readonly appeals: readonly AppealDocument[];
  readonly entries: TimelineDocument['entries'];
}

type Entry = TimelineDocument['entries'][number];

/** The state of a referral after an entry about it. */
const states: Readonly<Record<string, ReferralDocument['state']>> = {
  REFERRED: 'PENDING',
  ACCEPTED: 'IN_PROGRESS',
  TAKEN_OVER: 'IN_PROGRESS',
  CLARIFICATION_REQUESTED: 'AWAITING_CITIZEN',
  CLARIFICATION_ENDED: 'IN_PROGRESS',
  REPLY_DRAFTED: 'AWAITING_APPROVAL',
  REPLY_REJECTED: 'IN_PROGRESS',
  REPLY_WITHDRAWN: 'IN_PROGRESS',
  INTERIM_REPLIED: 'IN_PROGRESS',
  REPLIED: 'ANSWERED',
  FORWARDED: 'FORWARDED',
  RETURNED: 'RETURNED',
  CANCELLED: 'CANCELLED',
};

/**
 * The documents as they would be if nothing had happened after a day; null if it was not yet filed. Dates stay as pauses and
 * extensions have left them.
 */
export function documentsOn(documents: Documents, day: string): Documents | null {
  const { document } = documents;
  const by = (at: Date | null | undefined) => at != null && localDateOf(at) <= day;
  const came = (on: string | null) => (on !== null && on <= day ? on : null);
  if (!by(document.filedAt)) return null;
  const entries = documents.entries.filter(({ at }) => by(at));
  if (entries.length === documents.entries.length) return documents;
  const referrals = documents.referrals
    .filter(({ referredAt }) => by(referredAt))
    .map((referral): ReferralDocument => ({
      ...referral,
      state: stateOf(referral, entries),
      replies: referral.replies.filter(({ repliedAt }) => by(repliedAt)),
    }));
  const happened = (event: string) => entries.some((entry) => entry.event === event);
  const earlier = document.earlierAnswers ?? [];
  // The answer that was awaited, or given, on that day: the first that no appeal had replaced by then.
  const { answeredAt, rating, targetDate, statutoryDate, extendedOn, interimRepliedOn } =
    earlier.find(({ reopenedAt }) => !by(reopenedAt)) ?? document;
  const refused = happened('REFUSED');
  const stage = deriveStage({
    withdrawn: happened('WITHDRAWN'),
    refused,
    claimed: happened('CLAIMED'),
    referrals,
  });
  const pause = [...earlier.flatMap(({ pauses }) => pauses), ...document.pauses].find(
    ({ from, to }) => from <= day && day < to,
  );
  return {
    entries,
    referrals,
    appeals: documents.appeals.map((appeal) =>
      by(appeal.decidedAt) ? appeal : { ...appeal, state: 'PENDING', decidedAt: null },
    ),
    document: {
      ...document,
      stage,
      targetDate,
      statutoryDate,
      answeredAt: stage === 'ANSWERED' ? answeredAt : null,
      rating: by(rating?.ratedAt) ? rating : null,
      extendedOn: came(extendedOn),
      interimRepliedOn: came(interimRepliedOn),
      awaitingCitizenSince: pause?.from ?? came(document.awaitingCitizenSince),
      refusalReason: refused ? document.refusalReason : null,
      earlierAnswers: earlier.filter(({ reopenedAt }) => by(reopenedAt)),
    },
  };
}

function stateOf({ _id }: ReferralDocument, entries: readonly Entry[]): ReferralDocument['state'] {
  let state: ReferralDocument['state'] = 'PENDING';
  for (const { referralId, event } of entries) {
    if (event === 'SUPPLEMENTED' && state === 'AWAITING_CITIZEN') state = 'IN_PROGRESS';
    if (referralId?.equals(_id)) state = states[event] ?? state;
  }
  return state;
}
