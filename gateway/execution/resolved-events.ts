import type { ExecutionResult } from 'graphql';
import {
  type EventReceiver,
  type SourceEvent,
  StreamFailure,
} from '../../lib/platform/operations/engine.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { SubgraphResult } from '../../lib/federation/transport/transport.ts';

/** Executes the plan of a subscription for one event. */
type ExecuteEvent = (event: SubgraphResult, request: GraphRequest) => Promise<ExecutionResult>;

interface ResolvedEventsOptions {
  execute: ExecuteEvent;
  /** The client's name for the field from which the events come. */
  name: string | null;
}

/** Passes the events of a subgraph on, each to be resolved across the graph. */
export class ResolvedEvents implements EventReceiver<SubgraphResult> {
  readonly #receiver: EventReceiver<ExecutionResult>;
  readonly #execute: ExecuteEvent;
  readonly #name: string | null;

  constructor(receiver: EventReceiver<ExecutionResult>, { execute, name }: ResolvedEventsOptions) {
    this.#receiver = receiver;
    this.#execute = execute;
    this.#name = name;
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

  /** The operation for the subgraph has names of its own. */
  failed({ errors }: StreamFailure): void {
    const name = this.#name;
    const renamed = errors.map((error) =>
      'path' in error && error.path && name !== null
        ? { ...error, path: [name, ...error.path.slice(1)] }
        : error,
    );
    this.#receiver.failed(new StreamFailure(renamed));
  }
}
