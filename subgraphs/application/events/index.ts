/** Stores each change of an application as an event, in the transaction of the change, and gives the events to subscribers. */

export { type EventDocument, eventModel } from './event.model.ts';
export type { SourceEvent } from './event-source.ts';
export {
  createEvents,
  type Events,
  type EventsArguments,
  type EventServices,
  type NewApplicationsArguments,
} from './events.ts';
export { eventsOf } from './events-of.ts';
export type { Position } from './position.ts';
export { type Change, createPublisher } from './publish.ts';
export { referralOfEvent, type SeenEvent } from './seen-events.ts';
export { type EventSettings, eventSettings } from './settings.ts';
export { type RunningEvents, startEvents } from './start-events.ts';
export { createStreamState } from './stream-state.ts';
export { streamStateModel } from './stream-state.model.ts';
