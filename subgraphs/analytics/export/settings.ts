import { type SettingGroup, wholeNumber } from '../../../lib/platform/process/setting.ts';

/** What exports may take. */
export const exportSettings = {
  ANALYTICS_EXPORTS: {
    schema: wholeNumber(1, 64).default(2),
    about:
      'exports of analytics that run at once, of one viewer half of them at most; more are refused',
  },
  ANALYTICS_EXPORT_SECONDS: {
    schema: wholeNumber(1, 86_400).default(600),
    about: 'how long one export may last; it can be resumed afterwards',
  },
} as const satisfies SettingGroup;
