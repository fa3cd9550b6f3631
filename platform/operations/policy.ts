import type { ExecutionResult } from 'graphql';
import type { GraphRequest } from '../request.ts';
import type { ClientOperation, ExecutionPath, Variables } from './engine.ts';

/** One execution of an operation. The variables are valid for it. */
export interface OperationExecution {
  readonly operation: ClientOperation;
  readonly variables: Variables;
  readonly request: GraphRequest;
}

/**
 * The seam for everything that accompanies the execution of operations: limits, audit, tracing. Every hook is
 * called for every execution, first and repeated, over GET and POST, in the order declared here. The first two
 * refuse an execution by throwing a `GraphQLError`; the client gets its code, and its status if it has one.
 */
export interface OperationPolicy {
  /** Called before a plan is looked up or made. */
  beforePlanning?(execution: OperationExecution): void | Promise<void>;
  /** Called with the plan known and nothing fetched yet. */
  beforeExecution?(execution: OperationExecution, path: ExecutionPath): void | Promise<void>;
  /** Called with the result, errors included. Not called for an execution that was refused. */
  afterResult?(
    execution: OperationExecution,
    result: ExecutionResult,
    path: ExecutionPath,
  ): void | Promise<void>;
}
