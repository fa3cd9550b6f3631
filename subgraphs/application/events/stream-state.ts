import type { Connection } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import type { EventPosition } from './position.ts';
import { stateId, type StreamStateDocument, streamStateModel } from './stream-state.model.ts';

/** The common knowledge of the processes of one database about its stream of events. */
export interface StreamState {
  /** As a majority has it. */
  read(): Promise<StreamStateDocument>;
  /** Writes a heartbeat with this name, and how far all events have positions. */
  beat(name: string, stampedTo: EventPosition | null): Promise<void>;
  /** Announces that events up to a position are going to be deleted. */
  forget(upTo: EventPosition): Promise<void>;
  /**
   * Takes the right to give positions to events that no stream can show, for half a minute or until
   * `finish`. @returns false while another process has it, or has been faster.
   */
  claim(by: string, observed: EventPosition | null): Promise<boolean>;
  /** Keeps that right for another half minute. @throws when another process has taken it over. */
  renew(by: string): Promise<void>;
  /** Announces that every event up to a position has one. @throws as `renew` does. */
  finish(by: string, stampedTo: EventPosition): Promise<void>;
}

const recoveryMs = 30_000;
const expiry = { $add: ['$$NOW', recoveryMs] };

export function openStreamState(connection: Connection): StreamState {
  const states = connection.collection<StreamStateDocument>(
    streamStateModel(connection).collection.collectionName,
  );
  const options = { comment: background };

  async function whileMine(by: string, update: object): Promise<void> {
    const filter = { _id: stateId, 'recovery.by': by } as const;
    const { matchedCount } = await states.updateOne(filter, [update], options);
    if (matchedCount === 0) throw new Error('another process has taken over the recovery');
  }

  return {
    async read() {
      const state = await states.findOne({ _id: stateId }, options);
      if (!state) throw new Error('a migration creates the state of the event stream');
      return state;
    },
    async beat(beat, stampedTo) {
      // A missing value is smaller than any text.
      const $set = { beat, stampedTo: { $max: ['$stampedTo', stampedTo] } };
      await states.updateOne({ _id: stateId }, [{ $set }], options);
    },
    async forget(upTo) {
      await states.updateOne({ _id: stateId }, { $max: { keptAfter: upTo } }, options);
    },
    async claim(by, observed) {
      const free = { $or: [{ recovery: null }, { $expr: { $lt: ['$recovery.until', '$$NOW'] } }] };
      const recovery = { by, until: expiry };
      const { modifiedCount } = await states.updateOne(
        { _id: stateId, stampedTo: observed, ...free },
        [{ $set: { recovery } }],
        options,
      );
      return modifiedCount === 1;
    },
    renew: (by) => whileMine(by, { $set: { 'recovery.until': expiry } }),
    finish: (by, stampedTo) => whileMine(by, { $set: { stampedTo, recovery: null } }),
  };
}
