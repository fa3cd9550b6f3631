import { Types } from 'mongoose';
import { type LocalDate, localDateOf } from '../../../lib/kit/local-date.ts';
import { newId } from '../../../lib/kit/public-id.ts';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import { unitAbove } from '../../../lib/kit/unit-lineage.ts';
import {
  type AppealDocument,
  type ApplicationDocument,
  isLate,
  newEntry,
  newReferral,
  project,
  type ReferralDocument,
  type TimelineEntryRecord,
  scopeFieldsOf,
} from '../record/index.ts';
import { type HeldCalendar, inKnownYears } from '../calendar/index.ts';
import type { ActorRole, AutomaticReason } from '../schema-types.ts';
import type { UnitProjection } from '../units/index.ts';
import type { Case } from './case.ts';
import type { Facts } from './rules/facts.ts';
import { referralConsequences } from './rules/referral-rules.ts';
import type { ReferralConsequence } from './rules/rules.ts';

/** The actor: a signed-in viewer, or null for a move that the system makes. */
type Actor = SignedInViewer | null;

/**
 * The texts that units are to see instead of the applicant's; null if they are to see the original. An
 * undefined field stays as it is.
 */
export interface RedactionOfWords {
  subject: string | null | undefined;
  text: string | null | undefined;
  /** In the order of the supplements; supplements beyond the end of the list are not redacted. */
  supplements: readonly (string | null)[] | undefined;
}

/** The changes that a move makes to an application's text. */
interface ContentChange {
  supplement?: string;
  redaction?: RedactionOfWords;
  /** As in `Attachment.id`. */
  attachmentIds?: readonly string[];
}

/** The inputs of a move to the documents that it creates. */
export interface Identities {
  referral(): Pick<ReferralDocument, '_id'> &
    Partial<Pick<ReferralDocument, 'publicId' | 'fileNumber'>>;
  appeal(): Pick<AppealDocument, '_id' | 'publicId'>;
  draftId(): string;
}

const atRandom: Identities = {
  referral: () => ({ _id: new Types.ObjectId() }), // the rest is random by itself
  appeal: () => ({ _id: new Types.ObjectId(), publicId: newId('appeal') }),
  draftId: () => newId('draft'),
};

interface DeskOptions {
  actor: Actor;
  now: Date;
  /** Called when the move is finished: code that only examines moves hardly ever needs it. */
  calendar(): HeldCalendar;
  units: UnitProjection;
  /** Random unless they are given. */
  identities?: Identities | undefined;
}

interface Following {
  referrals?: readonly ReferralDocument[];
  automaticReason?: AutomaticReason;
}

/**
 * Where a move is made: writable copies of an application and its related documents, and the entries that the
 * move writes. A desk stores nothing.
 */
export class Desk {
  readonly application: ApplicationDocument;
  readonly referrals: ReferralDocument[];
  readonly appeals: AppealDocument[];
  readonly entries: TimelineEntryRecord[] = [];
  /** Entries published to further units; an entry of the timeline names one unit. */
  readonly otherEntries: TimelineEntryRecord[] = [];
  content: ContentChange = {};

  readonly before: Case;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: LocalDate;
  readonly units: UnitProjection;
  /** @throws `UNAVAILABLE` while the calendar is not known. */
  readonly calendar: () => HeldCalendar;
  readonly identities: Identities;

  constructor(before: Case, { actor, now, calendar, units, identities = atRandom }: DeskOptions) {
    this.before = before;
    this.application = { ...before.application };
    this.referrals = before.referrals.map((referral) => ({ ...referral }));
    this.appeals = before.appeals.map((appeal) => ({ ...appeal }));
    this.actor = actor;
    this.now = now;
    this.today = localDateOf(now);
    this.units = units;
    this.calendar = calendar;
    this.identities = identities;
  }

  /** The facts by which requirements are judged. */
  factsFor(viewer: SignedInViewer, referral: ReferralDocument | null): Facts {
    const { application, referrals, appeals, today, calendar, units } = this;
    return { application, referrals, appeals, referral, viewer, today, calendar, units };
  }

