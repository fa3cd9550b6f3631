import type { Types } from 'mongoose';
import { alarmsDue, raise } from '../../subgraphs/application/alarms.ts';
import type { ApplicationDocument } from '../../subgraphs/application/application.model.ts';
import type { HeldCalendar } from '../../subgraphs/application/calendar/held-calendar.ts';
import { localDateOf } from '../../subgraphs/application/calendar/local-date.ts';
import { datesOf, isOpenStage } from '../../subgraphs/application/clocks.ts';
import type { ContentDocument } from '../../subgraphs/application/content.model.ts';
import type {
  ReferralState,
  RefusalReason,
  ReplyKind,
  TimelineEvent,
} from '../../subgraphs/application/generated.ts';
import { newEntry, newReferral } from '../../subgraphs/application/new-documents.ts';
import { project } from '../../subgraphs/application/projection.ts';
import type {
  ReferralDocument,
  ReplyRecord,
  ScopeFields,
} from '../../subgraphs/application/referral.model.ts';
import { deriveStage, openReferralStates } from '../../subgraphs/application/stage.ts';
import type { TimelineEntryRecord } from '../../subgraphs/application/timeline.model.ts';
import type { Step } from './work-plan.ts';
import { eventTraits } from './work-shares.ts';

/** What an event makes of the referral that it belongs to. */
const stateAfter: Partial<Record<TimelineEvent, ReferralState>> = {
  REFERRED: 'PENDING',
  ACCEPTED: 'IN_PROGRESS',
  CLARIFICATION_REQUESTED: 'AWAITING_CITIZEN',
  SUPPLEMENTED: 'IN_PROGRESS',
  REPLY_DRAFTED: 'AWAITING_APPROVAL',
  INTERIM_REPLIED: 'IN_PROGRESS',
  REPLIED: 'ANSWERED',
  FORWARDED: 'FORWARDED',
  RETURNED: 'RETURNED',
};

const replyKinds: Partial<Record<TimelineEvent, ReplyKind>> = {
  INTERIM_REPLIED: 'INTERIM',
  REPLIED: 'FINAL',
};

/** What the steps made beside the application itself. */
export interface Work {
  /** In the order in which they were made. */
  referrals: ReferralDocument[];
  entries: TimelineEntryRecord[];
  supplements: ContentDocument['supplements'];
}

/** What the steps themselves do not say. */
export interface WorkWords {
  /** What would happen later has not happened. */
  horizonMs: number;
  /** The id of the n-th referral made. */
  referralId(position: number): Types.ObjectId;
  /** The unit of each planned referral. */
  units: readonly string[];
  scopeOf(unitId: string): ScopeFields;
  reply(kind: ReplyKind, repliedAt: Date): ReplyRecord;
  /** Why a unit passes an application on or gives it back. */
  reason(event: 'FORWARDED' | 'RETURNED'): string;
  refusalReason(): RefusalReason;
}

