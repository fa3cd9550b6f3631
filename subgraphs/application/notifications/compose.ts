import type { Message } from '../../../lib/messaging/channel-port.ts';
import type { AnswerChannel } from '../schema-types.ts';
import { maskAddress, maskedTrackingCode, maskNumber } from './mask.ts';
import type { NotificationDocument } from './notification.model.ts';
import { type Template, templates } from './templates.ts';

/** Where an applicant can be reached; null for what is not on record. */
export interface Contact {
  mobilePhone: string | null;
  email: string | null;
}

/** E.164. */
const phoneForm = /^\+[1-9]\d{7,14}$/;
/** One address and nothing else: no list, no name, no line break. */
const emailForm = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;

/**
 * The channels to try, by the one that was chosen: an applicant who has no address for it, or cannot be reached
 * there, is notified all the same.
 */
const channelsFor: Readonly<Record<AnswerChannel, readonly AnswerChannel[]>> = {
  SMS: ['SMS', 'EMAIL'],
  EMAIL: ['EMAIL', 'SMS'],
};

/** A malformed address counts as none. */
const addressOf: Readonly<Record<AnswerChannel, (contact: Contact) => string | null>> = {
  SMS: ({ mobilePhone }) => matching(mobilePhone, phoneForm),
  EMAIL: ({ email }) => matching(email, emailForm),
};

/** The data that a message names. */
interface Named {
  number: string;
  /** Null if the message gives none. */
  trackingCode: string | null;
}

type Words = Pick<Message, 'subject' | 'text'>;

/** The text for each channel. */
const words: Readonly<
  Record<AnswerChannel, (named: Named, template: Template, publicUrl: string | undefined) => Words>
> = {
  SMS: ({ number, trackingCode }, { phrase }, publicUrl) => ({
    subject: null,
    text: [
      `${number} sayılı başvurunuz ${phrase}.`,
      ...(trackingCode === null ? [] : [`Takip kodunuz: ${trackingCode}.`]),
      publicUrl === undefined ? 'Ayrıntılar için giriş yapınız.' : `Ayrıntılar: ${publicUrl}`,
    ].join(' '),
  }),
  EMAIL: ({ number, trackingCode }, { phrase, detail }, publicUrl) => ({
    subject: `${number} sayılı başvurunuz ${phrase}`,
    text: [
      'Sayın başvuru sahibi,',
      `${number} sayılı başvurunuz ${phrase}. ${detail}`,
      ...(trackingCode === null
        ? []
        : [
            `Takip kodunuz: ${trackingCode}. Başvurunuzun durumunu, giriş yapmadan, başvuru numaranız ve bu kodla öğrenebilirsiniz. Kodu kimseyle paylaşmayınız.`,
          ]),
      publicUrl === undefined
        ? 'Ayrıntıları görmek için hesabınıza giriş yapınız.'
        : `Ayrıntıları görmek için hesabınıza giriş yapınız: ${publicUrl}`,
      'Bu ileti kendiliğinden gönderilmiştir, lütfen yanıtlamayınız.\n',
    ].join('\n\n'),
  }),
};

interface ComposeOptions {
  contact: Contact;
  /** The application's code, where the message gives it; null if it gives none. */
  trackingCode: string | null;
  publicUrl: string | undefined;
}

/**
 * The message that notifies an applicant of a step: the application's number, the step, and to sign
 * in for the rest; for the filing, the tracking code as well. It never contains a text that a
 * person wrote, nor a name. Null if the applicant cannot be reached by a channel that is left.
 */
export function compose(
  notification: Pick<
    NotificationDocument,
    '_id' | 'publicId' | 'number' | 'channel' | 'event' | 'undelivered'
  >,
  { contact, trackingCode, publicUrl }: ComposeOptions,
): Message | null {
  const { _id, publicId: id, number, event } = notification;
  const template = templates[event];
  if (!template) throw new Error(`${event} is not public`);
  const masked = {
    number: maskNumber(number),
    trackingCode: trackingCode === null ? null : maskedTrackingCode,
  };
  const { undelivered = [] } = notification;
  for (const channel of channelsFor[notification.channel]) {
    if (undelivered.some((earlier) => earlier.channel === channel)) continue;
    const to = addressOf[channel](contact);
    if (to === null) continue;
    const say = (named: Named) => words[channel](named, template, publicUrl);
    return {
      _id,
      id,
      channel,
      to,
      ...say({ number, trackingCode }),
      masked: { to: maskAddress(channel, to), ...say(masked) },
    };
  }
  return null;
}

function matching(address: string | null, form: RegExp): string | null {
  return address !== null && form.test(address) ? address : null;
}
