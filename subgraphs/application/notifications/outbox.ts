import { checkAll } from '../../../lib/kit/check-all.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import {
  earlierThan,
  formatTimedPosition,
  parseTimedPosition,
} from '../../../lib/mongodb/timed-position.ts';
import type {
  OutboxMessageDocument,
  OutboxMessageModel,
} from '../../../lib/messaging/outbox-message.model.ts';
import { mostCounted } from './backlog.ts';
import {
  isFailing,
  type NotificationDocument,
  type NotificationModel,
} from './notification.model.ts';

interface OutboxDependencies {
  notifications: NotificationModel;
  outboxMessages: OutboxMessageModel;
  cursors: CursorCodec;
}

/** The messages to applicants, as an administrator sees them. */
export interface Outbox {
  /**
   * The messages that are kept here instead of being sent, latest first.
   * @throws `BAD_USER_INPUT` or `LIMIT_EXCEEDED` for the page.
   */
  messages(page: PageArguments): Promise<RelayConnection<OutboxMessageDocument>>;
  /** The unsent messages of every channel, with the reasons. */
  backlog(): Promise<Backlog>;
}

/** Both are counted up to 10,000. */
interface Backlog {
  waiting: number;
  failed: number;
  /** The latest reason for which one could not be sent; null if there is none. */
  lastError: string | null;
}

export function createOutbox(dependencies: OutboxDependencies): Outbox {
  return {
    messages: (page) => messages(dependencies, page),
    backlog: () => backlog(dependencies),
  };
}

async function messages(
  { outboxMessages, cursors }: OutboxDependencies,
  page: PageArguments,
): Promise<RelayConnection<OutboxMessageDocument>> {
  const { size, start } = checkAll(
    pageChecks(page, (cursor) => parseTimedPosition(cursors.open(cursor))),
  );
  const found = await outboxMessages
    .find(start ? earlierThan('sentAt', start) : {})
    .sort({ sentAt: -1, _id: -1 })
    .limit(size + 1)
    .maxTimeMS(longestReadMs)
    .lean<OutboxMessageDocument[]>();
  return connectionOf(
    { items: found.slice(0, size), hasNextPage: found.length > size },
    {
      after: page.after,
      cursorOf: ({ sentAt: value, _id }) => cursors.seal(formatTimedPosition({ value, _id })),
    },
  );
}

async function backlog({ notifications }: OutboxDependencies): Promise<Backlog> {
  const count = (state: 'PENDING' | 'FAILED') =>
    notifications.countDocuments({ state }, { limit: mostCounted, maxTimeMS: longestReadMs });
  const latestFailure = notifications
    .findOne(isFailing, { lastError: 1 })
    .sort({ lastFailedAt: -1 })
    .maxTimeMS(longestReadMs)
    .lean<Pick<NotificationDocument, 'lastError'>>();
  const [waiting, failed, latest] = await Promise.all([
    count('PENDING'),
    count('FAILED'),
    latestFailure,
  ]);
  return { waiting, failed, lastError: latest?.lastError ?? null };
}
