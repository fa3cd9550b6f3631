import type { Types } from 'mongoose';
import {
  alarmsDue,
  isLate,
  raise,
  type ApplicationDocument,
  datesOf,
  interimReplyInTime,
  isOpenStage,
  type ContentDocument,
  newEntry,
  newReferral,
  recordPassings,
  project,
  type ReferralDocument,
  type ReplyRecord,
  type ScopeFields,
  deriveStage,
  isOpen,
  type TimelineEntryRecord,
} from '../../subgraphs/application/record/index.ts';
import { type HeldCalendar, localDateOf } from '../../subgraphs/application/calendar/index.ts';
import type {
  ActorRole,
  ReferralState,
  RefusalReason,
  ReplyKind,
  TimelineEvent,
} from '../../subgraphs/application/schema-types.ts';
import {
  referralConsequences,
  type ReferralConsequence,
} from '../../subgraphs/application/casework/index.ts';
import type { Step } from './work-plan.ts';
import { eventTraits, type SeededEvent } from './work-shares.ts';

/** What an event makes of the referral that it belongs to. */
const stateAfter: Partial<Record<TimelineEvent, ReferralState>> = {
  REFERRED: 'PENDING',
  ACCEPTED: 'IN_PROGRESS',
  CLARIFICATION_REQUESTED: 'AWAITING_CITIZEN',
  REPLY_DRAFTED: 'AWAITING_APPROVAL',
  INTERIM_REPLIED: 'IN_PROGRESS',
  REPLIED: 'ANSWERED',
  FORWARDED: 'FORWARDED',
  RETURNED: 'RETURNED',
};

/** What moves referrals without being done to them. */
const consequences: Partial<Record<SeededEvent, ReferralConsequence['of']>> = {
  REFERRED: 'REFER',
  SUPPLEMENTED: 'SUPPLEMENT',
  WITHDRAWN: 'WITHDRAW',
};

const replyKinds: Partial<Record<TimelineEvent, ReplyKind>> = {
  INTERIM_REPLIED: 'INTERIM',
  REPLIED: 'FINAL',
};

/** What the steps made beside the application itself. */
export interface Work {
  /** The lead's first. */
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
  publicIdOf(referralId: Types.ObjectId): string;
  fileNumber(position: number): string;
  /** The unit of each planned referral. */
  units: readonly string[];
  scopeOf(unitId: string): ScopeFields;
  reply(kind: ReplyKind, repliedAt: Date): ReplyRecord;
  /** Why a unit passes an application on or gives it back. */
  reason(event: 'FORWARDED' | 'RETURNED'): string;
  /** What the units of an application ask for, and what its citizen answers. */
  clarification(): { question: string; answer: string };
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
  /** Each may have several entries. */
  let moves = 0;

  for (const step of steps) {
    if (step.atMs >= words.horizonMs) break;
    if (isAnswered(step)) continue;
    tellPassedDates(step.atMs);
    const at = new Date(step.atMs);
    const { event } = step;
    const { actor, public: isPublic } = traitsOf(step);
    // Passing on and the referral that comes of it are one move, of the unit.
    const isPassedOn = event === 'REFERRED' && actor === 'OFFICER';
    if (!isPassedOn) {
      moves += 1;
      follow(event, actor, at);
    }
    const referral = step.referral === null ? null : referralOf(step, step.referral, at);
    // The citizen adds to the application, whichever unit had asked.
    const toldOf = actor === 'CITIZEN' ? null : referral;
    if (event === 'SUPPLEMENTED') supplements.push({ at, text: words.clarification().answer });
    if (referral) changeReferral(referral, event, at);
    else changeApplication(event, at);
    entries.push({
      at,
      event,
      actor,
      unitId: toldOf?.unitId ?? null,
      referralId: toldOf?._id ?? null,
      officer: null,
      note: noteOf(event, referral),
      public: isPublic,
    });
    rest(at);
    application.version = moves;
    // What it is passed on to belongs to the same move.
    if (event !== 'FORWARDED') recordPassings(application, referrals, at);
  }
  tellPassedDates(words.horizonMs);
  application.version = moves;
  const last = entries.at(-1);
  if (last) project(application, referrals, held, last.at);
  return { referrals, entries, supplements };

