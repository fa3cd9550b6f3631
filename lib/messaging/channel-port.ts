import type { Types } from 'mongoose';

/** The channels by which people are notified. */
export type Channel = 'SMS' | 'EMAIL';

/** An outgoing message. */
export interface Message {
  /** The key under which it is stored. */
  _id: Types.ObjectId;
  /** A `publicId`, the same for each attempt, so that the recipient's side can recognize duplicates. */
  id: string;
  channel: Channel;
  /** A phone number in international form, or an e-mail address. */
  to: string;
  /** Null for text messages. */
  subject: string | null;
  text: string;
  /** The masked form that may be stored for other readers than the recipient: no address, number or code. */
  masked: Pick<Message, 'to' | 'subject' | 'text'>;
}

/** The destination of the messages of one channel. */
export interface ChannelPort {
  /** How many messages are best sent at the same time; a few if absent. */
  readonly atOnce?: number;
  /**
   * Resolves once the delivery service has accepted the message.
   * @throws DeliveryError when it has not, or when that is unknown.
   */
  send(message: Message, signal: AbortSignal): Promise<void>;
  /** Closes its connections. May be called twice. */
  stop(): Promise<void>;
}

/**
 * A message could not be sent. The error message is stored and logged. It never contains an address or a secret, and so
 * never the text of the remote side.
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** Whether every further attempt with the same message to the same address would fail, too. */
  readonly permanent: boolean;

  constructor(message: string, { permanent }: { permanent: boolean }) {
    super(message);
    this.permanent = permanent;
  }
}

/** The stored description of a failed attempt. */
export const lastErrorOf = (error: unknown) =>
  error instanceof DeliveryError ? error.message : 'a fault of ours, see the log';
