import { setTimeout as delay } from 'node:timers/promises';
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

/** The pauses before an event is resolved again of which a part cannot be reached, as while a primary is elected. */
const pausesMs = [250, 500, 1_000];

/**
 * Passes the events of a subgraph on, each to be resolved across the graph. One of which a part is `UNAVAILABLE` is
 * resolved again a few times: no other query will ask for it.
 */
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
      resolve: resolve && (async (request) => this.#resolved(await resolve(request), request)),
    });
  }

  completed(): void {
    this.#receiver.completed();
  }

  async #resolved(event: SubgraphResult, request: GraphRequest): Promise<ExecutionResult> {
    let result = await this.#execute(event, request);
    for (const pauseMs of pausesMs) {
      if (!isIncomplete(result) || request.interruption.isOver) break;
      await delay(pauseMs, undefined, { ref: false });
      result = await this.#execute(event, request.again());
    }
    return result;
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

const isIncomplete = ({ errors }: ExecutionResult): boolean =>
  errors?.some(({ extensions }) => extensions['code'] === 'UNAVAILABLE') ?? false;
