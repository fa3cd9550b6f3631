import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface PlanningMetrics {
  /** Called for each plan created, and for each operation refused instead. */
  readonly planning: {
    planned(place: string, evaluatedPlans: number): void;
    refused(reason: string): void;
  };
  /** Reports how many operations wait to be planned. */
  watchPlanning(waiting: () => number): void;
}

const planningRefusalReasons = [
  'evaluatedPlans',
  'paths',
  'selections',
  'time',
  'memory',
  'queue',
  'known',
];

export function createPlanningMetrics(registry: Registry): PlanningMetrics {
  const plans = new Histogram({
    name: 'graphql_evaluated_plans',
    help: 'Plans compared for each operation that was planned, in the thread of the event loop or beside it.',
    labelNames: ['place'] as const,
    buckets: [1, 10, 100, 1_000],
    registers: [registry],
  });
  for (const place of ['event-loop', 'thread']) plans.zero({ place });
  const refusals = new Counter({
    name: 'graphql_planning_refusals_total',
    help: 'Operations that were refused instead of planned: for a limit of the planner, time, memory, the queue, or known from before.',
    labelNames: ['reason'] as const,
    registers: [registry],
  });
  for (const reason of planningRefusalReasons) refusals.inc({ reason }, 0);
  let waitingToBePlanned = () => 0;
  void new Gauge({
    name: 'graphql_planning_queue_length',
    help: 'Operations that wait to be planned beside the event loop.',
    registers: [registry],
    collect() {
      this.set(waitingToBePlanned());
    },
  });
  return {
    planning: {
      planned: (place, evaluatedPlans) => plans.observe({ place }, evaluatedPlans),
      refused: (reason) => refusals.inc({ reason }),
    },
    watchPlanning: (waiting) => void (waitingToBePlanned = waiting),
  };
}
