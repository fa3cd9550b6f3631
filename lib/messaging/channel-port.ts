import type { Types } from 'mongoose';

/** The ways in which people are reached. */
export type Channel = 'SMS' | 'EMAIL';

/** A message as it goes out. */
export interface Message {
  /** By which whoever keeps it stores it. */
  _id: Types.ObjectId;
  /** A `publicId`, the same at each attempt: whoever gets it twice can tell. */
  id: string;
  channel: Channel;
  /** A phone number in international form, or an e-mail address. */
  to: string;
  /** Null for text messages. */
  subject: string | null;
  text: string;
  /** What of it may be kept where others than the recipient read it: no address, number or code. */
  masked: Pick<Message, 'to' | 'subject' | 'text'>;
}

/** Where the messages of one channel go. */
export interface ChannelPort {
  /**
   * Resolves once the message was taken over by whoever delivers it.
   * @throws DeliveryError when it was not, or when that cannot be told.
   */
  send(message: Message, signal: AbortSignal): Promise<void>;
  /** Ends what it holds open. May be called twice. */
  stop(): Promise<void>;
}

/**
 * A message could not be sent. What it says is kept and logged: never an address or a secret, so never
 * the words of the other side.
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** Whether another attempt with the same message would end alike. */
  readonly permanent: boolean;

  constructor(message: string, { permanent }: { permanent: boolean }) {
    super(message);
    this.permanent = permanent;
  }
}

/** What is kept of a failed attempt. */
export const lastErrorOf = (error: unknown) =>
  error instanceof DeliveryError ? error.message : 'a fault of ours, see the log';
