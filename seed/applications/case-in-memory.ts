import type { Types } from 'mongoose';
import { startOfDay } from '../../lib/kit/local-date.ts';
import type { HeldCalendar } from '../../subgraphs/application/calendar/index.ts';
import {
  type ApplicationGiven,
  actOnApplication,
  actOnReferral,
  type Case,
  Desk,
  type Identities,
  leaveUnits,
  type RedactionOfWords,
  type ReferralGiven,
  reportPassedDates,
} from '../../subgraphs/application/casework/index.ts';
import { contentOf, type NewCase, timelineOf } from '../../subgraphs/application/filing/index.ts';
import { type EventDocument, eventsOf } from '../../subgraphs/application/events/index.ts';
import type {
  AttachmentSummary,
  ContentDocument,
  TimelineDocument,
} from '../../subgraphs/application/record/index.ts';
import type {
  ApplicationAction,
  ReferralAction,
} from '../../subgraphs/application/schema-types.ts';
import type { UnitProjection } from '../../subgraphs/application/units/index.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';

interface CaseSurroundings {
  held: HeldCalendar;
  /** The tree by which people decide at a moment. */
  unitsAt(ms: number): UnitProjection;
  identities: Identities;
  /** Of the attachments, by their ids. */
  attachments: readonly AttachmentSummary[];
  /** From here on, what happens is followed by subscribers. */
  publishedFromMs: number;
}

/** The actor and the time of an act. */
interface Actor {
  viewer: SignedInViewer;
  at: Date;
}

/**
 * An application in memory on which people and the clock act, each at the given moment. It contains
 * all documents that the workflow would have stored.
 */
export class CaseInMemory {
  #case: Case;
  readonly #surroundings: CaseSurroundings;
  readonly content: ContentDocument;
  readonly timeline: TimelineDocument;
  /** With random ids. */
  readonly events: EventDocument[] = [];

  constructor(filed: NewCase, surroundings: CaseSurroundings) {
    const { application, attachmentIds, entries } = filed;
    const attachments = surroundings.attachments.filter(({ publicId }) =>
      attachmentIds.includes(publicId),
    );
    this.#case = { application: { ...application, attachments }, referrals: [], appeals: [] };
    this.#surroundings = surroundings;
    this.content = contentOf(filed);
    this.timeline = timelineOf(filed);
    this.#publish(application, entries);
  }

  get application() {
    return this.#case.application;
  }

  get referrals() {
    return this.#case.referrals;
  }

  get appeals() {
    return this.#case.appeals;
  }

  /** The unit that acts for one at a moment: it may have been closed since the application was filed. */
  unitThen(unitId: string, at: Date): string {
    return this.#surroundings.unitsAt(at.getTime()).current(unitId);
  }

  /** @returns whether the workflow allowed it; otherwise nothing has changed. */
  onApplication<Action extends ApplicationAction>(
    { viewer, at }: Actor,
    action: Action,
    given: ApplicationGiven[Action],
  ): boolean {
    return this.#move(viewer, at, (desk) => actOnApplication(desk, viewer, action, given));
  }

  /** The same for one of its referrals. */
  onReferral<Action extends ReferralAction>(
    { viewer, at }: Actor,
    action: Action,
    given: { referralId: Types.ObjectId } & ReferralGiven[Action],
  ): boolean {
    return this.#move(viewer, at, (desk) => {
      const referral = desk.referrals.find(({ _id }) => _id.equals(given.referralId));
      if (!referral) return false;
      return actOnReferral(desk, viewer, referral, { action, given });
    });
  }

  /**
   * Reports the dates that pass before a moment, each at the beginning of the following day, as the
   * job does.
   */
  reportPassedDates(beforeMs: number): void {
    for (;;) {
      const { alarmOn } = this.application;
      if (alarmOn === null) return;
      const at = startOfDay(alarmOn);
      if (at.getTime() >= beforeMs || !this.#move(null, at, reportPassed)) return;
    }
  }

  /** Passes on the referrals of units that are closed by then, as the job does. @returns whether there were any. */
  leaveUnits(at: Date): boolean {
    return this.#move(null, at, (desk) => finished(desk, leaveUnits(desk)));
  }

  #move(actor: SignedInViewer | null, now: Date, make: (desk: Desk) => boolean): boolean {
    const { held, unitsAt, identities } = this.#surroundings;
    const units = unitsAt(now.getTime());
    const desk = new Desk(this.#case, { actor, now, calendar: () => held, units, identities });
    if (!make(desk)) return false;
    const { application, referrals, appeals, entries, otherEntries, content } = desk;
    this.#case = { application, referrals, appeals };
    this.timeline.entries.push(...entries);
    this.#publish(application, [...entries, ...otherEntries], units.version);
    const { supplement, redaction } = content;
    if (supplement !== undefined) this.content.supplements.push({ at: now, text: supplement });
    if (redaction) this.#redact(redaction);
    return true;
  }

  #publish(
    application: Case['application'],
    entries: NewCase['entries'],
    directoryVersion?: number,
  ): void {
    const [first] = entries;
    if (!first || first.at.getTime() < this.#surroundings.publishedFromMs) return;
    this.events.push(...eventsOf(application, entries, directoryVersion));
  }

  #redact({ subject, text, supplements }: RedactionOfWords): void {
    if (subject !== undefined) this.content.redactedSubject = subject;
    if (text !== undefined) this.content.redactedText = text;
    if (supplements) this.content.redactedSupplements = [...supplements];
  }
}

const reportPassed = (desk: Desk): boolean => finished(desk, reportPassedDates(desk));

/** @returns whether anything was changed. */
function finished(desk: Desk, isChanged: boolean): boolean {
  if (isChanged) desk.finish();
  return isChanged;
}
