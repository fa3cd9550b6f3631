import type { Connection } from 'mongoose';
import type { Channel, ChannelPort } from './channel-port.ts';
import { createOutboxPort } from './outbox-port.ts';
import { outboxMessageModel } from './outbox-message.model.ts';
import { createSmsPort, type SmsPortOptions } from './sms-port.ts';
import { createSmtpPort, type SmtpPortOptions } from './smtp-port.ts';

export type ChannelPorts = Readonly<Record<Channel, ChannelPort>>;

/** The configured service of each channel. */
export interface PortSettings {
  /** Null or absent for the local outbox. */
  readonly mail?: SmtpPortOptions | null | undefined;
  readonly sms?: SmsPortOptions | null | undefined;
}

/** The port of each channel as configured; otherwise the outbox in this database. */
export function createPorts({ mail, sms }: PortSettings, connection: Connection): ChannelPorts {
  const outbox = createOutboxPort(outboxMessageModel(connection));
  return {
    EMAIL: mail ? createSmtpPort(mail) : outbox,
    SMS: sms ? createSmsPort(sms) : outbox,
  };
}
