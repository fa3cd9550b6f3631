import { flag, type SettingGroup } from '../../../lib/platform/process/setting.ts';

/** How days are counted. */
export const calendarSettings = {
  HALF_DAYS_ARE_BUSINESS_DAYS: {
    schema: flag.default(true),
    about: 'whether the eves of bayrams and 28 October count as business days (see below)',
  },
} as const satisfies SettingGroup;
