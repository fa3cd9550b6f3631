import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { endReasons } from '../subscriptions/ends.ts';
import { protocols } from '../subscriptions/subscriber.ts';
import type { Measure } from '../../kit/measure.ts';
import type { Cut } from '../http/http-limits.ts';
import type { BudgetName } from '../operations/budgets.ts';
import type { ExecutionPath } from '../operations/engine.ts';
import type {
  DocumentOrigin,
  TrustedDocumentsStatus,
} from '../trusted-documents/trusted-documents.ts';

/** The Prometheus metrics of one process, in a separate registry, so that a process may have several. */
export interface Metrics {
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  /** Prepared once per subgraph, since it is called for each fetch. */
  fetchObserver(subgraph: string): Record<'ok' | 'errors', (seconds: number) => void>;
  /** Prepared for each execution path as well. */
  readonly observeExecution: (path: ExecutionPath) => void;
  /** Called with the static cost of each operation, and the reason if it was refused. */
  readonly observeCost: (cost: number, refused: string | null) => void;
  /** Called with the role and the origin of each requested document. */
  readonly observeDocument: (role: BudgetName, origin: DocumentOrigin) => void;
  /** Reports the number of trusted documents, and whether the manifests are valid. */
  watchTrustedDocuments(documents: { readonly status: TrustedDocumentsStatus }): void;
  /** Called with the reason for each connection cut because of a limit. */
  readonly observeCut: (cut: Cut) => void;
  /** Called for each plan created, and for each operation refused instead. */
  readonly planning: {
    planned(place: string, evaluatedPlans: number): void;
    refused(reason: string): void;
  };
  /** Reports how many operations wait to be planned. */
  watchPlanning(waiting: () => number): void;
  /** Called for the subscriptions of clients. */
  readonly subscriptions: SubscriptionMetrics;
  /** Reports the number of connections over which events of a subgraph arrive. */
  watchUpstream(subgraph: string, upstream: { readonly isConnected: boolean }): void;
  /** Reports whether the gateway considers a subgraph down, for each queried over HTTP. */
  watchCircuit(subgraph: string, circuit: { readonly isOpen: boolean }): void;
  /** Reports what the parts of the process measure themselves. */
  watchMeasures(measures: readonly Measure[]): void;
  render(): Promise<{ contentType: string; text: string }>;
  stop(): void;
}

export interface SubscriptionMetrics {
  started(protocol: string, isResumed: boolean): void;
  /** Called once for each that has started. */
  ended(protocol: string, reason: string): void;
  delivered(protocol: string): void;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const planningRefusalReasons = [
  'evaluatedPlans',
  'paths',
  'selections',
  'time',
  'memory',
  'queue',
  'known',
];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    ...requestMetrics(registry),
    ...operationMetrics(registry),
    ...connectionMetrics(registry),
    ...planningMetrics(registry),
    ...subscriptionMetrics(registry),
    ...circuitMetrics(registry),
    watchMeasures: (measures) => measures.forEach((measure) => watchMeasure(registry, measure)),
    watchTrustedDocuments: (trusted) => watchTrustedDocuments(registry, trusted),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    stop: () => registry.clear(),
  };
}

function requestMetrics(registry: Registry): Pick<Metrics, 'observeRequest' | 'fetchObserver'> {
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the end of its response.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: seconds,
    registers: [registry],
  });
  /** Finding the histogram for given labels costs more than observing. */
  const requestObservers = new Map<string, { observe(seconds: number): void }>();
  const fetches = new Histogram({
    name: 'subgraph_fetch_duration_seconds',
    help: 'Time of one fetch of the gateway from a subgraph.',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: seconds,
    registers: [registry],
  });
  return {
    observeRequest(method, route, status, value) {
      const key = `${method} ${route} ${status}`;
      const known = requestObservers.get(key);
      const observer = known ?? requests.labels(method, route, String(status));
      if (!known) requestObservers.set(key, observer);
      observer.observe(value);
    },
    fetchObserver(subgraph) {
      const ok = fetches.labels(subgraph, 'ok');
      const errors = fetches.labels(subgraph, 'errors');
      return { ok: (value) => ok.observe(value), errors: (value) => errors.observe(value) };
    },
  };
}

