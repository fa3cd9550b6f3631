import {
  type SettingGroup,
  type ValuesOf,
  wholeNumber,
} from '../../../lib/platform/process/setting.ts';

/** How long the changes of applications can be read again. */
export const eventSettings = {
  EVENT_RETENTION_DAYS: {
    schema: wholeNumber(1, 3_650).default(30),
    about: 'for how many days clients can continue from a cursor of events',
  },
} as const satisfies SettingGroup;

export type EventSettings = ValuesOf<typeof eventSettings>;
