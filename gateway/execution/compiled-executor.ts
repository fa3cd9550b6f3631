import type { ApolloGateway, Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ExecuteAccepted } from '../../platform/accepted-operations.ts';
import type { GraphRequest } from '../../platform/request.ts';
import {
  type CompiledOperation,
  compileOperation,
  type PlannedOperation,
} from './compile-operation.ts';
import type { PlanContext } from './plan/fetch.ts';

type Executor = ApolloGateway['executor'];

export interface CompiledExecutor {
  /** Apollo's gateway calls this with the plan of each operation that it executes. */
  readonly didResolveQueryPlan: Experimental_DidResolveQueryPlanCallback;
  /** Executes what is compiled; null for everything else. */
  readonly execute: ExecuteAccepted;
  /** The same as an executor for Apollo Server, which hands everything else to Apollo's. */
  over(executor: Executor): Executor;
}

interface KnownOperation {
  /** Until it is compiled. */
  planned: PlannedOperation | null;
  /** Null for those that stay with Apollo's executor. */
  compiled: CompiledOperation | null;
}

/** As many operations as clients of one graph have between them, with room for what analysts write. */
const maxKnown = 1_000;

/**
 * Executes operations that come again by a compiled form of their plan. An operation is known by its
 * document: Apollo Server keeps one for each text.
 */
export function createCompiledExecutor(context: PlanContext): CompiledExecutor {
  const known = new LRUCache<DocumentNode, Map<string, KnownOperation>>({ max: maxKnown });

  function lookUp(document: DocumentNode, operationName = ''): CompiledOperation | null {
    const operation = known.get(document)?.get(operationName);
    if (!operation) return null;
    const { planned } = operation;
    if (planned) {
      operation.planned = null;
      operation.compiled = compileOperation(planned, context);
    }
    return operation.compiled;
  }

  const execute: ExecuteAccepted = ({ document, operationName, variables }, request) =>
    lookUp(document, operationName)?.(request, variables) ?? null;

  return {
    execute,
    didResolveQueryPlan({ queryPlan, requestContext, operationContext }) {
      const { document, request } = requestContext;
      const operationName = request.operationName ?? '';
      let operations = known.get(document);
      if (!operations) known.set(document, (operations = new Map()));
      if (operations.has(operationName)) return;
      const { schema, operation, fragments } = operationContext;
      operations.set(operationName, {
        planned: { plan: queryPlan, schema, operation, fragments },
        compiled: null,
      });
    },
    over: (executor) => async (requestContext) => {
      const { document, request, context } = requestContext;
      const { operationName, variables } = request;
      const result = await execute(
        { document, operationName, variables },
        context as GraphRequest, // what the server made
      );
      return result ? { ...result } : executor(requestContext);
    },
  };
}
