import { z } from 'zod';
import type { SettingGroup } from '../../../lib/platform/process/setting.ts';

/** Where the copy is. */
export const copySettings = {
  ANALYTICS: {
    schema: z.enum(['process', 'here', 'off']).default('process'),
    about:
      'where analytics runs if it has no address: `process`, in one of its own that the gateway starts; `here`, in the gateway’s; `off`, not at all',
  },
  ANALYTICS_DIRECTORY: {
    schema: z.string().min(1).optional(),
    about: 'folder for the copy of analytics; by default `analytics` in LOCAL_DIRECTORY',
  },
} as const satisfies SettingGroup;
