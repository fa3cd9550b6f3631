import { HeldUnits } from './held-units.ts';
import type { KnownUnit, UnitProjection } from './unit-projection.ts';

/**
 * The unit tree at one version of the directory, taken for the newest: for work during which nobody else
 * changes the directory.
 */
export function unitsAt(version: number, units: Iterable<KnownUnit>): UnitProjection {
  const held = new HeldUnits();
  held.apply(units, version);
  return Object.assign(held, {
    onChange() {},
    loaded: true,
    fresh: true,
    ready: Promise.resolve(),
    stop: () => Promise.resolve(),
  });
}
