import { createCitizenProofs } from '../../lib/federation/citizen-proof.ts';
import { measuresOfJobs, measuresOfPool } from '../../lib/federation/measures.ts';
import { Pace } from '../../lib/federation/pace.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { JobRuns } from '../../lib/kit/job-runs.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import type { Subgraph } from '../../lib/federation/subgraph.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import {
  citizenModel,
  citizenSearchModel,
  createCitizens,
  createCitizenSearches,
  createLoaders,
  nationalIdHash,
} from './citizens/index.ts';
import type { Context } from './context.ts';
import { storedData } from './migrations.ts';
import { startRehashing } from './rehash/index.ts';
import { resolvers } from './resolvers/index.ts';

export const citizen: Subgraph = {
  name: 'citizen',
  start(environment) {
    const database = openSubgraphDatabase('citizen', environment, storedData);
    const loadersOfRequest = createLoaders(database.connection);
    const model = citizenModel(database.connection);
    const proofs = createCitizenProofs(environment.keys);
    const { connection, migrated: after } = database;
    const { keys, logger } = environment;
    const searching = {
      citizens: model,
      searches: citizenSearchModel(connection),
      hash: nationalIdHash(keys),
      cursors: createCursorCodec(keyOf(keys, 'citizen/cursor'), 'searches for citizens'),
    };
    const runs = new JobRuns();
    const rehashing = startRehashing({ connection, keys, after, logger, runs });
    return {
      name: 'citizen',
      schema: buildSchema('citizen', resolvers),
      createContext({ viewer, interruption }): Context {
        const loaders = loadersOfRequest();
        const citizens = createCitizens({ model, viewer, loaders, proofs });
        const searches = createCitizenSearches({ ...searching, viewer, loaders });
        return { viewer, pace: new Pace(interruption), citizens, searches };
      },
      measures: [...measuresOfJobs(runs), ...measuresOfPool('citizen', database)],
      foresee: ({ citizens }: Context) => citizens.foresee(),
      ready: database.migrated,
      health: async () => [{ name: 'mongodb', ok: await database.ping(), required: true }],
      async stop() {
        await rehashing.stop();
        await database.stop();
      },
    };
  },
};
