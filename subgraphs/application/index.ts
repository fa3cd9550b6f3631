import { deriveKey } from '../../platform/keys.ts';
import { createCursorCodec } from '../shared/cursor.ts';
import { buildSchema } from '../shared/schema.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { openSubgraphDatabase } from '../shared/subgraph-database.ts';
import { applicantHash } from './applicant-hash.ts';
import { applicationModel } from './application.model.ts';
import { createApplications } from './applications.ts';
import { createBusinessCalendar } from './calendar/business-calendar.ts';
import { localDateOf } from './calendar/local-date.ts';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { migrations } from './migrations.ts';
import { resolvers } from './resolvers/index.ts';
import { followUnits } from './unit-projection.ts';

export const application: Subgraph = {
  name: 'application',
  start(environment) {
    const { keys, logger, peers } = environment;
    const database = openSubgraphDatabase('application', environment, migrations);
    const loadersOfRequest = createLoaders(database.connection);
    const units = followUnits({ peers, logger });
    const calendar = createBusinessCalendar({});
    const dependencies = {
      model: applicationModel(database.connection),
      units,
      applicantHash: applicantHash(keys),
      cursors: createCursorCodec(
        deriveKey(keys, 'application/cursor'),
        'applications of a citizen',
      ),
    };
    return {
      name: 'application',
      schema: buildSchema('application', resolvers),
      createContext({ viewer }): Context {
        const loaders = loadersOfRequest();
        const today = localDateOf(new Date());
        const applications = createApplications({ ...dependencies, viewer, loaders });
        return { viewer, loaders, applications, calendar, today };
      },
      ready: database.migrated,
      health: async () => [
        { name: 'mongodb', ok: await database.ping() },
        { name: 'unit tree', ok: units.loaded },
      ],
      async stop() {
        await units.stop();
        await database.stop();
      },
    };
  },
};