  /** Adds to the timeline. The other units learn of it too. */
  addEntry(
    writes: { event: TimelineEntryRecord['event']; public: boolean },
    details: Partial<Omit<TimelineEntryRecord, 'at' | 'event' | 'public' | 'actor'>> = {},
    otherUnitIds: readonly (string | null)[] = [],
  ): void {
    const { actor, now } = this;
    const entry = newEntry({
      at: now,
      event: writes.event,
      public: writes.public,
      actor: actor && actorRoles[actor.role],
      officer: actor && actor.role !== 'CITIZEN' ? actor.subject : null,
      ...details,
    });
    this.entries.push(entry);
    this.otherEntries.push(...otherUnitIds.map((unitId) => ({ ...entry, unitId })));
  }

  /** Refers the application to a unit. */
  refer(unitId: string, forwardedFrom: ReferralDocument | null = null): void {
    this.#add('REFERRED', unitId, forwardedFrom);
  }

  /**
   * Makes a unit continue in place of another one, with any draft or question that is pending
   * there.
   */
  takeOver(unitId: string, from: Readonly<ReferralDocument>): void {
    const { state, draft, assignedTo } = from;
    this.#add('TAKEN_OVER', unitId, from, { state, draft, assignedTo });
  }

  /**
   * Makes a unit continue with its own referral in place of another one, which may have begun
   * already; it takes the position of the other if that came first. Its own assignee and draft
   * stay.
   */
  join(own: ReferralDocument, from: Readonly<ReferralDocument>): void {
    const { referrals } = this;
    if (referrals.indexOf(own) > this.#placeOf(from)) {
      referrals.splice(referrals.indexOf(own), 1);
      referrals.splice(this.#placeOf(from) + 1, 0, own);
    }
    if (from.state === 'IN_PROGRESS') this.follow('JOINED', { referrals: [own] });
    own.draft ??= from.draft;
    if (own.assignedTo !== null || from.assignedTo === null) return;
    own.assignedTo = from.assignedTo;
    const { unitId, _id: referralId, assignedTo: note } = own;
    this.addEntry({ event: 'ASSIGNED', public: false }, { unitId, referralId, note });
  }

  #placeOf = ({ _id }: Readonly<ReferralDocument>) =>
    this.referrals.findIndex((referral) => referral._id.equals(_id));

  #add(
    event: 'REFERRED' | 'TAKEN_OVER',
    unitId: string,
    from: Readonly<ReferralDocument> | null,
    details: Partial<ReferralDocument> = {},
  ): void {
    const { application, referrals, units } = this;
    const referral = newReferral(
      {
        ...this.identities.referral(),
        unitId,
        referredAt: this.now,
        forwardedFrom: from?._id ?? null,
        // The unit above is not notified again, but it sees the referral as late already.
        raisedToUnitId: isLate(application) ? unitAbove(application, unitId, units) : null,
        ...scopeFieldsOf(units, unitId),
        ...details,
      },
      application,
    );
    // Directly after the referral that it comes from, so that a lead passes on the lead.
    referrals.splice(from ? this.#placeOf(from) + 1 : referrals.length, 0, referral);
    // The entry of the referral that it comes from names the officer who passed it on, for that unit alone.
    const passedOn = from && { officer: null };
    this.addEntry({ event, public: true }, { unitId, referralId: referral._id, ...passedOn });
  }

  /** Moves the referrals that a consequence moves: all of them, or the given ones. */
  follow(
    of: ReferralConsequence['of'],
    { referrals = this.referrals, ...why }: Following = {},
  ): void {
    for (const { from, to, writes } of referralConsequences.filter((one) => one.of === of)) {
      for (const referral of referrals.filter(({ state }) => from.includes(state))) {
        const { _id: referralId, unitId } = referral;
        referral.state = to;
        if (writes) this.addEntry(writes, { unitId, referralId, ...why });
      }
    }
  }

  /**
   * Sets the derived fields; the move is then ready to be stored.
   * @throws `UNAVAILABLE` while the calendar is not known, or not for the days that are needed.
   */
  finish(): void {
    this.application.version = this.before.application.version + 1;
    if (this.entries.some(({ public: isPublic }) => isPublic)) {
      const { publicEventAt } = this.application;
      // Clocks of processes differ.
      this.application.publicEventAt = this.now > publicEventAt ? this.now : publicEventAt;
    }
    inKnownYears(() => project(this.application, this.referrals, this.calendar(), this.now));
  }
}

/** The roles that act on applications. */
const actorRoles: Readonly<Record<SignedInViewer['role'], ActorRole | null>> = {
  CITIZEN: 'CITIZEN',
  EVALUATOR: 'EVALUATOR',
  OFFICER: 'OFFICER',
  ANALYST: null,
  ADMIN: null,
  SERVICE: null,
};
