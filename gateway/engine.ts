import type { GraphQLSchema } from 'graphql';
import type { ClientOperation, GraphqlEngine } from '../lib/platform/operations/engine.ts';
import type { OperationMemory } from '../lib/platform/operations/memory.ts';
import type { TransportMetrics } from '../lib/federation/transport/metrics.ts';
import type { PlanningMetrics } from './planning/metrics.ts';
import { createPlanStore } from './execution/plan-store.ts';
import type { FetchObserver, FetchTarget } from './execution/plan/fetch.ts';
import { GatewayOperation } from './execution/prepared-operation.ts';
import { allRights, createRights } from './execution/rights.ts';
import { createTypeConditionTest } from './execution/type-conditions.ts';
import { createPlanner, generatedPrefix } from './planning/planner.ts';
import {
  createPlanning,
  defaultPlanning,
  limitsInEventLoop,
  type PlanningSettings,
} from './planning/planning.ts';
import { createPlanningThread } from './planning/planning-thread.ts';
import type { SubgraphTransport } from '../lib/federation/transport/transport.ts';

interface EngineOptions {
  supergraphSdl: string;
  transports: readonly SubgraphTransport[];
  metrics: Pick<TransportMetrics, 'fetchObserver'> & Pick<PlanningMetrics, 'planning'>;
  memory: OperationMemory;
  /** If false, Apollo's executor executes everything. */
  compile: boolean;
  /**
   * If false, only the subgraphs refuse fields that a viewer may not access; by default such fields are not even
   * planned.
   */
  rightsBeforePlanning?: boolean;
  /** The fields (`Type.field`) that depend on the viewer's subject; by default none. */
  subjectFields?: readonly string[];
  /** The planning settings; the defaults apply to those not given. */
  planning?: Partial<PlanningSettings>;
}

export interface GatewayEngine extends GraphqlEngine {
  /** The supergraph with its directives. */
  readonly supergraphSchema: GraphQLSchema;
  /** The number of operations that wait to be planned. */
  readonly waitingToBePlanned: number;
  /** Stops the planning threads. Called once no operation is in progress; may be called twice. */
  stop(): Promise<void>;
}

/** Plans operations over the supergraph and executes them over the transports. */
export function createEngine(options: EngineOptions): GatewayEngine {
  const { supergraphSdl, transports, metrics, memory, compile } = options;
  const { rightsBeforePlanning = true } = options;
  const targets = new Map<string, FetchTarget>(
    transports.map((transport) => [
      transport.name,
      { transport, observe: fetchObserver(transport.name, metrics) },
    ]),
  );
  const settings = { ...defaultPlanning, ...options.planning };
  const planner = createPlanner(supergraphSdl, limitsInEventLoop(settings));
  const { limits, thread } = settings;
  const planning = createPlanning({
    ...settings,
    makePlan: planner.plan,
    threads: Array.from({ length: settings.threads }, () =>
      createPlanningThread({ supergraphSdl, limits, ...thread }),
    ),
    observer: metrics.planning,
  });
  const satisfies = createTypeConditionTest(supergraphSdl);
  const plans = createPlanStore({
    planner,
    planning,
    context: { targets, satisfies },
    memory,
    compile,
  });
  const schema = planner.apiSchema;
  const context = {
    schema,
    prefix: generatedPrefix(planner.supergraphSchema),
    plans,
    rightsOf: rightsBeforePlanning ? createRights(planner.supergraphSchema) : () => allRights,
    targets,
    subjectFields: new Set(options.subjectFields),
  };
  return {
    schema,
    supergraphSchema: planner.supergraphSchema,
    prepare: (operation: ClientOperation) => new GatewayOperation(operation, context),
    get waitingToBePlanned() {
      return planning.waiting;
    },
    stop: () => planning.stop(),
  };
}

function fetchObserver(subgraph: string, metrics: EngineOptions['metrics']): FetchObserver {
  const observers = metrics.fetchObserver(subgraph);
  return (outcome, seconds) => observers[outcome](seconds);
}
