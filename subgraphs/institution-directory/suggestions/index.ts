/** Which units an application may be for. */

export { suggestUnits, TopicIndex, type UnitSuggestion } from './suggest-units.ts';
