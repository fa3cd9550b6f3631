import { type SettingGroup, wholeNumber } from '../../../lib/platform/process/setting.ts';

/** The resources of a machine that the columnar copy may take. */
export const databaseSettings = {
  ANALYTICS_THREADS: {
    schema: wholeNumber(1, 64).default(1),
    about: 'threads that work on one question to analytics',
  },
  ANALYTICS_MEMORY_MB: {
    schema: wholeNumber(128, 1_000_000).default(512),
    about: 'memory for questions to analytics and for its copy; larger ones use files',
  },
  ANALYTICS_NICENESS: {
    schema: wholeNumber(0, 19).default(10),
    about:
      'how far a process of analytics gives way to others when CPUs are scarce: 0, not at all, to 19',
  },
} as const satisfies SettingGroup;
