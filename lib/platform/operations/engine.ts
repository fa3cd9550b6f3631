import type {
  DocumentNode,
  ExecutionResult,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { GraphRequest } from './request.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** One operation of a document that is valid for the engine's schema. */
export interface ClientOperation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

/** Plans and executes operations. */
export interface GraphqlEngine {
  /** The schema that operations are validated against. */
  readonly schema: GraphQLSchema;
  /** Does the work that does not depend on variables. Does not plan. */
  prepare(operation: ClientOperation): PreparedOperation;
}

/** An operation that can be planned and executed any number of times. */
export interface PreparedOperation {
  readonly client: ClientOperation;
  /** @returns the errors of values that the operation's variables do not accept, or null. */
  check(variables: Variables): readonly GraphQLError[] | null;
  /**
   * Finds or makes the plan of what the viewer has a right to. The values must have passed `check`.
   * @returns the plan, which may have to be waited for where it is made.
   * @throws, or rejects with, GraphQLError for values that make the operation invalid as a whole, and for an
   *   operation that is too much to plan.
   */
  plan(
    variables: Variables,
    request: GraphRequest,
  ): ExecutableOperation | Promise<ExecutableOperation>;
  /** How many forms of it are known; its weight grows with each. */
  readonly forms: number;
  /** Bytes that it keeps in memory beside the client's document, measured as it is now. */
  weigh(): number;
}

/**
 * How an operation is executed: by a plan compiled for this execution, by one compiled earlier, or by an
 * executor that does not compile (Apollo's in the gateway, graphql-js in a subgraph).
 */
export type ExecutionPath = 'first' | 'compiled' | 'fallback';

export interface ExecutableOperation {
  readonly path: ExecutionPath;
  execute(request: GraphRequest): Promise<ExecutionResult> | ExecutionResult;
  /**
   * Allows the plan to be kept if its operation is repeated, or at once for one that is known to be. Called once the
   * execution was answered.
   */
  keep(atOnce: boolean): void;
}
