import { z } from 'zod';
import { commaSeparated, type SettingGroup, wholeNumber } from '../lib/platform/process/setting.ts';

const plateCode = z
  .string()
  .regex(/^(0[1-9]|[1-7]\d|8[01])$/, { error: 'must be plate codes of provinces, from 01 to 81' });

/** The settings of seeding. */
export const seedSettings = {
  SEED_APPLICATIONS: {
    schema: wholeNumber(0).default(20_000),
    about: 'applications seeded when the database is empty; 0 seeds nothing',
  },
  SEED_PROVINCES: {
    schema: z.string().default('').transform(commaSeparated).pipe(z.array(plateCode)),
    about:
      'plate codes of the provinces whose units are seeded, such as `06,34`; by default all 81. With a few, the first start takes seconds',
  },
} as const satisfies SettingGroup;
