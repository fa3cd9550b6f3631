import { createCitizenProofs } from '../../lib/federation/citizen-proof.ts';
import { Pace } from '../../lib/federation/pace.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import type { Subgraph } from '../../lib/federation/subgraph.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import { citizenModel, createCitizens, createLoaders } from './citizens/index.ts';
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
    const rehashing = startRehashing({ connection, keys, after, logger });
    return {
      name: 'citizen',
      schema: buildSchema('citizen', resolvers),
      createContext({ viewer, interruption }): Context {
        const citizens = createCitizens({ model, viewer, loaders: loadersOfRequest(), proofs });
        return { viewer, pace: new Pace(interruption), citizens };
      },
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
