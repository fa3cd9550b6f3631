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
  execute(request: GraphRequest): Promise<ExecutionResult> | ExecutionResult;
  /**
   * Allows the plan to be cached if its operation is repeated, or at once if it is known to be. Called after the result
   * was sent.
   */
  keep(atOnce: boolean): void;
}
