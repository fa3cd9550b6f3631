import { background } from '../../../lib/kit/background.ts';
import {
  isFailing,
  type NotificationDocument,
  type NotificationModel,
} from './notification.model.ts';

/** Counting stops here. */
export const mostCounted = 10_000;

const options = { limit: mostCounted, maxTimeMS: 2_000, comment: background };

/** The messages that have not reached their applicants, and those that need not. */
export interface Backlog {
  waiting: number;
  failing: number;
  givenUp: number;
  /** Dropped because later steps had undone what they report. */
  outdated: number;
  /** 0 if none is due. */
  delaySeconds: number;
}

export async function readBacklog(notifications: NotificationModel): Promise<Backlog> {
  const { collection } = notifications;
  const count = (filter: object) => collection.countDocuments(filter, options);
  const [waiting, failing, givenUp, outdated, ...due] = await Promise.all([
    count({ state: 'PENDING' }),
    count(isFailing),
    count({ state: 'FAILED' }),
    count({ state: 'OUTDATED' }),
    ...(['SMS', 'EMAIL'] as const).map((channel) =>
      collection.findOne<Pick<NotificationDocument, 'dueAt'>>(
        { state: 'PENDING', channel },
        { sort: { dueAt: 1 }, projection: { dueAt: 1 }, maxTimeMS: 2_000, comment: background },
      ),
    ),
  ]);
  const first = Math.min(...due.flatMap((one) => one?.dueAt.getTime() ?? []));
  const delaySeconds = Math.max(0, (Date.now() - first) / 1_000);
  return { waiting, failing, givenUp, outdated, delaySeconds };
}
