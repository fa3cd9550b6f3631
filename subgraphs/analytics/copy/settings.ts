import { join } from 'node:path';
import { z } from 'zod';
import {
  projectPath,
  type SettingGroup,
  type ValuesOf,
} from '../../../lib/platform/process/setting.ts';

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

/** The folder for the copy. @param localDirectory the folder for what this machine keeps, as an absolute path. */
export const analyticsDirectoryOf = (
  { ANALYTICS_DIRECTORY: directory }: Pick<ValuesOf<typeof copySettings>, 'ANALYTICS_DIRECTORY'>,
  localDirectory: string,
): string => (directory === undefined ? join(localDirectory, 'analytics') : projectPath(directory));
