/** Which units an application may be for. */

export { activeStandIn, suggestUnits, TopicIndex, type UnitSuggestion } from './suggest-units.ts';
