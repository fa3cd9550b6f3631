import { Counter, Histogram, type Registry } from 'prom-client';

export interface CostMetrics {
  /** Called with the static cost of each operation, and the reason if it was refused. */
  readonly observeCost: (cost: number, refused: string | null) => void;
}

export function createCostMetrics(registry: Registry): CostMetrics {
  const costs = new Histogram({
    name: 'graphql_operation_cost',
    help: 'Static cost of operations, whether they were executed or refused.',
    buckets: [5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 1_000_000],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'graphql_cost_refusals_total',
    help: 'Operations refused for their cost: beyond the limit of one operation, or the bucket is empty.',
    labelNames: ['reason'] as const,
    registers: [registry],
  });
  for (const reason of ['operation', 'bucket']) refusals.inc({ reason }, 0);
  return {
    observeCost(cost, reason) {
      costs.observe(cost);
      if (reason) refusals.inc({ reason });
    },
  };
}
