import type { Connection } from 'mongoose';
import { measuresOfJobs, measuresOfPool } from '../../lib/federation/measures.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { inputValue } from '../../lib/federation/input-value.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import type { Subgraph, SubgraphEnvironment } from '../../lib/federation/subgraph.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import { JobRuns } from '../../lib/kit/job-runs.ts';
import { answerRequests, type Copy, followFacts, measuresOf } from './copy/index.ts';
import { exportDirectory } from './database/index.ts';
import {
  createExportRoutes,
  createExports,
  exportRoutes,
  longestExportMs,
  measuresOfExports,
} from './export/index.ts';
import { createLimits, measuresOfQuestions } from './limits/index.ts';
import { storedData } from './migrations.ts';
import { createPublished } from './published/index.ts';
import { createQuestionRecord } from './record/index.ts';
import { RequestContext, type Services } from './request-context.ts';
import { resolvers } from './resolvers/index.ts';
import type { ApplicationFilter } from './schema-types.ts';
import { type AnalyticsSettings, copyPath } from './settings.ts';

export const analytics: Subgraph<AnalyticsSettings> = {
  name: 'analytics',
  routes: exportRoutes,
  longestRouteMs: longestExportMs,
  answersInTurn: true,
  recordsSelections: true,
  start(environment) {
    const { keys, peers, logger, settings, mongodb } = environment;
    const database = openSubgraphDatabase('analytics', environment, storedData);
    const path = copyPath(settings, mongodb);
    const common = { peers, logger, after: database.migrated };
    const copy = followFacts({
      ...common,
      store: {
        path,
        threads: settings.ANALYTICS_THREADS,
        memoryMb: settings.ANALYTICS_MEMORY_MB,
      },
    });
    const runs = new JobRuns();
    const requests = answerRequests({ ...common, copy, path, runs });
    const services = servicesOf(copy, database.connection, environment);
    const schema = buildSchema('analytics', resolvers);
    const exports = createExports({
      copy,
      record: services.record,
      settings,
      keys: keyOf(keys, 'analytics/export'),
      readFilter: (value, field) =>
        inputValue(schema, 'ApplicationFilter', value, field) as ApplicationFilter | null, // of this type
      directory: exportDirectory(path),
    });
    return {
      name: 'analytics',
      schema,
      routes: createExportRoutes(exports),
      createContext: (request) => new RequestContext(request, services),
      ready: copy.ready,
      measures: [
        ...measuresOf(copy),
        ...measuresOfQuestions({
          restricted: services.limits,
          published: services.published.questions,
        }),
        ...measuresOfExports(exports),
        ...measuresOfJobs(runs),
        ...measuresOfPool('analytics', database),
      ],
      health: async () => [
        { name: 'mongodb', ok: await database.ping(), required: true },
        { name: 'copy of facts', ok: copy.isBuilt, required: true },
      ],
      async stop() {
        exports.stop();
        await requests.stop();
        await copy.stop();
        await database.stop();
      },
    };
  },
};

function servicesOf(
  copy: Copy,
  connection: Connection,
  { keys, settings }: SubgraphEnvironment<AnalyticsSettings>,
): Services {
  return {
    limits: createLimits(copy, settings),
    published: createPublished({ copy, keys, settings }),
    record: createQuestionRecord(connection, settings.ANALYTICS_RECORD_DAYS),
    cursors: createCursorCodec(keyOf(keys, 'analytics/cursor'), 'applications that meet a filter'),
  };
}
