/**
 * Stores each change of an application as an event, in the transaction of the change, and gives the events to
 * subscribers.
 */

export { becomesAvailable } from './available.ts';
export { type EventDocument, eventModel, isShown, type PlacedEvent } from './event.model.ts';
export { publishRedated, publishReplaced } from './hidden-changes.ts';
export { type EventFilter, everything, passes } from './event-filter.ts';
export { type LogDependencies, readLog, type Stretch } from './event-log.ts';
export { EventSource, type EventOrProgress } from './event-source.ts';
export type { StreamTuning } from './stream-reader.ts';
export { createEvents, type Events, type EventServices } from './events.ts';
export { eventsOf } from './events-of.ts';
export { measuresOf } from './measures.ts';
export { beginning, clusterTimeOf, type EventPosition, isPosition, momentOf } from './position.ts';
export { type Change, createPublisher } from './publish.ts';
export { createRetention } from './retention.ts';
export type { SeenEvent } from './seen-events.ts';
export { eventSettings } from './settings.ts';
export { type RunningEvents, startEvents } from './start-events.ts';
export { stateId, streamStateModel } from './stream-state.model.ts';