/** Carries out on a filed application the steps that come before the horizon. */
export function carryOut(
  application: ApplicationDocument,
  steps: readonly Step[],
  held: HeldCalendar,
  words: WorkWords,
): Work {
  const referrals: ReferralDocument[] = [];
  const entries: TimelineEntryRecord[] = [];
  const supplements: Work['supplements'] = [];
  /** Of the planned ones, as far as they were made. */
  const made: (ReferralDocument | undefined)[] = [];

  for (const step of steps) {
    if (step.atMs >= words.horizonMs) break;
    tellPassedDates(step.atMs);
    const at = new Date(step.atMs);
    const { event } = step;
    const referral = step.referral === null ? null : referralOf(step, step.referral, at);
    const { actor, public: isPublic } = traitsOf(step);
    if (referral) changeReferral(referral, event, at);
    else changeApplication(event, at);
    entries.push({
      at,
      event,
      actor,
      // The citizen acts, not the unit that had asked.
      unitId: actor === 'CITIZEN' ? null : (referral?.unitId ?? null),
      referralId: referral?._id ?? null,
      officer: null,
      note: event === 'FORWARDED' || event === 'RETURNED' ? (referral?.reason ?? null) : null,
      public: isPublic,
    });
    rest(at);
  }
  tellPassedDates(words.horizonMs);
  const last = entries.at(-1);
  if (last) project(application, referrals, held, last.at);
  application.version = entries.length;
  return { referrals, entries, supplements };

  /** As the job does, at the beginning of the day after. */
  function tellPassedDates(beforeMs: number) {
    const alarms = alarmsDue(application, localDateOf(new Date(beforeMs - 1)));
    const days = alarms.map((alarm) => ({ alarm, day: alarm.dayOf(application) ?? '' }));
    for (const { alarm, day } of days.toSorted((one, other) => (one.day < other.day ? -1 : 1))) {
      application[alarm.told] = true;
      const [unitId = null] = raise(referrals, (id) => words.scopeOf(id).scopeIds[1] ?? id);
      const at = new Date(`${day}T00:00:00+03:00`);
      entries.push(newEntry({ at, event: alarm.event, unitId, public: false }));
    }
  }

  /** The clock rests while the citizen is asked for more. */
  function rest(at: Date) {
    const { withdrawnAt, refusalReason, claimedAt, awaitingCitizenSince: since } = application;
    const stage = deriveStage({
      withdrawn: withdrawnAt !== null,
      refused: refusalReason !== null,
      claimed: claimedAt !== null,
      referrals,
    });
    application.open = isOpenStage(stage);
    if (stage === 'AWAITING_CITIZEN') {
      application.awaitingCitizenSince ??= localDateOf(at);
    } else if (since !== null) {
      application.pauses.push({ from: since, to: localDateOf(at) });
      application.awaitingCitizenSince = null;
      const { type, filedAt, pauses } = application;
      const history = { pauses, extended: false };
      Object.assign(application, datesOf(type, filedAt, held.calendar, history));
    }
  }

  /** Who made a referral that came from another follows from what became of that one. */
  function traitsOf({ event, cameFrom }: Step) {
    const before = cameFrom === null ? undefined : made[cameFrom];
    return eventTraits[before?.state === 'FORWARDED' ? 'FORWARDED' : event];
  }

  /** The referral of a step, made when the step is its first. */
  function referralOf({ event, cameFrom }: Step, planned: number, at: Date): ReferralDocument {
    const existing = made[planned];
    if (existing) return existing;
    if (event !== 'REFERRED') throw new Error(`${event} of a referral that was not made`);
    const before = cameFrom === null ? undefined : made[cameFrom];
    // The centre has referred anew what was returned: that ends the returned referral.
    if (before?.state === 'RETURNED') before.state = 'CANCELLED';
    // There are fewer units than planned only where the directory has no more for the place.
    const unitId = words.units[planned] ?? words.units[0] ?? '';
    const referral = newReferral(
      {
        _id: words.referralId(referrals.length),
        unitId,
        referredAt: at,
        forwardedFrom: before?.state === 'FORWARDED' ? before._id : null,
        ...words.scopeOf(unitId),
      },
      application,
    );
    made[planned] = referral;
    referrals.push(referral);
    return referral;
  }

  function changeReferral(referral: ReferralDocument, event: TimelineEvent, at: Date) {
    referral.state = stateAfter[event] ?? referral.state;
    if (!openReferralStates.includes(referral.state)) referral.closedAt = at;
    if (event === 'FORWARDED' || event === 'RETURNED') referral.reason = words.reason(event);
    const kind = replyKinds[event];
    if (kind) referral.replies.push(words.reply(kind, at));
    if (kind === 'INTERIM') application.interimRepliedOn ??= localDateOf(at);
  }

  function changeApplication(event: TimelineEvent, at: Date) {
    if (event === 'CLAIMED') application.claimedAt = at;
    if (event === 'REFUSED') application.refusalReason = words.refusalReason();
    if (event === 'IDENTITY_HIDDEN') application.identityHidden = true;
    if (event !== 'WITHDRAWN') return;
    application.withdrawnAt = at;
    for (const referral of referrals) {
      if (!openReferralStates.includes(referral.state)) continue;
      referral.state = 'CANCELLED';
      referral.closedAt = at;
    }
  }
}
