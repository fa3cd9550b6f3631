import { join } from 'node:path';
import type { SettingGroup, ValuesOf } from '../../lib/platform/process/setting.ts';
import { copySettings } from './copy/index.ts';
import { databaseSettings } from './database/index.ts';
import { exportSettings } from './export/index.ts';
import { limitSettings } from './limits/index.ts';
import { recordSettings } from './record/index.ts';

export { analyticsDirectoryOf } from './copy/index.ts';

/** The settings of this subgraph, as its modules declare them. */
export const analyticsSettings = {
  ...copySettings,
  ...databaseSettings,
  ...exportSettings,
  ...limitSettings,
  ...recordSettings,
} as const satisfies SettingGroup;

/** The folder of the copy in the form in which it is used: an absolute path. */
interface ReadSettings {
  readonly analyticsDirectory: string;
}

export type AnalyticsSettings = Omit<
  ValuesOf<typeof analyticsSettings>,
  'ANALYTICS' | 'ANALYTICS_DIRECTORY'
> &
  ReadSettings;

/** The file of the copy: one for each set of databases. */
export const copyPath = (
  { analyticsDirectory }: ReadSettings,
  { databasePrefix }: { readonly databasePrefix: string },
): string => join(analyticsDirectory, `${databasePrefix}.duckdb`);
