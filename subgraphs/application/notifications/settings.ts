import { messagingSettings } from '../../../lib/messaging/settings.ts';
import {
  httpUrl,
  type SettingGroup,
  type ValuesOf,
} from '../../../lib/platform/process/setting.ts';

/** The services that send notifications, and what messages name. */
export const notificationSettings = {
  ...messagingSettings,
  PUBLIC_URL: {
    schema: httpUrl.optional(),
    about: 'where applicants sign in, for messages to name; without it they only say so',
  },
} as const satisfies SettingGroup;

export type NotificationSettings = ValuesOf<typeof notificationSettings>;
