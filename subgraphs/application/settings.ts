import { messagingNeeds } from '../../lib/messaging/settings.ts';
import type { Need, SettingGroup, ValuesOf } from '../../lib/platform/process/setting.ts';
import { calendarSettings } from './calendar/index.ts';
import { eventSettings } from './events/index.ts';
import { notificationSettings } from './notifications/index.ts';

/** The settings of this subgraph, as its modules declare them. */
export const applicationSettings = {
  ...calendarSettings,
  ...eventSettings,
  ...notificationSettings,
} as const satisfies SettingGroup;

export type ApplicationSettings = ValuesOf<typeof applicationSettings>;

export const applicationNeeds: readonly Need[] = messagingNeeds;
