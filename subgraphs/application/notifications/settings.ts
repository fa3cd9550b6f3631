import { z } from 'zod';
import { messagingSettings } from '../../../lib/messaging/settings.ts';
import {
  httpUrl,
  type SettingGroup,
  type ValuesOf,
  wholeNumber,
} from '../../../lib/platform/process/setting.ts';
import { type NotificationTimes, parseQuietHours } from './notification-times.ts';

/** The services that send notifications, when they are sent, and what messages name. */
export const notificationSettings = {
  ...messagingSettings,
  NOTIFICATION_DELAY_MINUTES: {
    schema: wholeNumber(0, 60).default(15),
    about: 'how long a message waits for further steps to report; 0 sends each step at once',
  },
  SMS_QUIET_HOURS: {
    schema: z
      .string()
      .default('21:00-08:00')
      .refine((text) => parseQuietHours(text) !== undefined, {
        error: 'must be like `21:00-08:00`, or `none`',
      }),
    about: 'when no text messages are sent, in Türkiye’s time; `none` for never',
  },
  PUBLIC_URL: {
    schema: httpUrl.optional(),
    about: 'where applicants sign in, for messages to name; without it they only say so',
  },
} as const satisfies SettingGroup;

export type NotificationSettings = ValuesOf<typeof notificationSettings>;

export const notificationTimesOf = ({
  NOTIFICATION_DELAY_MINUTES,
  SMS_QUIET_HOURS,
}: Pick<
  NotificationSettings,
  'NOTIFICATION_DELAY_MINUTES' | 'SMS_QUIET_HOURS'
>): NotificationTimes => ({
  mergeMs: NOTIFICATION_DELAY_MINUTES * 60_000,
  quietHours: parseQuietHours(SMS_QUIET_HOURS) ?? null,
});
