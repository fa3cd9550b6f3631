import type {
  Asker,
  Case,
  Facts,
  FactsOfApplication,
  FactsOfAttachment,
  FactsOfEntry,
  FactsOfReferral,
} from '../facts.ts';
import { dayOf } from './tables.ts';

const passedOn: ReadonlySet<string> = new Set(['FORWARDED', 'RETURNED', 'CANCELLED']);
const endings: ReadonlySet<string> = passedOn;

/** Entries of the timeline that the SDL calls not public. */
const internalEvents: ReadonlySet<string> = new Set([
  'REPLY_DRAFTED',
  'ASSIGNED',
  'REPLY_REJECTED',
  'REPLY_WITHDRAWN',
  'NOTE_ADDED',
  'REDACTED',
  'ATTACHMENT_WITHHELD',
  'ATTACHMENT_RELEASED',
  'TARGET_PASSED',
  'STATUTORY_PASSED',
]);

/**
 * How much of an application an asker sees: all of it, the view of its units, only their own part
 * because they have passed it on, or nothing.
 */
export type Sight = 'ALL' | 'UNIT' | 'OWN_PART' | 'NOTHING';

/** Analysts see no text that a person wrote. */
export const isWordless = ({ role }: Asker) => role === 'ANALYST';

/** The first moment of a day in Istanbul. */
const beginningOf = (day: string) => new Date(`${day}T00:00:00.000+03:00`).toISOString();

/** How much each asker sees. */
export class Sights {
  readonly facts: Facts;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  readonly caseOf = (label: string): Case => {
    const found = this.facts.cases.find((one) => one.label === label);
    if (!found) throw new Error(`there is no application ${label}`);
    return found;
  };

  readonly caseOfNumber = (number: string): Case => {
    const found = this.facts.cases.find((one) => one.number === number);
    if (!found) throw new Error(`there is no application ${number}`);
    return found;
  };

  /** The unit that stands in for a closed one. */
  current(unitId: string): string {
    const successor = this.facts.successorOf.get(unitId);
    return successor === undefined ? unitId : this.current(successor);
  }

  /** Whether a unit is another one or lies below it; a closed one lies below its successor. */
  isWithin(unitId: string, ancestorId: string): boolean {
    const wanted = this.current(ancestorId);
    for (let id: string | null = unitId; id !== null;) {
      if (id === wanted) return true;
      id = this.facts.successorOf.get(id) ?? this.facts.parentOf.get(id) ?? null;
    }
    return false;
  }

  readonly isOwnUnit = ({ role, unitId }: Asker, of: string) =>
    role === 'OFFICER' && unitId !== null && this.isWithin(of, unitId);

  /** In the directory a closed unit keeps its place; its officers act for its successor. */
  isUnitOfDirectory({ role, unitId }: Asker, of: string): boolean {
    if (role !== 'OFFICER' || unitId === null) return false;
    const above = [of];
    for (let id = this.facts.parentOf.get(of); id != null; id = this.facts.parentOf.get(id))
      above.push(id);
    return of === unitId || above.includes(this.current(unitId));
  }

  /**
   * A complaint about the head of a unit goes to the unit above; neither that unit nor any unit
   * below sees it.
   */
  readonly isAboutHeadOf = ({ aboutHeadOfUnit, meantUnit }: FactsOfApplication, unitId: string) =>
    aboutHeadOfUnit && meantUnit !== null && this.isWithin(this.current(unitId), meantUnit.id);

  sightOf(asker: Asker, { facts: application }: Case): Sight {
    switch (asker.role) {
      case null:
      case 'ADMIN':
        return 'NOTHING';
      case 'EVALUATOR':
      case 'ANALYST':
        return 'ALL';
      case 'CITIZEN':
        return application.applicant.id === asker.citizenId ? 'ALL' : 'NOTHING';
      case 'OFFICER': {
        if (asker.unitId === null || this.isAboutHeadOf(application, asker.unitId))
          return 'NOTHING';
        const own = application.referrals.filter(({ unit }) => this.isOwnUnit(asker, unit.id));
        if (own.length === 0) return 'NOTHING';
        return own.every(({ state }) => passedOn.has(state)) ? 'OWN_PART' : 'UNIT';
      }
    }
  }

  /** Whether an asker may know who filed an application. */
  mayKnowApplicant(asker: Asker, one: Case): boolean {
    if (isWordless(asker)) return false;
    const sight = this.sightOf(asker, one);
    return sight === 'ALL' || (sight === 'UNIT' && !one.facts.identityHidden);
  }

  /**
   * The number leads to the applicant through public knowledge, so it is hidden with the applicant.
   */
  mayKnowNumber(asker: Asker, one: Case): boolean {
    if (isWordless(asker)) return false;
    const sight = this.sightOf(asker, one);
    return sight === 'ALL' || (sight !== 'NOTHING' && !one.facts.identityHidden);
  }

  /** Drafts, notes and names of officers are visible to the unit and the centre only. */
  readonly isInside = (asker: Asker, one: Case, unitId: string) =>
    asker.role === 'EVALUATOR' ||
    (this.sightOf(asker, one) !== 'NOTHING' && this.isOwnUnit(asker, unitId));

