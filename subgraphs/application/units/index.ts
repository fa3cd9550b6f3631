/** The copy of the unit tree by which this subgraph decides, and how it follows the directory. */

export { followUnits } from './follow-units.ts';
export { measuresOfUnits } from './measures.ts';
export { requireOwnUnit } from './require-own-unit.ts';
export type { UnitProjection } from './unit-projection.ts';
export { unitsAt } from './units-at.ts';
