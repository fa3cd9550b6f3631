import { type SettingGroup, wholeNumber } from '../../../lib/platform/process/setting.ts';

/** The time that servers give any answer: `longestAnswerMs` of their limits. */
const longestExportSeconds = 600;

/** The most that can be set for one export. */
export const longestExportMs = longestExportSeconds * 1_000;

/** The limits of exports. */
export const exportSettings = {
  ANALYTICS_EXPORTS: {
    schema: wholeNumber(1, 64).default(2),
    about:
      'exports of analytics that run at once, of one viewer half of them at most; more are refused',
  },
  ANALYTICS_EXPORT_SECONDS: {
    schema: wholeNumber(1, longestExportSeconds).default(longestExportSeconds),
    about: 'how long one export may last; it can be resumed afterwards',
  },
} as const satisfies SettingGroup;
