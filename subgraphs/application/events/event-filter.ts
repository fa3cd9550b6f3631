import type { QueryFilter, Types } from 'mongoose';
import type { ApplicationType, TimelineEvent } from '../schema-types.ts';
import type { UnitProjection } from '../units/index.ts';
import { type EventDocument, eventIndexes } from './event.model.ts';

/** Selects events. Null does not filter. Whether they may be seen is decided event by event. */
export interface EventFilter {
  units: UnitFilter | null;
  applicationId: Types.ObjectId | null;
  kinds: readonly TimelineEvent[] | null;
  types: readonly ApplicationType[] | null;
  topicIds: readonly string[] | null;
  /** Whether hidden changes are selected, too. */
  includesHidden?: true;
}

/** Selects all events that may be shown. */
export const everything: EventFilter = {
  units: null,
  applicationId: null,
  kinds: null,
  types: null,
  topicIds: null,
};

export interface UnitFilter {
  unitId: string;
  /** Whether the units below are meant, too. */
  includesBelow: boolean;
  /** The unit that the event names, or any unit that has or had a referral of the application. */
  by: 'NAMED' | 'CONCERNED';
}

/** The units of an event that a filter compares. */
export const comparedUnits = (event: EventDocument, by: UnitFilter['by']): readonly string[] =>
  by === 'CONCERNED' ? event.unitIds : event.unitId === null ? [] : [event.unitId];

/**
 * Whether an event passes a filter, by the present unit tree: a closed unit stands for its successor.
 * @throws `UNAVAILABLE` while it is not certain that this is the newest tree, if the filter names a unit.
 */
export function passes(event: EventDocument, filter: EventFilter, units: UnitProjection): boolean {
  const { applicationId, types, topicIds } = filter;
  return (
    isSelected(event, filter) &&
    (applicationId === null || event.applicationId.equals(applicationId)) &&
    isOfKind(event, filter) &&
    (types === null || types.includes(event.type)) &&
    (topicIds === null || topicIds.includes(event.topicId)) &&
    (filter.units === null || passesUnits(event, filter.units, units))
  );
}

/** Whether an event is of a kind that the filter selects. */
export const isOfKind = (
  { event }: Pick<EventDocument, 'event'>,
  { kinds }: Pick<EventFilter, 'kinds'>,
): boolean => kinds === null || kinds.some((kind) => kind === event);

/** Whether an event is shown, or hidden changes are selected. */
export const isSelected = (
  { hiddenIds }: Pick<EventDocument, 'hiddenIds'>,
  { includesHidden }: Pick<EventFilter, 'includesHidden'>,
): boolean => hiddenIds === undefined || includesHidden === true;

function passesUnits(event: EventDocument, filter: UnitFilter, units: UnitProjection): boolean {
  const { unitId: wanted, includesBelow, by } = filter;
  return comparedUnits(event, by).some(
    (unitId) =>
      units.isWithin(unitId, wanted) &&
      (includesBelow || units.current(unitId) === units.current(wanted)),
  );
}

/** How stored events are found: more may be found than pass the filter. */
interface EventQuery {
  /** Conditions that the index decides: no event is examined and not found. */
  filter: QueryFilter<EventDocument>;
  index: (typeof eventIndexes)[keyof typeof eventIndexes];
  /** Whether everything found passes, apart from hidden changes. */
  isExact: boolean;
}

/** MongoDB merges this number of runs of an index, and sorts if there are more. */
const mostRuns = 200;

/**
 * Chooses the narrowest index. Events are in the order of their positions along each.
 * @throws `UNAVAILABLE` as `passes` does.
 */
export function queryOf(given: EventFilter, units: UnitProjection): EventQuery {
  const found = indexedPart(given, units);
  const others = Object.entries(given).filter(
    ([name, value]) => value !== null && name !== found.part && name !== 'includesHidden',
  );
  const isExact =
    others.length === 0 && (found.part !== 'units' || given.units?.by === 'CONCERNED');
  return { filter: found.filter, index: found.index, isExact };
}

type Indexed = Omit<EventQuery, 'isExact'> & { part: keyof EventFilter | null };

/** The condition that an index decides. */
function indexedPart(given: EventFilter, units: UnitProjection): Indexed {
  const { applicationId, types, topicIds } = given;
  if (applicationId) {
    return { part: 'applicationId', filter: { applicationId }, index: eventIndexes.application };
  }
  const unitIds = given.units && unitsBelow(given.units, units);
  if (unitIds) {
    return { part: 'units', filter: { unitIds: { $in: unitIds } }, index: eventIndexes.unit };
  }
  if (topicIds) {
    return { part: 'topicIds', filter: { topicId: { $in: topicIds } }, index: eventIndexes.topic };
  }
  if (types) return { part: 'types', filter: { type: { $in: types } }, index: eventIndexes.type };
  return { part: null, filter: {}, index: eventIndexes.all };
}

/** The units that a filter selects; null if they are too many to query one by one. */
function unitsBelow(
  { unitId, includesBelow }: UnitFilter,
  units: UnitProjection,
): readonly string[] | null {
  if (includesBelow) return units.below(unitId, mostRuns);
  const same = units.withPredecessors(units.current(unitId));
  return same.length > mostRuns ? null : same;
}
