import { type SettingGroup, wholeNumber } from '../../../lib/platform/process/setting.ts';

/** How long it is on record who asked what. */
export const recordSettings = {
  ANALYTICS_RECORD_DAYS: {
    schema: wholeNumber(1, 36_500).default(3_650),
    about: 'for how many days questions to analytics stay on record',
  },
} as const satisfies SettingGroup;
