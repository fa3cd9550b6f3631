import type { JobRuns } from '../kit/job-runs.ts';
import type { Measure } from '../kit/measure.ts';
import type { SubgraphName } from '../kit/subgraph-names.ts';
import type { PoolState } from '../mongodb/watch-pool.ts';
import type { SubgraphDatabase } from './subgraph-database.ts';

/** The runs of the periodic jobs of a subgraph, each of which has begun to wait for its first run. */
export const measuresOfJobs = ({ all }: JobRuns): readonly Measure[] =>
  all.flatMap((runs): Measure[] => {
    const { name: job } = runs;
    return [
      ...(['succeeded', 'failed'] as const).map((outcome) => ({
        name: 'job_runs_total',
        help: 'Runs of periodic jobs.',
        isCount: true,
        labels: { job, outcome },
        value: () => runs[outcome],
      })),
      {
        name: 'job_run_seconds_total',
        help: 'Time that runs of periodic jobs have taken.',
        isCount: true,
        labels: { job },
        value: () => runs.ms / 1_000,
      },
      {
        name: 'job_seconds_since_success',
        help: 'Time since a run of a periodic job has succeeded or, before the first one, since the start.',
        isCount: false,
        labels: { job },
        value: () => (performance.now() - runs.lastSuccessAt) / 1_000,
      },
    ];
  });

/** The connections of a subgraph to MongoDB. */
export function measuresOfPool(
  subgraph: SubgraphName,
  { pool }: Pick<SubgraphDatabase, 'pool'>,
): readonly Measure[] {
  const labels = { subgraph };
  const read = (field: keyof PoolState) => () => pool()?.[field] ?? null;
  return [
    {
      name: 'mongodb_pool_connections',
      help: 'Open connections to MongoDB.',
      isCount: false,
      labels,
      value: read('connections'),
    },
    {
      name: 'mongodb_pool_in_use',
      help: 'Connections to MongoDB that an operation uses.',
      isCount: false,
      labels,
      value: read('inUse'),
    },
    {
      name: 'mongodb_pool_waiting',
      help: 'Operations that wait for a connection to MongoDB.',
      isCount: false,
      labels,
      value: read('waiting'),
    },
    {
      name: 'mongodb_pool_failures_total',
      help: 'Operations that have got no connection to MongoDB.',
      isCount: true,
      labels,
      value: read('failures'),
    },
  ];
}
