import type { Connection } from 'mongoose';
import type { SubgraphSettings } from '../../../lib/federation/subgraph.ts';
import type { AnswerChannel } from '../schema-types.ts';
import { createOutboxPort } from './outbox-port.ts';
import { outboxMessageModel } from './outbox-message.model.ts';
import type { NotificationPort } from './port.ts';
import { createSmsPort } from './sms-port.ts';
import { createSmtpPort } from './smtp-port.ts';

export type NotificationPorts = Readonly<Record<AnswerChannel, NotificationPort>>;

/** The port of each channel, as configured; the local outbox where nothing is. */
export function createPorts(
  { mail, sms }: SubgraphSettings,
  connection: Connection,
): NotificationPorts {
  const outbox = createOutboxPort(outboxMessageModel(connection));
  return {
    EMAIL: mail ? createSmtpPort(mail) : outbox,
    SMS: sms ? createSmsPort(sms) : outbox,
  };
}
