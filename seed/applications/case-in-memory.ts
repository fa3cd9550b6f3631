import type { Types } from 'mongoose';
import { type HeldCalendar, startOfDay } from '../../subgraphs/application/calendar/index.ts';
import {
  type ApplicationGiven,
  actOnApplication,
  actOnReferral,
  type Case,
  Desk,
  type Identities,
  type ReferralGiven,
  reportPassedDates,
} from '../../subgraphs/application/casework/index.ts';
import { contentOf, type NewCase, timelineOf } from '../../subgraphs/application/filing/index.ts';
import type {
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
  units: UnitProjection;
  identities: Identities;
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

  constructor(filed: NewCase, surroundings: CaseSurroundings) {
    this.#case = { application: filed.application, referrals: [], appeals: [] };
    this.#surroundings = surroundings;
    this.content = contentOf(filed);
    this.timeline = timelineOf(filed);
  }

  get application() {
    return this.#case.application;
  }

  get referrals() {
    return this.#case.referrals;
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

  #move(actor: SignedInViewer | null, now: Date, make: (desk: Desk) => boolean): boolean {
    const { held, units, identities } = this.#surroundings;
    const desk = new Desk(this.#case, { actor, now, calendar: () => held, units, identities });
    if (!make(desk)) return false;
    const { application, referrals, appeals, entries, content } = desk;
    this.#case = { application, referrals, appeals };
    this.timeline.entries.push(...entries);
    const { supplement } = content;
    if (supplement !== undefined) this.content.supplements.push({ at: now, text: supplement });
    return true;
  }
}

function reportPassed(desk: Desk): boolean {
  const isReported = reportPassedDates(desk);
  if (isReported) desk.finish();
  return isReported;
}
