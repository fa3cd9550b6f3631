import { measuresOfJobs, measuresOfPool } from '../../lib/federation/measures.ts';
import { Pace } from '../../lib/federation/pace.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { inputValue } from '../../lib/federation/input-value.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import type { Subgraph } from '../../lib/federation/subgraph.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import { JobRuns } from '../../lib/kit/job-runs.ts';
import { ownerOfRequest } from '../../lib/platform/operations/owner-of-request.ts';
import type { Context } from './context.ts';
import { answerRequests, followFacts, measuresOf } from './copy/index.ts';
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
import { createQuestions } from './questions/index.ts';
import { createQuestionRecord } from './record/index.ts';
import { resolvers } from './resolvers/index.ts';
import type { ApplicationFilter } from './schema-types.ts';
import { type AnalyticsSettings, copyPath } from './settings.ts';

export const analytics: Subgraph<AnalyticsSettings> = {
  name: 'analytics',
  routes: exportRoutes,
  longestRouteMs: longestExportMs,
  answersInTurn: true,
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
    const limits = createLimits(copy, settings);
    const published = createPublished({ copy, keys, settings });
    const cursors = createCursorCodec(
      keyOf(keys, 'analytics/cursor'),
      'applications that meet a filter',
    );
    const record = createQuestionRecord(database.connection, settings.ANALYTICS_RECORD_DAYS);
    const schema = buildSchema('analytics', resolvers);
    const exports = createExports({
      copy,
      record,
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
      createContext(request): Context {
        const { viewer, interruption } = request;
        const asker = { owner: ownerOfRequest(request), interruption };
        const questions = createQuestions({ limits, record, cursors, viewer, interruption });
        return {
          viewer,
          pace: new Pace(interruption),
          questions,
          publishedStatistics: (given) => published.statistics(asker, given),
        };
      },
      ready: copy.ready,
      measures: [
        ...measuresOf(copy),
        ...measuresOfQuestions({ restricted: limits, published: published.questions }),
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
