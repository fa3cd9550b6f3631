import type { Connection } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { eventModel, eventIndexes } from './event.model.ts';
import { positionOfMoment } from './position.ts';
import type { StreamState } from './stream-state.ts';

const dayMs = 24 * 60 * 60_000;
const deletedAtOnce = 1_000;

interface RetentionOptions {
  connection: Connection;
  state: Pick<StreamState, 'forget'>;
  retentionDays: number;
  now?: () => Date;
}

/**
 * Deletes the events that were committed longer ago than they are kept. Announces each deletion before it begins, so
 * that readers notice. If nothing is deleted, older cursors stay valid.
 */
export function createRetention({
  connection,
  state,
  retentionDays,
  now = () => new Date(),
}: RetentionOptions): (signal: AbortSignal) => Promise<void> {
  const events = eventModel(connection).collection;
  return async (signal) => {
    const cutoff = positionOfMoment(new Date(now().getTime() - retentionDays * dayMs));
    while (!signal.aborted) {
      const old = await events
        .find({ position: { $gt: '', $lt: cutoff } }, { comment: background })
        .project<{ position: string }>({ _id: 0, position: 1 })
        .sort({ position: 1 })
        .hint({ ...eventIndexes.all })
        .limit(deletedAtOnce)
        .toArray();
      const last = old.at(-1)?.position;
      if (last === undefined) return;
      await state.forget(last);
      await events.deleteMany({ position: { $gt: '', $lte: last } }, { comment: background });
    }
  };
}
