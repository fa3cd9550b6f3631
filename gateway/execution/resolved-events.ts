import type { ExecutionResult } from 'graphql';
import type {
  EventReceiver,
  SourceEvent,
  StreamFailure,
} from '../../lib/platform/operations/engine.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { SubgraphResult } from '../../lib/federation/transport/transport.ts';

/** Executes the plan of a subscription for one event. */
type ExecuteEvent = (event: SubgraphResult, request: GraphRequest) => Promise<ExecutionResult>;

/** Passes the events of a subgraph on, each to be resolved across the graph. */
export class ResolvedEvents implements EventReceiver<SubgraphResult> {
  readonly #receiver: EventReceiver<ExecutionResult>;
  readonly #execute: ExecuteEvent;

  constructor(receiver: EventReceiver<ExecutionResult>, execute: ExecuteEvent) {
    this.#receiver = receiver;
    this.#execute = execute;
  }

  take({ resolve, ...place }: SourceEvent<SubgraphResult>): Promise<void> | undefined {
    return this.#receiver.take({
      ...place,
      resolve: resolve && (async (request) => this.#execute(await resolve(request), request)),
    });
  }

  completed(): void {
    this.#receiver.completed();
  }

  failed(failure: StreamFailure): void {
    this.#receiver.failed(failure);
  }
}
