import { setTimeout as delay } from 'node:timers/promises';
import { isRecord } from '../kit/is-record.ts';
import { type Consumer, PushSource } from '../kit/push-source.ts';
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
  type EventReceiver,
  type EventStream,
  type SourceEvent,
  StreamFailure,
  type SubscriptionStart,
} from '../platform/operations/engine.ts';
import { costIn, placeIn } from '../platform/operations/event-place.ts';
import type { GraphRequest } from '../platform/operations/request.ts';
import { type ExecutableOperation, withBadInput, withCodes } from './execute.ts';

/** The parts of a subgraph that execute its events. */
interface Subscribable<Result> {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: GraphRequest) => object;
  /** Gives the result of an event its final form. */
  readonly present: (result: ExecutionResult, request: GraphRequest) => Result;
}

/**
 * Subscribes to a field of a subgraph's schema. Its resolver (`subscribe`) returns an async iterable of objects
 * `{ [field]: value, extensions: { cursor } }`, which is best a {@link PushSource}: thousands of those may be idle. An
 * object with `extensions` alone is progress: the position up to which there was no event. A source that yields its
 * position first lets clients resume that have received nothing yet. The cursor after which a subscription resumes takes
 * the place of the field's argument `after`. Two more extensions are for metrics: `committedAt`, when the event was
 * committed (milliseconds since the epoch), and `replayed: true` for one that was stored before and is read again.
 * Progress may have a `cost`, that of reading stored events since the one before, which its viewers are charged: a
 * source that is a {@link PushSource} reads on once `take` has resolved. Each event is executed in a context of its own. One
 * that cannot be read at the moment is executed again for a while: an event without its content would be as good as lost.
 * So is a subscription begun again that cannot begin at the moment: clients take an error for the end.
 */
export function subscribeTo<Result>(
  subgraph: Subscribable<Result>,
  operation: ExecutableOperation,
  start: SubscriptionStart,
  receiver: EventReceiver<Result>,
): EventStream {
  const events = new SchemaEvents(subgraph, operation, start, receiver);
  void events.run();
  return events;
}

/** How long an event is executed again that cannot be read, and a subscription begun. Its request may end before. */
const unavailableMs = 25_000;
const retryMs = 100;
/** Thousands of subscriptions begin at once after an outage. */
const longestRetryMs = 2_000;

class SchemaEvents<Result> implements EventStream, Consumer<unknown> {
  readonly #subgraph: Subscribable<Result>;
  readonly #operation: ExecutableOperation;
  readonly #start: SubscriptionStart;
  readonly #receiver: EventReceiver<Result>;
  #source: PushSource<unknown> | AsyncIterator<unknown> | null = null;
  #isStopped = false;

  constructor(
    subgraph: Subscribable<Result>,
    operation: ExecutableOperation,
    start: SubscriptionStart,
    receiver: EventReceiver<Result>,
  ) {
    this.#subgraph = subgraph;
    this.#operation = operation;
    this.#start = start;
    this.#receiver = receiver;
  }

  /** Never rejects. */
  async run(): Promise<void> {
    try {
      const source = await this.#open();
      this.#source = source instanceof PushSource ? source : source[Symbol.asyncIterator]();
      // It may have been stopped while it was opened.
      if (this.#isStopped) endOf(this.#source);
      else if (this.#source instanceof PushSource) this.#source.deliverTo(this);
      else await this.#takeAll(this.#source);
    } catch (thrown) {
      this.failed(thrown);
    }
  }

  take(value: unknown): Promise<void> | undefined {
    return this.#isStopped ? undefined : this.#receiver.take(this.#eventOf(value));
  }

  completed(): void {
    if (!this.#isStopped) this.#receiver.completed();
  }

  failed(thrown: unknown): void {
    if (this.#isStopped) return;
    const isKnown = thrown instanceof StreamFailure;
    this.#receiver.failed(isKnown ? thrown : failureOf(thrown, this.#start.request()));
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    if (this.#source) endOf(this.#source);
  }

  async #takeAll(source: AsyncIterator<unknown>): Promise<void> {
    while (!this.#isStopped) {
      const step = await source.next();
      if (step.done) {
        this.completed();
        return;
      }
      await this.take(step.value);
    }
  }

  async #open(): Promise<AsyncIterable<unknown>> {
    const { schema, createContext } = this.#subgraph;
    const { document, operationName, variables } = this.#operation;
    const { after } = this.#start;
    const request = this.#start.request();
    const deadline = performance.now() + unavailableMs;
    for (let waitMs = retryMs; ; waitMs = Math.min(2 * waitMs, longestRetryMs)) {
      const opened = await createSourceEventStream({
        schema,
        document: after === null ? document : beginningAfter(document, after, schema),
        operationName,
        variableValues: variables,
        contextValue: createContext(request),
      });
      if (Symbol.asyncIterator in opened) return opened;
      if (!this.#isToRepeat(opened, request, deadline)) throw failureIn(opened, request);
      await delay(waitMs * (0.5 + Math.random() / 2), undefined, { ref: false });
    }
  }

  /** Whether a result has errors of the moment, and somebody still waits for a better one. */
  #isToRepeat({ errors }: ExecutionResult, { interruption }: GraphRequest, deadline: number) {
    const isPassed = errors?.some(({ originalError }) => isPassing(originalError)) ?? false;
    const isOver = interruption.isOver || performance.now() > deadline;
    return isPassed && !this.#isStopped && !isOver;
  }

  #eventOf(event: unknown): SourceEvent<Result> {
    const extensions = isRecord(event) ? event['extensions'] : null;
    const place = placeIn(extensions);
    if (isProgress(event)) {
      const cost = costIn(extensions);
      return { ...place, resolve: null, ...(cost !== undefined && { cost }) };
    }
    return { ...place, resolve: async (request) => this.#execute(event, request) };
  }

  async #execute(event: unknown, request: GraphRequest): Promise<Result> {
    const { schema, createContext, present } = this.#subgraph;
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
      if (!this.#isToRepeat(result, request, deadline)) return present(withCodes(result), request);
      await delay(retryMs, undefined, { ref: false });
    }
  }
}

/** Unsubscribes from the source, without waiting for it. */
function endOf(source: PushSource<unknown> | AsyncIterator<unknown>): void {
  if (source instanceof PushSource) source.stop();
  else source.return?.().then(ignore, ignore);
}

const ignore = () => {};

const failureOf = (thrown: unknown, { logger }: GraphRequest): StreamFailure =>
  new StreamFailure([maskedError(thrown, logger, undefined)]);

function failureIn(result: ExecutionResult, request: GraphRequest): StreamFailure {
  const { errors = [] } = withCodes(withBadInput(result));
  return new StreamFailure(errors.map((error) => presentError(error.toJSON(), error, request)));
}

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
