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
}

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
  const { applicationId, kinds, types, topicIds } = filter;
  return (
    (applicationId === null || event.applicationId.equals(applicationId)) &&
    (kinds === null || kinds.includes(event.event)) &&
    (types === null || types.includes(event.type)) &&
    (topicIds === null || topicIds.includes(event.topicId)) &&
    (filter.units === null || passesUnits(event, filter.units, units))
  );
}

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
  filter: QueryFilter<EventDocument>;
  index: (typeof eventIndexes)[keyof typeof eventIndexes];
  /** Whether everything found passes. */
  isExact: boolean;
}

/** MongoDB merges this number of runs of an index, and sorts if there are more. */
const mostRuns = 200;

/**
 * Chooses the narrowest index. Events are in the order of their positions along each.
 * @throws `UNAVAILABLE` as `passes` does.
 */
export function queryOf(filter: EventFilter, units: UnitProjection): EventQuery {
  const { applicationId, kinds, types, topicIds } = filter;
  const unitIds = filter.units && unitsBelow(filter.units, units);
  const common: QueryFilter<EventDocument> = {
    ...(applicationId && { applicationId }),
    ...(kinds && { event: { $in: kinds } }),
    ...(types && { type: { $in: types } }),
    ...(topicIds && { topicId: { $in: topicIds } }),
    ...(unitIds && { unitIds: { $in: unitIds } }),
  };
  return {
    filter: common,
    index: indexFor(filter, unitIds),
    isExact: filter.units === null || (unitIds !== null && filter.units.by === 'CONCERNED'),
  };
}

function indexFor(
  { applicationId, types, topicIds }: EventFilter,
  unitIds: readonly string[] | null,
): EventQuery['index'] {
  if (applicationId) return eventIndexes.application;
  if (unitIds) return eventIndexes.unit;
  if (topicIds) return eventIndexes.topic;
  return types ? eventIndexes.type : eventIndexes.all;
}

/** The units that a filter selects; null if they are too many to query one by one. */
function unitsBelow(
  { unitId, includesBelow }: UnitFilter,
  units: UnitProjection,
): readonly string[] | null {
  if (!includesBelow) {
    const same = units.withPredecessors(units.current(unitId));
    return same.length > mostRuns ? null : same;
  }
  const below: string[] = [];
  for (const { id } of units.all()) {
    if (!units.isWithin(id, unitId)) continue;
    if (below.length === mostRuns) return null;
    below.push(id);
  }
  return below;
}
