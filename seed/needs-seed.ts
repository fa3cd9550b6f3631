import { applicationsNeedSeed } from './applications/seed-run.ts';
import { type SeedEnvironment, withDatabases } from './open-databases.ts';
import { directoryNeedsSeed } from './seed-directory.ts';

/** Whether the databases lack the seeded data: they are empty, or a run was interrupted. */
export async function needsSeed(
  options: SeedEnvironment & { applications: number },
): Promise<boolean> {
  return withDatabases(options, async ({ directory, application }) => {
    if (await directoryNeedsSeed(directory.connection)) return true;
    return options.applications > 0 && applicationsNeedSeed(application.connection);
  });
}
