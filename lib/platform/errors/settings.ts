import { flag, type SettingGroup, type ValuesOf } from '../process/setting.ts';
import type { SchemaExposure } from './schema-exposure.ts';

/** How much of the schema clients can see. */
export const exposureSettings = {
  INTROSPECTION: {
    schema: flag.optional(),
    about:
      'whether introspection is enabled, and the schema is at `/schema.graphql`; by default not in production',
  },
  FIELD_SUGGESTIONS: {
    schema: flag.optional(),
    about: 'whether errors suggest names (`Did you mean …?`); by default not in production',
  },
} as const satisfies SettingGroup;

/**
 * How much of the schema is shown: everything, in production nothing, unless configured otherwise.
 */
export const exposureOf = (
  { INTROSPECTION, FIELD_SUGGESTIONS }: ValuesOf<typeof exposureSettings>,
  { production }: { production: boolean },
): SchemaExposure => ({
  introspection: INTROSPECTION ?? !production,
  suggestions: FIELD_SUGGESTIONS ?? !production,
});
