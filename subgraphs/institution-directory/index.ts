import { keyOf } from '../../platform/versioned-keys.ts';
import { createCursorCodec } from '../shared/cursor.ts';
import { buildSchema } from '../shared/schema.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { openSubgraphDatabase } from '../shared/subgraph-database.ts';
import type { Context } from './context.ts';
import { createFollowers } from './followers.ts';
import { holdDirectory } from './held-directory.ts';
import { migrations } from './migrations.ts';
import { resolvers } from './resolvers/index.ts';
import { createUnitActs } from './unit-acts.ts';
import { createUnitStore } from './unit-store.ts';

export const institutionDirectory: Subgraph = {
  name: 'institution-directory',
  start(environment) {
    const database = openSubgraphDatabase('institution-directory', environment, migrations);
    const held = holdDirectory(database, environment.logger);
    const followers = createFollowers(database.connection);
    const acts = createUnitActs(createUnitStore(database.connection, held, followers));
    const cursors = createCursorCodec(
      keyOf(environment.keys, 'institution-directory/cursor'),
      'units',
    );
    return {
      name: 'institution-directory',
      schema: buildSchema('institution-directory', resolvers),
      createContext({ viewer }): Context {
        return {
          viewer,
          cursors,
          acts,
          followers,
          get directory() {
            return held.current();
          },
        };
      },
      ready: held.ready,
      health: async () => [
        { name: 'mongodb', ok: await database.ping() },
        { name: 'directory in memory', ok: held.fresh },
      ],
      async stop() {
        await held.stop();
        await database.stop();
      },
    };
  },
};
