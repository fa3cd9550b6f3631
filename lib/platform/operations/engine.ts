import type {
  DocumentNode,
  ExecutionResult,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Consumer } from '../../kit/push-source.ts';
import type { ClientsError } from '../errors/graphql-error.ts';
import type { GraphRequest } from './request.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** One operation of a document that is valid for the engine's schema. */
export interface ClientOperation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

/** Plans and executes operations. */
export interface GraphqlEngine {
  /** The schema that operations are validated against. Another one once the engine was replaced. */
  readonly schema: GraphQLSchema;
  /**
   * Calls the listener each time another engine has taken its place: operations prepared before are no longer to be
   * kept. Absent where that never happens.
   */
  onReplaced?(listener: () => void): void;
  /** Does the work that does not depend on variables, except planning. */
  prepare(operation: ClientOperation): PreparedOperation;
}

/** An operation that can be planned and executed any number of times. */
export interface PreparedOperation {
  readonly client: ClientOperation;
  /** @returns the errors of values that do not fit the operation's variables, or null. */
  check(variables: Variables): readonly GraphQLError[] | null;
  /**
   * Finds or creates the plan for the fields that the viewer may access. The values must have passed `check`.
   * @returns the plan, or a promise of it while it is created.
   * @throws, or rejects with, GraphQLError for values that make the whole operation invalid, and for an operation too
   * complex to plan.
   */
  plan(
    variables: Variables,
    request: GraphRequest,
  ): ExecutableOperation | Promise<ExecutableOperation>;
  /**
   * How many forms and plans have had to be made so far, also those of executions that failed. Increases before `plan`
   * returns. The first form is not counted: it is made once for the text.
   */
  readonly made: number;
  /** The number of known forms of the operation; its weight grows with each. */
  readonly forms: number;
  /** Its current memory in bytes, beside the client's document. */
  weigh(): number;
}

/**
 * How an operation is executed: by a plan compiled for this execution, by one compiled earlier, or by an
 * executor that does not compile (Apollo's in the gateway, graphql-js in a subgraph).
 */
export type ExecutionPath = 'first' | 'compiled' | 'fallback';

export interface ExecutableOperation {
  readonly path: ExecutionPath;
  /** How its events are received; absent for an operation that has none, also for a subscription that is refused. */
  readonly subscription?: ExecutableSubscription | undefined;
  execute(request: GraphRequest): Promise<ExecutionResult> | ExecutionResult;
  /**
   * Allows the plan to be cached if its operation is repeated, or at once if it is known to be. Called after the result
   * was sent.
   */
  keep(atOnce: boolean): void;
}

/** A planned subscription with its variables. */
export interface ExecutableSubscription {
  /**
   * Equal for executions of one text whose events have equal results for viewers of one role, unit and citizen. The
   * position at which a subscription begins is not part of it.
   */
  readonly key: string;
  /** Whether a selected field depends on the viewer's subject as well. */
  readonly readsSubject: boolean;
  /** The position after which the events begin, if the client gave it as an argument. */
  readonly after: string | null;
  open(start: SubscriptionStart, receiver: EventReceiver<ExecutionResult>): EventStream;
}

/** Where a subscription begins, and for whom. */
export interface SubscriptionStart {
  /** Creates a request for the viewer who gets the events at that moment. */
  request(): GraphRequest;
  /** The cursor after which the events begin, when it is opened; null for the present. */
  readonly after: string | null;
}

/**
 * Receives the events of a subscription in their order. Fails with {@link StreamFailure} when the stream has failed, or
 * could not be opened.
 */
export type EventReceiver<Result> = Consumer<SourceEvent<Result>, StreamFailure>;

/** The events of a subscription, which their receiver gets from then on. */
export interface EventStream {
  /** Ends it: nothing is received afterwards. May be called at any time, and twice. */
  stop(): void;
}

/** The place of an event in its source. */
export interface EventPlace {
  /** The position after the event; null if its source has no positions. */
  readonly cursor: string | null;
  /** When it was committed, in milliseconds since the epoch; null if its source does not say. */
  readonly committedAt: number | null;
  /** Whether it was read from what its source has stored, and did not arrive just now. */
  readonly isReplayed: boolean;
}

/** One event, or progress without one. */
export interface SourceEvent<Result> extends EventPlace {
  /**
   * Resolves the event with a request of its own, since each event is read and authorized again; null for progress.
   * Never rejects because of the event: its errors are part of the result. Rejects with {@link OutdatedEvent} if it has
   * to be received again.
   */
  readonly resolve: ((request: GraphRequest) => Promise<Result>) | null;
  /**
   * The cost of what was read of stored events since it was last reported, with progress alone. Its source reads on once
   * `take` has resolved. Absent for none.
   */
  readonly cost?: number;
}

/**
 * An event can no longer be resolved from what was received of it, since it has waited for too long. The stream is to be
 * opened again after the position before it, from where the event is read and authorized anew.
 */
export class OutdatedEvent extends Error {
  override readonly name = 'OutdatedEvent';
}

/** A stream could not be opened or cannot go on. */
export class StreamFailure extends Error {
  override readonly name = 'StreamFailure';
  /** For the client. */
  readonly errors: readonly ClientsError[];

  constructor(errors: readonly ClientsError[]) {
    super(errors[0]?.message ?? 'The stream has failed.');
    this.errors = errors;
  }
}