  function unitAbove(unitId: string): string {
    return words.scopeOf(unitId).scopeIds[1] ?? unitId;
  }

  function noteOf(event: SeededEvent, referral: ReferralDocument | null): string | null {
    if (event === 'CLARIFICATION_REQUESTED') return words.clarification().question;
    return event === 'FORWARDED' || event === 'RETURNED' ? (referral?.reason ?? null) : null;
  }

  /** As the job does, at the beginning of the day after. */
  function tellPassedDates(beforeMs: number) {
    const alarms = alarmsDue(application, localDateOf(new Date(beforeMs - 1)));
    const days = alarms.map((alarm) => ({ alarm, day: alarm.dayOf(application) ?? '' }));
    // What has passed on the same day is told in one move.
    moves += new Set(days.map(({ day }) => day)).size;
    for (const { alarm, day } of days.toSorted((one, other) => (one.day < other.day ? -1 : 1))) {
      application[alarm.told] = true;
      const [unitId = null] = raise(referrals, unitAbove);
      const at = new Date(`${day}T00:00:00+03:00`);
      entries.push(newEntry({ at, event: alarm.event, unitId, public: false }));
    }
  }

  /** What the citizen adds answers every unit that had asked by then, and leaves nothing to answer. */
  function isAnswered({ event, referral }: Step): boolean {
    return (
      event === 'SUPPLEMENTED' && referral !== null && made[referral]?.state !== 'AWAITING_CITIZEN'
    );
  }

  /** Moves the referrals that are moved by an event, which is told after that, as in the workflow. */
  function follow(event: SeededEvent, actor: ActorRole, at: Date) {
    const of = consequences[event];
    if (!of) return;
    for (const { from, to, writes } of referralConsequences.filter((one) => one.of === of)) {
      for (const referral of referrals.filter(({ state }) => from.includes(state))) {
        const { _id: referralId, unitId } = referral;
        enter(referral, to, at);
        if (writes) entries.push(newEntry({ at, ...writes, actor, unitId, referralId }));
      }
    }
  }

  /** What was returned had ended then, and is closed since. */
  function enter(referral: ReferralDocument, state: ReferralState, at: Date) {
    referral.state = state;
    if (!isOpen(referral)) referral.closedAt ??= at;
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
    // There are fewer units than planned only where the directory has no more for the place.
    const unitId = words.units[planned] ?? words.units[0] ?? '';
    const _id = words.referralId(referrals.length);
    const referral = newReferral(
      {
        _id,
        publicId: words.publicIdOf(_id),
        fileNumber: words.fileNumber(referrals.length),
        unitId,
        referredAt: at,
        forwardedFrom: before?.state === 'FORWARDED' ? before._id : null,
        raisedToUnitId: isLate(application) ? unitAbove(unitId) : null,
        ...words.scopeOf(unitId),
      },
      application,
    );
    made[planned] = referral;
    // In the place of the one that it was forwarded from, so that the lead passes on what it leads.
    const isForwarded = before && referral.forwardedFrom;
    referrals.splice(isForwarded ? referrals.indexOf(before) + 1 : referrals.length, 0, referral);
    return referral;
  }

  function changeReferral(referral: ReferralDocument, event: TimelineEvent, at: Date) {
    enter(referral, stateAfter[event] ?? referral.state, at);
    if (event === 'FORWARDED' || event === 'RETURNED') referral.reason = words.reason(event);
    const kind = replyKinds[event];
    if (kind) referral.replies.push(words.reply(kind, at));
    if (kind === 'INTERIM') {
      application.interimRepliedOn = interimReplyInTime(application, localDateOf(at));
    }
  }

  function changeApplication(event: TimelineEvent, at: Date) {
    if (event === 'CLAIMED') application.claimedAt = at;
    if (event === 'REFUSED') application.refusalReason = words.refusalReason();
    if (event === 'IDENTITY_HIDDEN') application.identityHidden = true;
    if (event === 'WITHDRAWN') application.withdrawnAt = at;
  }
}
