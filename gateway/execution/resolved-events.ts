import type { ExecutionResult } from 'graphql';
import type {
  EventStream,
  SourceEvent,
  SubscriptionStart,
} from '../../lib/platform/operations/engine.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { SubgraphResult } from '../../lib/federation/transport/transport.ts';
import type { Execution, Source } from './plan/fetch.ts';

/** Executes the plan of a subscription for one event. */
type ExecuteEvent = (event: SubgraphResult, request: GraphRequest) => Promise<ExecutionResult>;

/** The events of a subgraph, each resolved across the graph. */
export class ResolvedEvents implements EventStream<ExecutionResult> {
  readonly #events: EventStream<SubgraphResult>;
  readonly #execute: ExecuteEvent;

  constructor(
    source: Source,
    variables: Execution['variables'],
    start: SubscriptionStart,
    execute: ExecuteEvent,
  ) {
    this.#events = source.open(variables, start);
    this.#execute = execute;
  }

  async next(): Promise<SourceEvent<ExecutionResult> | null> {
    const event = await this.#events.next();
    const resolve = event?.resolve;
    if (!resolve) return event && { ...event, resolve: null };
    return {
      ...event,
      resolve: async (request) => this.#execute(await resolve(request), request),
    };
  }

  stop(): void {
    this.#events.stop();
  }
}
