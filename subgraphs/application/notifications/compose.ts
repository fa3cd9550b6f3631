import type { Message } from '../../../lib/messaging/channel-port.ts';
import type { NotificationPreference } from '../peers/index.ts';
import type { AnswerChannel, TimelineEvent } from '../schema-types.ts';
import { maskAddress, maskedTrackingCode, maskNumber } from './mask.ts';
import type { NotificationDocument } from './notification.model.ts';
import { type Template, templates } from './templates.ts';

/** Where an applicant can be reached; null for what is not on record. */
export interface Addresses {
  mobilePhone: string | null;
  email: string | null;
}

/** Where an applicant can be reached, and of what the applicant wants to be notified. */
export interface Contact extends Addresses {
  preference: NotificationPreference;
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

export const otherChannel: Readonly<Record<AnswerChannel, AnswerChannel>> = {
  SMS: 'EMAIL',
  EMAIL: 'SMS',
};

/** A malformed address counts as none. */
const addressOf: Readonly<Record<AnswerChannel, (addresses: Addresses) => string | null>> = {
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

/** The steps that a message reports. */
interface Report {
  /** Of the step that comes first in the message: the latest important one, or the latest. */
  main: Template;
  /** Each once, in the order of the steps. */
  all: readonly Template[];
}

/** The main step, with the number of the others. */
const headline = ({ main: { phrase }, all }: Report) =>
  all.length === 1 ? phrase : `${phrase} (ve ${all.length - 1} adım daha)`;

/** The text for each channel. */
const words: Readonly<
  Record<AnswerChannel, (named: Named, report: Report, publicUrl: string | undefined) => Words>
> = {
  SMS: ({ number, trackingCode }, report, publicUrl) => ({
    subject: null,
    text: [
      `${number} sayılı başvurunuz ${headline(report)}.`,
      ...(trackingCode === null ? [] : [`Takip kodunuz: ${trackingCode}.`]),
      publicUrl === undefined ? 'Ayrıntılar için giriş yapınız.' : `Ayrıntılar: ${publicUrl}`,
    ].join(' '),
  }),
  EMAIL: ({ number, trackingCode }, report, publicUrl) => ({
    subject: `${number} sayılı başvurunuz ${headline(report)}`,
    text: [
      'Sayın başvuru sahibi,',
      ...report.all.map(({ phrase, detail }) => `${number} sayılı başvurunuz ${phrase}. ${detail}`),
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
  contact: Addresses;
  /** The steps to report, in their order; at least one, with a template. */
  events: readonly TimelineEvent[];
  /** The application's code, where the message gives it; null if it gives none. */
  trackingCode: string | null;
  publicUrl: string | undefined;
}

/**
 * The message that notifies an applicant of steps: the application's number, the steps, and to sign
 * in for the rest; for the filing, the tracking code as well. It never contains a text that a
 * person wrote, nor a name. Null if the applicant cannot be reached by a channel that is left.
 */
export function compose(
  notification: Pick<
    NotificationDocument,
    '_id' | 'publicId' | 'number' | 'channel' | 'undelivered'
  >,
  { contact, events, trackingCode, publicUrl }: ComposeOptions,
): Message | null {
  const { _id, publicId: id, number } = notification;
  const report = reportOf(events);
  const masked = {
    number: maskNumber(number),
    trackingCode: trackingCode === null ? null : maskedTrackingCode,
  };
  const { undelivered = [] } = notification;
  for (const channel of channelsFor[notification.channel]) {
    if (undelivered.some((earlier) => earlier.channel === channel)) continue;
    const to = addressOf[channel](contact);
    if (to === null) continue;
    const say = (named: Named) => words[channel](named, report, publicUrl);
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

function reportOf(events: readonly TimelineEvent[]): Report {
  // A step that was made several times is reported at its latest place.
  const all = [...new Set(events.toReversed())]
    .toReversed()
    .flatMap((event) => templates[event] ?? []);
  const main = all.findLast(({ kind }) => kind !== 'PROGRESS') ?? all.at(-1);
  if (!main) throw new Error(`applicants are not notified of ${events.join(', ')}`);
  return { main, all };
}

function matching(address: string | null, form: RegExp): string | null {
  return address !== null && form.test(address) ? address : null;
}
