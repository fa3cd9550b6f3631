import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { measuresOfPool } from '../../lib/federation/measures.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import type { Subgraph } from '../../lib/federation/subgraph.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import {
  createChangeLoaders,
  createChangeLog,
  directoryChangeModel,
  createUnitStore,
} from './changes/index.ts';
import { createFollowers, measuresOfFollowers } from './feed/index.ts';
import { followDirectory } from './held/index.ts';
import { storedData } from './migrations.ts';
import { RequestContext, type Services } from './request-context.ts';
import { resolvers } from './resolvers/index.ts';

export const institutionDirectory: Subgraph = {
  name: 'institution-directory',
  start(environment) {
    const database = openSubgraphDatabase('institution-directory', environment, storedData);
    const { connection } = database;
    const held = followDirectory(database, environment.logger);
    const followers = createFollowers(connection);
    const model = directoryChangeModel(connection);
    const log = createChangeLog(model);
    const store = createUnitStore({ connection, held, followers, log });
    const cursorKey = keyOf(environment.keys, 'institution-directory/cursor');
    const services: Services = {
      held,
      followers,
      model,
      log,
      store,
      cursors: createCursorCodec(cursorKey, 'units'),
      searchCursors: createCursorCodec(cursorKey, 'units found by a search'),
      changeCursors: createCursorCodec(cursorKey, 'changes of units'),
      changeLoadersOfRequest: createChangeLoaders(model),
    };
    return {
      name: 'institution-directory',
      schema: buildSchema('institution-directory', resolvers),
      createContext: (request) => new RequestContext(request, services),
      measures: [
        ...measuresOfFollowers(followers),
        ...measuresOfPool('institution-directory', database),
      ],
      ready: held.ready,
      health: async () => [
        { name: 'mongodb', ok: await database.ping(), required: true },
        { name: 'directory in memory', ok: held.fresh, required: !held.loaded },
      ],
      async stop() {
        await held.stop();
        await database.stop();
      },
    };
  },
};
