/** The search of units by name and place. */

export { UnitSearch } from './unit-search.ts';
