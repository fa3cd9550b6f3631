/** Changes of applications, as events of the outbox. */

export { type EventDocument, eventModel } from './event.model.ts';
export { eventsOf } from './events-of.ts';
export { type Change, createPublisher } from './publish.ts';
