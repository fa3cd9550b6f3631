import { type SettingGroup, wholeNumber } from '../../../lib/platform/process/setting.ts';

/** The limits of questions. */
export const limitSettings = {
  ANALYTICS_QUESTIONS: {
    schema: wholeNumber(1, 64).default(2),
    about: 'questions to analytics that are worked on at once, of one viewer half of them at most',
  },
  ANALYTICS_QUESTIONS_WAITING: {
    schema: wholeNumber(0, 10_000).default(50),
    about: 'questions to analytics that wait for their turn; more are refused',
  },
  ANALYTICS_TIMEOUT_MS: {
    schema: wholeNumber(100, 600_000).default(10_000),
    about: 'how long one question to analytics may take, apart from waiting',
  },
} as const satisfies SettingGroup;
