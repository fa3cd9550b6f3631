import { currentUnit, isWithin, scopeOf, type Units } from '../../lib/kit/unit-lineage.ts';
import type { UnitProjection } from '../../subgraphs/application/units/index.ts';
import type { Closing } from '../directory/closed-units.ts';

/** The unit tree at a moment: units that were closed later are still active. */
export function createUnitsThen(
  units: UnitProjection,
  closings: readonly Closing[],
): (ms: number) => UnitProjection {
  const stages = closings.map((_, index) =>
    withActive(units, new Set(closings.slice(index).map(({ unitId }) => unitId))),
  );
  return (ms) => stages[closings.findIndex(({ atMs }) => ms < atMs)] ?? units;
}

/** By the rules of lineage, over units of which some are not closed yet. */
function withActive(units: UnitProjection, active: ReadonlySet<string>): UnitProjection {
  const get: UnitProjection['get'] = (unitId) => {
    const unit = units.get(unitId);
    return unit && active.has(unitId) ? { ...unit, status: 'ACTIVE', successorId: null } : unit;
  };
  const then: Units = { get };
  return {
    get,
    isWithin: (unitId, ancestorId) => isWithin(unitId, ancestorId, then),
    scopeOf: (unitId) => scopeOf(unitId, then),
    current: (unitId) => currentUnit(unitId, then),
    withPredecessors: (unitId) => (active.has(unitId) ? [unitId] : units.withPredecessors(unitId)),
    closed: () => units.closed().filter(({ id }) => !active.has(id)),
    all: () => units.all(),
    below: (unitId, most) => units.below(unitId, most),
    scopeChangedAt: (unitId) => units.scopeChangedAt(unitId),
    unrepairedRoots: () => units.unrepairedRoots(),
    repairedTo: (version) => units.repairedTo(version),
    onChange: (listener) => units.onChange(listener),
    stop: () => units.stop(),
    version: units.version,
    loaded: units.loaded,
    fresh: units.fresh,
    ready: units.ready,
  };
}
