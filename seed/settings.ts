import { type SettingGroup, wholeNumber } from '../lib/platform/process/setting.ts';

/** The settings of seeding. */
export const seedSettings = {
  SEED_APPLICATIONS: {
    schema: wholeNumber(0).default(20_000),
    about: 'applications seeded when the database is empty; 0 seeds nothing',
  },
} as const satisfies SettingGroup;
