import type { Connection, Types } from 'mongoose';

/** The forms of masks are those of 0005, whatever messages are masked with since. */
const stars = '***';

interface Message {
  _id: Types.ObjectId;
  channel: string;
  to: string;
  subject: string | null;
  text: string;
}

/** Masks stored messages that still name addresses and numbers. */
export async function maskOutbox(connection: Connection): Promise<void> {
  const messages = connection.collection('outboxMessages');
  // Every masked address has three stars.
  const unmasked = messages.find<Message>({ to: { $not: /\*\*\*/ } });
  for await (const { _id, channel, to, subject, text } of unmasked) {
    const $set = {
      to: channel === 'SMS' ? maskPhone(to) : maskEmail(to),
      subject: subject === null ? null : maskNumbers(subject),
      text: maskNumbers(text),
    };
    await messages.updateOne({ _id }, { $set });
  }
}

const maskPhone = (phone: string) => `${phone.slice(0, 3)}${stars}${phone.slice(-2)}`;

const maskEmail = (email: string) =>
  `${email.slice(0, 1)}${stars}@${stars}${/\.[^.@]+$/.exec(email)?.[0] ?? ''}`;

const maskNumbers = (text: string) =>
  text.replaceAll(
    /\b\d{10}(?= sayılı)/g,
    (number) => `${number.slice(0, 2)}${stars}${number.slice(-2)}`,
  );
