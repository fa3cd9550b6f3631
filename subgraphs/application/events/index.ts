/** Stores each change of an application as an event, and its messages to the applicant, in the transaction of the change. */

export { type EventDocument, eventModel } from './event.model.ts';
export { eventsOf } from './events-of.ts';
export { type Change, createPublisher } from './publish.ts';
