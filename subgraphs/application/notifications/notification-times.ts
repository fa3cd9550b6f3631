import { addDays, localDateOf, startOfDay } from '../../../lib/kit/local-date.ts';
import type { AnswerChannel } from '../schema-types.ts';

/** A range of each day in Türkiye, in minutes after midnight; it may begin on the day before. */
interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** When applicants are notified. */
export interface NotificationTimes {
  /** How long a message waits for further steps of its application. */
  readonly mergeMs: number;
  /** When no text message is sent; null for never. */
  readonly quietHours: QuietHours | null;
}

const minuteMs = 60_000;

export const notificationTimes: NotificationTimes = {
  mergeMs: 15 * minuteMs,
  quietHours: { from: 21 * 60, until: 8 * 60 },
};

/** The first instant from this one on at which a message may go by a channel: nobody is woken by one. */
export function sendableFrom(
  at: Date,
  channel: AnswerChannel,
  { quietHours }: Pick<NotificationTimes, 'quietHours'>,
): Date {
  if (channel !== 'SMS' || quietHours === null) return at;
  const { from, until } = quietHours;
  const day = localDateOf(at);
  const minute = (at.getTime() - startOfDay(day).getTime()) / minuteMs;
  const endsNextDay = from > until && minute >= from;
  const isQuiet = endsNextDay || (minute < until && (from > until || minute >= from));
  if (!isQuiet) return at;
  const endDay = endsNextDay ? addDays(day, 1) : day;
  return new Date(startOfDay(endDay).getTime() + until * minuteMs);
}

const quietHoursForm = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** Reads `21:00-08:00`, or `none`. @returns undefined for anything else, and for an empty range. */
export function parseQuietHours(text: string): QuietHours | null | undefined {
  if (text === 'none') return null;
  const [, fromHour, fromMinute, untilHour, untilMinute] = quietHoursForm.exec(text) ?? [];
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const until = Number(untilHour) * 60 + Number(untilMinute);
  return Number.isNaN(from) || from === until ? undefined : { from, until };
}
