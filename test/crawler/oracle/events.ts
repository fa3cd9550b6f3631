import type { Asker, Case, FactsOfEntry, FactsOfEvent } from '../facts.ts';
import type { Sights } from './sights.ts';

/** Which changes an asker gets of those that they ask for: each like its entry in the timeline. */

const newKinds: ReadonlySet<string> = new Set(['REFERRED', 'TAKEN_OVER']);

/** Whether an asker sees a change in the timeline of its application. */
function isSeen(sights: Sights, asker: Asker, event: FactsOfEvent): boolean {
  const one = sights.caseOfNumber(event.application.number);
  if (sights.sightOf(asker, one) === 'NOTHING') return false;
  return sights.entriesFor(asker, one).some((entry) => isSame(entry, event));
}

/** An event without a referral may have a unit all the same: the one that decides an appeal. */
const isSame = ({ event: kind, at, unit }: FactsOfEntry, event: FactsOfEvent) =>
  kind === event.kind &&
  at === event.at &&
  (event.referral === null || unit?.id === event.referral.unit.id);

/** Whether a unit, or one below it, had been given a referral by then, or is the one of the event. */
function concerns(sights: Sights, event: FactsOfEvent, unitId: string): boolean {
  const { referrals, timeline } = sights.caseOfNumber(event.application.number).facts;
  const before = referrals.filter(({ referredAt }) => referredAt <= event.at);
  return [...before, ...timeline.filter((entry) => isSame(entry, event))].some(
    ({ unit }) => unit !== null && sights.isWithin(unit.id, unitId),
  );
}

/** The changes that concern a unit; without one those of the asker's own, or of all applications for the centre. */
export const eventsOfUnit = (sights: Sights, asker: Asker, unitId: string | null) => {
  const wanted = unitId ?? asker.unitId;
  return sights.facts.events.filter(
    (event) => (wanted === null || concerns(sights, event, wanted)) && isSeen(sights, asker, event),
  );
};

/** What was referred to a unit or below it; for the centre, without a unit, what was filed. */
export const newEvents = (sights: Sights, asker: Asker, unitId: string | null) => {
  const wanted = unitId ?? asker.unitId;
  return sights.facts.events.filter(
    (event) =>
      (wanted === null
        ? event.kind === 'FILED'
        : newKinds.has(event.kind) &&
          event.referral !== null &&
          sights.isWithin(event.referral.unit.id, wanted)) && isSeen(sights, asker, event),
  );
};

/** The changes of one application. */
export const eventsOfCase = (sights: Sights, asker: Asker, { number }: Case) =>
  sights.facts.events.filter(
    (event) => event.application.number === number && isSeen(sights, asker, event),
  );
