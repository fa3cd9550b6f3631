/** Queries of units. */

export { type ApplicationReference, suggestForApplication } from './suggest-for-application.ts';
export {
  listUnits,
  searchUnits,
  suggestUnitsAt,
  unitById,
  unitOrNull,
  unknownPartsOf,
} from './units.ts';