  readonly maySeeReferral = (asker: Asker, one: Case, { unit }: Pick<FactsOfReferral, 'unit'>) => {
    const sight = this.sightOf(asker, one);
    return sight === 'OWN_PART' ? this.isOwnUnit(asker, unit.id) : sight !== 'NOTHING';
  };

  /** The part of the timeline that an asker sees. */
  entriesFor(asker: Asker, one: Case): FactsOfEntry[] {
    const { timeline } = one.facts;
    const sight = this.sightOf(asker, one);
    if (asker.role === 'EVALUATOR' || asker.role === 'ANALYST') return [...timeline];
    if (sight === 'ALL') return timeline.filter((entry) => isPublic(entry, timeline));
    const isOwn = ({ unit }: FactsOfEntry) => unit !== null && this.isOwnUnit(asker, unit.id);
    if (sight === 'UNIT') {
      return timeline.filter((entry) => isPublic(entry, timeline) || isOwn(entry));
    }
    // Where a part is ended again later, as a returned one is with the application, the first end
    // counts.
    const ends = timeline.flatMap((entry, index) =>
      isOwn(entry) && endings.has(entry.event) && !endsAgain(entry, timeline.slice(0, index))
        ? [index]
        : [],
    );
    return timeline
      .slice(0, (ends.at(-1) ?? -1) + 1)
      .filter((entry) => (entry.unit === null ? isPublic(entry, timeline) : isOwn(entry)));
  }

  /**
   * A moment at which something happened, or an event of one kind. Times lead to the applicant: an asker who may not
   * know who acted at a moment sees only the day.
   */
  momentFor(asker: Asker, one: Case, at: string, kind?: string): string {
    if (this.mayKnowApplicant(asker, one)) return at;
    const isOfApplicant = one.facts.timeline.some(
      (entry) =>
        entry.at === at && entry.actor === 'CITIZEN' && entry.event === (kind ?? entry.event),
    );
    return isOfApplicant ? beginningOf(dayOf(at)) : at;
  }

  /** The time of the latest of them. */
  readonly latestFor = (asker: Asker, one: Case): string =>
    this.entriesFor(asker, one)
      .map(({ at, event }) => this.momentFor(asker, one, at, event))
      .concat(this.momentFor(asker, one, one.facts.filedAt))
      .toSorted()
      .at(-1) ?? '';

  /** The entry with the reason last given for passing a referral on or ending it, of those that an asker sees. */
  reasonFor(asker: Asker, one: Case, referral: FactsOfReferral): FactsOfEntry | undefined {
    if (!passedOn.has(referral.state)) return undefined;
    const { referredAt, unit } = referral;
    // The application may have come back to the unit.
    const next = one.facts.referrals
      .filter((other) => other.unit.id === unit.id && other.referredAt > referredAt)
      .map((other) => other.referredAt)
      .toSorted()[0];
    return this.entriesFor(asker, one).findLast(
      (entry) =>
        endings.has(entry.event) &&
        entry.unit?.id === unit.id &&
        entry.at >= referredAt &&
        (next === undefined || entry.at < next) &&
        (entry.note !== null || entry.automaticReason !== null),
    );
  }

  readonly momentOf = (asker: Asker, one: Case) => {
    if (this.sightOf(asker, one) !== 'OWN_PART') return one.facts;
    const own = one.facts.referrals.filter(({ unit }) => this.isOwnUnit(asker, unit.id));
    const moments = own.flatMap(({ id }) => one.moments.get(id) ?? []);
    return moments.toSorted((a, b) => a.version - b.version).at(-1) ?? one.facts;
  };

  /** The attachments that an asker sees at all. */
  attachmentsFor(asker: Asker, one: Case): readonly FactsOfAttachment[] {
    const sight = this.sightOf(asker, one);
    const { attachments, redaction } = one.facts;
    if (isWordless(asker) || sight === 'NOTHING' || sight === 'OWN_PART') return [];
    return sight === 'UNIT' && redaction?.attachmentsWithheld ? [] : attachments;
  }

  /** The units whose inbox an asker sees. */
  readonly maySeeUnit = (asker: Asker, unitId: unknown): unitId is string =>
    typeof unitId === 'string' &&
    this.facts.parentOf.has(unitId) &&
    (asker.role === 'EVALUATOR' || this.isOwnUnit(asker, unitId));
}

function isPublic(entry: FactsOfEntry, timeline: readonly FactsOfEntry[]): boolean {
  const { event, at } = entry;
  if (internalEvents.has(event)) return false;
  // Public if it had just been received.
  if (event === 'CLAIMED') return timeline.slice(0, timeline.indexOf(entry)).length <= 1;
  // Public if the centre ended it, not if it followed from the end of the application.
  if (event === 'CANCELLED') {
    return !timeline.some(
      (other) => other.at === at && ['REFUSED', 'WITHDRAWN', 'REFERRED'].includes(other.event),
    );
  }
  return true;
}

/**
 * Whether the part that an entry ends was ended before by the same unit, without a new referral to
 * it in between.
 */
function endsAgain({ unit }: FactsOfEntry, before: readonly FactsOfEntry[]): boolean {
  const last = before.findLast(
    (entry) =>
      entry.unit?.id === unit?.id && (endings.has(entry.event) || entry.event === 'REFERRED'),
  );
  return last !== undefined && endings.has(last.event);
}
