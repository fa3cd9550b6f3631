import type { ExecutionResult, GraphQLError } from 'graphql';
import type { GraphRequest } from './request.ts';
import type { ClientOperation, ExecutionPath, Variables } from './engine.ts';

/** One execution of an operation. The variables are valid for it. */
export interface OperationExecution {
  readonly operation: ClientOperation;
  readonly variables: Variables;
  readonly request: GraphRequest;
}

/**
 * The seam for everything that accompanies the execution of operations: limits, audit, tracing. For every query and
 * mutation, first and repeated, over GET and POST, `beforePlanning`, `beforeExecution` and `afterResult` are called in
 * this order. For every subscription that begins, new or known, the first two are called, and for each of its events
 * `shareOfEvent`, `secondsUntilEvent`, `beforeResolving` and `beforeEvent`; where it reads stored events,
 * `afterReading`.
 * Those before the execution refuse it by throwing an error for the client (`ClientError`, or a `GraphQLError` with a
 * status of its own); the client gets its code, and its status and headers if it has them.
 */
export interface OperationPolicy {
  /**
   * Called with the text of an operation that is not cached, before it is parsed, whether it was
   * sent as text or by id; it may turn out to be invalid. An unknown hash counts as an empty text.
   * Refuses the request as the hooks below do.
   */
  beforeParsing?(text: string, request: GraphRequest): void | Promise<void>;
  /**
   * Called before variables are compared with their types. Throws an error for the client, which then counts as one of
   * variables that do not fit.
   */
  beforeChecking?(variables: Variables): void;
  /** Called with the errors of variables that do not fit. The operation is then not executed, and no other hook called. */
  afterMisfit?(request: GraphRequest, errors: readonly GraphQLError[]): void;
  /** Called before a plan is looked up or made. */
  beforePlanning?(execution: OperationExecution): void | Promise<void>;
  /**
   * Called after `beforePlanning` when a form of the operation or a plan has had to be made, or could not be made,
   * because none was kept; see `PreparedOperation.made`. A plan may still be in the making.
   */
  afterMaking?(execution: OperationExecution): void;
  /**
   * Called after `beforePlanning`, instead of the hooks below, when the server is too busy to plan or to execute the
   * operation: nothing of it is executed.
   */
  afterBusy?(execution: OperationExecution): void;
  /** Called with the plan known and nothing fetched yet. */
  beforeExecution?(execution: OperationExecution, path: ExecutionPath): void | Promise<void>;
  /**
   * Called with the result, errors included, to whose extensions it may add. Not called for an execution that was
   * refused.
   */
  afterResult?(
    execution: OperationExecution,
    result: ExecutionResult,
    path: ExecutionPath,
  ): void | Promise<void>;
  /**
   * The maximum cost of an event of a subscription, as a share (0 to 1) of the most that one operation of this viewer
   * may cost. Without it an event takes the least share.
   */
  shareOfEvent?(execution: OperationExecution): number;
  /**
   * How many seconds it takes until `beforeResolving` refuses no event for lack of budget; 0 if it would refuse none now.
   * Replayed events wait for that long.
   */
  secondsUntilEvent?(execution: OperationExecution): number;
  /**
   * Called before an event is resolved, for one of the viewers to whom it is to be delivered. Throws an error for the
   * client to end the subscription of this viewer instead.
   */
  beforeResolving?(execution: OperationExecution): void;
  /**
   * Called with each event of a subscription, for each viewer to whom it is delivered. Viewers who share a subscription
   * get the same result. May change the result before it is sent to any
   * of them. Throws an error for the client to end the subscription of this viewer instead.
   */
  beforeEvent?(execution: OperationExecution, result: ExecutionResult): void;
  /**
   * Called with the cost of reading stored events for a subscription, for one of its viewers, before more is read; with
   * 0 before the first of it.
   * @param mayWait false if nothing more is read: the cost is then charged at once.
   * @returns 0 once the cost is charged, otherwise after how many seconds to call it again.
   */
  afterReading?(execution: OperationExecution, cost: number, mayWait: boolean): number;
}
