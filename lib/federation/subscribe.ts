import { setTimeout as delay } from 'node:timers/promises';
import { isRecord } from '../kit/is-record.ts';
import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isPassing } from '../mongodb/database-away.ts';
import { maskedError } from '../platform/errors/masked-error.ts';
import { presentError } from '../platform/errors/present-error.ts';
import {
  type EventStream,
  type SourceEvent,
  StreamFailure,
  type SubscriptionStart,
} from '../platform/operations/engine.ts';
import { placeIn } from '../platform/operations/event-place.ts';
import type { GraphRequest } from '../platform/operations/request.ts';
import { type ExecutableOperation, withBadInput, withCodes } from './execute.ts';

/** The parts of a subgraph that execute its events. */
export interface Subscribable {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: GraphRequest) => object;
}

/**
 * Subscribes to a field of a subgraph's schema. Its resolver (`subscribe`) returns an async iterable of objects
 * `{ [field]: value, extensions: { cursor } }`. An object with `extensions` alone is progress: the position up to which
 * there was no event. A source that yields its position first lets clients resume that have received nothing yet. The
 * cursor after which a subscription resumes takes the place of the field's argument `after`. Two more extensions are
 * for metrics: `committedAt`, when the event was committed (milliseconds since the epoch), and `replayed: true` for one
 * that was stored before and is read again. Each event is executed in a context of its own. One that cannot be read at
 * the moment is executed again for a while: an event without its content would be as good as lost.
 */
export function subscribeTo(
  subgraph: Subscribable,
  operation: ExecutableOperation,
  start: SubscriptionStart,
): EventStream<ExecutionResult> {
  return new SchemaEvents(subgraph, operation, start);
}

/** How long an event is executed again that cannot be read. The request of the event may end before. */
const unavailableMs = 25_000;
const retryMs = 100;

/** By hand: an async generator could not be stopped while it waits for its source. */
class SchemaEvents implements EventStream<ExecutionResult> {
  readonly #subgraph: Subscribable;
  readonly #operation: ExecutableOperation;
  readonly #start: SubscriptionStart;
  #source: AsyncIterator<unknown> | null = null;
  #isStopped = false;

  constructor(subgraph: Subscribable, operation: ExecutableOperation, start: SubscriptionStart) {
    this.#subgraph = subgraph;
    this.#operation = operation;
    this.#start = start;
  }

  async next(): Promise<SourceEvent<ExecutionResult> | null> {
    if (this.#isStopped) return null;
    try {
      this.#source ??= await this.#open();
      // Stopped while it was opened.
      if (this.#isStopped) {
        endOf(this.#source);
        return null;
      }
      const step = await this.#source.next();
      return step.done || this.#isStopped ? null : this.#eventOf(step.value);
    } catch (thrown) {
      if (thrown instanceof StreamFailure) throw thrown;
      throw failureOf(thrown, this.#start.request());
    }
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    if (this.#source) endOf(this.#source);
  }

  async #open(): Promise<AsyncIterator<unknown>> {
    const { schema, createContext } = this.#subgraph;
    const { document, operationName, variables } = this.#operation;
    const { request: requestNow, after } = this.#start;
    const request = requestNow();
    const opened = await createSourceEventStream({
      schema,
      document: after === null ? document : beginningAfter(document, after, schema),
      operationName,
      variableValues: variables,
      contextValue: createContext(request),
    });
    if (Symbol.asyncIterator in opened) return opened[Symbol.asyncIterator]();
    const { errors = [] } = withCodes(withBadInput(opened));
    throw new StreamFailure(errors.map((error) => presentError(error.toJSON(), error, request)));
  }

  #eventOf(event: unknown): SourceEvent<ExecutionResult> {
    const place = placeIn(isRecord(event) ? event['extensions'] : null);
    if (isProgress(event)) return { ...place, resolve: null };
    return { ...place, resolve: async (request) => this.#execute(event, request) };
  }

  async #execute(event: unknown, request: GraphRequest): Promise<ExecutionResult> {
    const { schema, createContext } = this.#subgraph;
    const { document, operationName, variables } = this.#operation;
    const deadline = performance.now() + unavailableMs;
    for (let contextValue = request.once(createContext); ; contextValue = createContext(request)) {
      const result = await execute({
        schema,
        document,
        operationName,
        rootValue: event,
        variableValues: variables,
        contextValue,
      });
      const isToRepeat = result.errors?.some(({ originalError }) => isPassing(originalError));
      const isOver = request.interruption.isOver || performance.now() > deadline;
      if (!isToRepeat || this.#isStopped || isOver) return withCodes(result);
      await delay(retryMs, undefined, { ref: false });
    }
  }
}

/** Unsubscribes from the source, without waiting for it. */
function endOf(source: AsyncIterator<unknown>): void {
  source.return?.().then(ignore, ignore);
}

const ignore = () => {};

const failureOf = (thrown: unknown, { logger }: GraphRequest): StreamFailure =>
  new StreamFailure([maskedError(thrown, logger, undefined)]);

const isProgress = (event: unknown): boolean =>
  isRecord(event) && Object.keys(event).every((name) => name === 'extensions');

/** The argument of a subscription's field that says where its events begin. */
const afterArgument = 'after';

/** Gives the cursor as the argument `after` of the subscribed field, in place of the one in the document. */
function beginningAfter(document: DocumentNode, after: string, schema: GraphQLSchema) {
  const types = new TypeInfo(schema);
  const root = schema.getSubscriptionType();
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const takesAfter = types.getFieldDef()?.args.some(({ name }) => name === afterArgument);
        if (types.getParentType() !== root || !takesAfter) return undefined;
        const others = node.arguments?.filter(({ name }) => name.value !== afterArgument) ?? [];
        const given = {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: afterArgument },
          value: { kind: Kind.STRING, value: after },
        } as const;
        return { ...node, arguments: [...others, given] };
      },
    }),
  );
}
