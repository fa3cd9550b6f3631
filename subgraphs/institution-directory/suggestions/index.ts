/** Suggests units for an application. */

export { suggestUnits, TopicIndex, type UnitSuggestion } from './suggest-units.ts';
