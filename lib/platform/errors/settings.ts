import { flag, type SettingGroup } from '../process/setting.ts';

/** How much of the schema clients can see. */
export const exposureSettings = {
  INTROSPECTION: {
    schema: flag.optional(),
    about: 'whether introspection is enabled; by default not in production',
  },
  FIELD_SUGGESTIONS: {
    schema: flag.optional(),
    about: 'whether errors suggest names (`Did you mean …?`); by default not in production',
  },
} as const satisfies SettingGroup;
