import { background } from '../../subgraphs/shared/background.ts';
import type { SubgraphName } from '../../subgraphs/names.ts';
import { subgraphNames } from '../../subgraphs/names.ts';
import type { TestData } from './data.ts';

/**
 * How many commands each database answers while something runs, as MongoDB itself counts them: its
 * profiler records every operation, whichever process sent it.
 */
export async function countCommands(
  data: TestData,
  work: () => Promise<unknown>,
): Promise<Record<SubgraphName, number>> {
  for (const name of subgraphNames) await data.database(name).command({ profile: 2 });
  await work();
  const counts = await Promise.all(
    subgraphNames.map(async (name) => {
      const database = data.database(name);
      await database.command({ profile: 0 });
      const profile = database.collection('system.profile');
      const count = await profile.countDocuments({
        op: { $in: ['query', 'command', 'getmore'] },
        'command.profile': { $exists: false },
        // A process looks whether there is something to do; that is no part of any request either.
        'command.comment': { $ne: background },
        // The change stream waits for changes; it is not part of any request.
        'originatingCommand.pipeline.0.$changeStream': { $exists: false },
      });
      await profile.drop();
      return [name, count] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<SubgraphName, number>; // one for each name
}