function operationMetrics(
  registry: Registry,
): Pick<Metrics, 'observeExecution' | 'observeCost' | 'observeDocument'> {
  /** Counted here and read on scrape: all three from the start, so that rates can be computed. */
  const executed = { first: 0, compiled: 0, fallback: 0 };
  void new Counter({
    name: 'graphql_executions_total',
    help: 'Executed operations: planned for this execution, by a compiled plan, by Apollo’s executor.',
    labelNames: ['path'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [path, count] of Object.entries(executed)) this.inc({ path }, count);
    },
  });
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
  /** The number of documents by origin and role. */
  const documents = new Map<DocumentOrigin, Map<BudgetName, number>>();
  void new Counter({
    name: 'graphql_documents_total',
    help: 'Documents asked for: trusted ones, others (texts, automatic persisted queries), refused ones.',
    labelNames: ['role', 'origin'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [origin, counts] of documents) {
        for (const [role, count] of counts) this.inc({ role, origin }, count);
      }
    },
  });
  return {
    observeExecution(path) {
      executed[path] += 1;
    },
    observeCost(cost, reason) {
      costs.observe(cost);
      if (reason) refusals.inc({ reason });
    },
    observeDocument(role, origin) {
      let counts = documents.get(origin);
      if (!counts) documents.set(origin, (counts = new Map()));
      counts.set(role, (counts.get(role) ?? 0) + 1);
    },
  };
}

function connectionMetrics(registry: Registry): Pick<Metrics, 'observeCut'> {
  const cuts = new Counter({
    name: 'http_connections_cut_total',
    help: 'Connections refused or ended because of a limit: their number, that of their address, a time.',
    labelNames: ['limit'] as const,
    registers: [registry],
  });
  return { observeCut: (limit) => cuts.inc({ limit }) };
}

function planningMetrics(registry: Registry): Pick<Metrics, 'planning' | 'watchPlanning'> {
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

function subscriptionMetrics(registry: Registry): Pick<Metrics, 'subscriptions' | 'watchUpstream'> {
  const registers = [registry];
  const active = new Gauge({
    name: 'graphql_subscriptions_active',
    help: 'Open subscriptions.',
    labelNames: ['protocol'] as const,
    registers,
  });
  const started = new Counter({
    name: 'graphql_subscriptions_started_total',
    help: 'Subscriptions that have begun, by whether after a cursor or at the present.',
    labelNames: ['protocol', 'from'] as const,
    registers,
  });
  const ended = new Counter({
    name: 'graphql_subscriptions_ended_total',
    help: 'Subscriptions that have ended, each once, by reason.',
    labelNames: ['protocol', 'reason'] as const,
    registers,
  });
  // From the start, so that rates can be computed.
  for (const protocol of protocols) {
    for (const reason of endReasons) ended.inc({ protocol, reason }, 0);
  }
  const delivered = new Counter({
    name: 'graphql_subscription_events_total',
    help: 'Events sent to clients.',
    labelNames: ['protocol'] as const,
    registers,
  });
  const upstreams = new Map<string, { readonly isConnected: boolean }>();
  void new Gauge({
    name: 'subgraph_subscription_connections',
    help: 'Connections over which events of a subgraph arrive.',
    labelNames: ['subgraph'] as const,
    registers,
    collect() {
      for (const [subgraph, { isConnected }] of upstreams)
        this.set({ subgraph }, Number(isConnected));
    },
  });
  return {
    subscriptions: {
      started(protocol, isResumed) {
        started.inc({ protocol, from: isResumed ? 'cursor' : 'present' });
        active.inc({ protocol });
      },
      ended(protocol, reason) {
        ended.inc({ protocol, reason });
        active.dec({ protocol });
      },
      delivered: (protocol) => delivered.inc({ protocol }),
    },
    watchUpstream(subgraph, upstream) {
      upstreams.set(subgraph, upstream);
    },
  };
}

function circuitMetrics(registry: Registry): Pick<Metrics, 'watchCircuit'> {
  const circuits = new Map<string, { readonly isOpen: boolean }>();
  void new Gauge({
    name: 'subgraph_circuit_open',
    help: 'Whether requests to a subgraph are refused because it failed several times in a row.',
    labelNames: ['subgraph'] as const,
    registers: [registry],
    collect() {
      for (const [subgraph, { isOpen }] of circuits) this.set({ subgraph }, Number(isOpen));
    },
  });
  return {
    watchCircuit(subgraph, circuit) {
      circuits.set(subgraph, circuit);
    },
  };
}

function watchMeasure(registry: Registry, { name, help, isCount, value }: Measure): void {
  const registers = [registry];
  if (isCount) {
    void new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  } else {
    void new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  }
}

function watchTrustedDocuments(
  registry: Registry,
  documents: Parameters<Metrics['watchTrustedDocuments']>[0],
): void {
  registry.registerMetric(
    new Gauge({
      name: 'trusted_documents',
      help: 'Trusted documents in force, by whether the schema accepts them.',
      labelNames: ['schema'] as const,
      registers: [],
      collect() {
        const { accepted, rejected } = documents.status;
        this.set({ schema: 'accepted' }, accepted);
        this.set({ schema: 'rejected' }, rejected);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'trusted_documents_stale',
      help: 'Whether the manifests have changed to something that cannot be read.',
      registers: [],
      collect() {
        this.set(Number(documents.status.isStale));
      },
    }),
  );
}
