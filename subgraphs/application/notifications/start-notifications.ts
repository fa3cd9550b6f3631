import type { Connection } from 'mongoose';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { keyOf } from '../../../lib/kit/versioned-keys.ts';
import { createCursorCodec } from '../../../lib/kit/cursor.ts';
import type { SubgraphEnvironment } from '../../../lib/federation/subgraph.ts';
import { outboxMessageModel } from '../../../lib/messaging/outbox-message.model.ts';
import { createPorts } from '../../../lib/messaging/ports.ts';
import { portSettingsOf } from '../../../lib/messaging/settings.ts';
import { watchPorts } from '../../../lib/messaging/watched-ports.ts';
import { findGivenAt } from '../peers/index.ts';
import { applicationModel, type TrackingCodes } from '../record/index.ts';
import { createContacts } from './contacts.ts';
import { notificationModel } from './notification.model.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createNotificationQueue } from './queue.ts';
import { type Sender, startSender } from './sender.ts';
import { type NotificationSettings, notificationTimesOf } from './settings.ts';
import { createFindStandings } from './standings-of.ts';
import { findUndelivered, type UndeliveredMessage } from './undelivered.ts';
import { createFindTrackingCodes } from './tracking-codes-of.ts';

interface StartNotificationsOptions extends Omit<
  SubgraphEnvironment<NotificationSettings>,
  'mongodb'
> {
  connection: Connection;
  trackingCodes: TrackingCodes;
  /** Sending begins when this resolves. */
  after: Promise<unknown>;
  runs?: JobRuns | undefined;
}

/** The notifications of this process, as long as it runs. */
export interface RunningNotifications extends Sender {
  readonly outbox: Outbox;
  /** As `findUndelivered`. */
  undelivered(this: void, viewer: Viewer): Promise<UndeliveredMessage[]>;
}

/**
 * Starts sending notifications to applicants. Each channel has its own sender: a mail server that hangs delays
 * no text message.
 */
export function startNotifications(options: StartNotificationsOptions): RunningNotifications {
  const { connection, settings, keys, peers, trackingCodes, after, logger, runs } = options;
  const ports = watchPorts(createPorts(portSettingsOf(settings), connection), { logger });
  const contacts = createContacts(peers);
  const applications = applicationModel(connection);
  const findTrackingCodes = createFindTrackingCodes(applications, trackingCodes);
  const standings = createFindStandings(applications);
  const notifications = notificationModel(connection);
  const senders = (['SMS', 'EMAIL'] as const).map((channel) =>
    startSender({
      name: `notifications by ${channel}`,
      queue: createNotificationQueue({ notifications, channel }),
      contacts,
      trackingCodes: findTrackingCodes,
      standings,
      ports,
      publicUrl: settings.PUBLIC_URL,
      notificationTimes: notificationTimesOf(settings),
      after,
      logger,
      runs,
    }),
  );
  const outbox = createOutbox({
    notifications,
    outboxMessages: outboxMessageModel(connection),
    cursors: createCursorCodec(keyOf(keys, 'application/cursor'), 'outbox'),
  });
  return {
    outbox,
    undelivered: (viewer) =>
      findUndelivered(notifications, viewer, (citizenId) => findGivenAt(peers, citizenId)),
    wake() {
      for (const sender of senders) sender.wake();
    },
    async stop() {
      await Promise.all(senders.map((sender) => sender.stop()));
      await Promise.all(Object.values(ports).map((port) => port.stop()));
    },
  };
}
