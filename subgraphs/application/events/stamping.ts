import type { Connection } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { eventModel, type PlacedEvent } from './event.model.ts';
import type { EventPosition } from './position.ts';

/** Stored in one command at most. */
const mostAtOnce = 1_000;

/** Writes positions onto stored events, in the background. */
export interface Stamping {
  /** Appends an event whose position is to be stored. */
  add(event: PlacedEvent): void;
  /** The number of events without a stored position. */
  readonly backlog: number;
  /** Every event up to here has its position stored; `head` if nothing waits. */
  stampedTo(head: EventPosition): EventPosition;
  /** Stores what waits. @throws when MongoDB cannot be reached; what waits then stays. */
  flush(): Promise<void>;
}

/** Other processes store the same positions: the first one does, and the others change nothing. */
export function createStamping(connection: Connection, start: EventPosition): Stamping {
  const events = eventModel(connection).collection;
  const waiting: PlacedEvent[] = [];
  let stored = start;

  return {
    add: (event) => void waiting.push(event),
    get backlog() {
      return waiting.length;
    },
    stampedTo: (head) => (waiting.length === 0 ? head : stored),
    async flush() {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, mostAtOnce);
        await events.bulkWrite(batch.map(stamp), { ordered: false, comment: background });
        waiting.splice(0, batch.length);
        stored = batch.at(-1)?.position ?? stored;
      }
    },
  };
}

const stamp = ({ _id, position }: PlacedEvent) => ({
  updateOne: { filter: { _id, position: null }, update: { $set: { position } } },
});
