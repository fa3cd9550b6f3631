import type { Measure } from '../../../lib/kit/measure.ts';
import type { UnitProjection } from './unit-projection.ts';

/** The copy of the unit tree in this process. */
export const measuresOfUnits = (
  units: Pick<UnitProjection, 'fresh' | 'loaded' | 'version'>,
): readonly Measure[] => [
  {
    name: 'unit_tree_fresh',
    help: 'Whether the copy of the unit tree is known to be the newest; otherwise officers are refused.',
    isCount: false,
    value: () => Number(units.fresh),
  },
  {
    name: 'unit_tree_version',
    help: 'The version of the directory that the copy of the unit tree has.',
    isCount: false,
    value: () => (units.loaded ? units.version : null),
  },
];
