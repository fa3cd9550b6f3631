import {
  BREAK,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getNamedType,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { withExtensions } from '../platform/errors/graphql-error.ts';
import type { ExecutionPath } from '../platform/operations/engine.ts';

export interface ExecutableOperation {
  /** Valid against the schema. Must be the same object for the same operation: compiled queries are cached by it. */
  document: DocumentNode;
  operationName?: string | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
}

interface Executor {
  execute(
    operation: ExecutableOperation,
    context: object,
  ): Promise<ExecutionResult> | ExecutionResult;
  /** How an operation would be executed at this moment. */
  pathOf(operation: Pick<ExecutableOperation, 'document' | 'operationName'>): ExecutionPath;
}

/** Compiling costs as much as about ten executions, so only a repeated operation is compiled. */
const usesBeforeCompiling = 3;

interface KnownOperation {
  uses: number;
  compiled: CompiledQuery | null;
}

export interface ExecutorOptions {
  /** If false, graphql's own `execute` runs everything. */
  compile: boolean;
}

/**
 * Executes operations on a schema. Frequent queries are compiled by graphql-jit if it is known to behave like graphql;
 * everything else runs through graphql's own `execute`. So does a query whose compiled form has produced an error:
 * graphql-jit reports more errors than graphql, and reading again is safe. A compiled query lives as long as its
 * document.
 */
export function createExecutor(schema: GraphQLSchema, { compile }: ExecutorOptions): Executor {
  const known = new WeakMap<DocumentNode, Map<string, KnownOperation>>();

  function lookUp(document: DocumentNode, operationName = ''): KnownOperation {
    let operations = known.get(document);
    if (!operations) known.set(document, (operations = new Map()));
    let operation = operations.get(operationName);
    if (!operation) operations.set(operationName, (operation = { uses: 0, compiled: null }));
    return operation;
  }

  function compiledForm({ document, operationName }: ExecutableOperation): CompiledQuery | null {
    if (!compile) return null;
    const operation = lookUp(document, operationName);
    operation.uses += 1;
    if (operation.uses === usesBeforeCompiling && isCompilable(schema, document, operationName)) {
      const compiled = compileQuery(schema, document, operationName);
      operation.compiled = isCompiledQuery(compiled) ? compiled : null;
    }
    return operation.compiled;
  }

  return {
    execute(operation, context) {
      const { document, operationName, variables } = operation;
      const byGraphql = () => {
        const result = execute({
          schema,
          document,
          operationName,
          variableValues: variables,
          contextValue: context,
        });
        return 'then' in result ? result.then(withCodes) : withCodes(withBadInput(result));
      };
      const result = compiledForm(operation)?.query({}, context, { ...variables });
      if (!result) return byGraphql();
      const checked = (done: ExecutionResult) => (done.errors ? byGraphql() : done);
      return 'then' in result ? result.then(checked) : checked(result);
    },
    pathOf({ document, operationName }) {
      const { uses, compiled } = lookUp(document, operationName);
      if (compiled) return 'compiled';
      return compile && uses < usesBeforeCompiling ? 'first' : 'fallback';
    },
  };
}

/** Gives errors that resolvers threw for the client their code and details. */
export function withCodes(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(withExtensions) } : result;
}

/** Adds the code to variable errors. They come without data, before anything is executed. */
export function withBadInput(result: ExecutionResult): ExecutionResult {
  if (result.data !== undefined || !result.errors) return result;
  const errors = result.errors.map((error) => {
    const isOfVariable = error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;
    if (!isOfVariable || error.extensions['code'] !== undefined) return error;
    const extensions = { ...error.extensions, code: 'BAD_USER_INPUT' };
    return new GraphQLError(error.message, {
      nodes: error.nodes,
      originalError: error.originalError,
      extensions,
    });
  });
  return { ...result, errors };
}

/** Whether graphql-jit is known to execute an operation as graphql does. */
function isCompilable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): boolean {
  return (
    operationType(document, operationName) === OperationTypeNode.QUERY &&
    !hasDirective(document) &&
    !hasPrototypeAlias(document) &&
    !hasVariableInScalar(schema, document) &&
    !hasNullableForRequired(schema, document) &&
    !hasUnsafeDefault(schema, document)
  );
}

/** graphql-jit applies the conditions of one use of a fragment to all its uses. */
function hasDirective(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive() {
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** graphql-jit builds results as object literals, in which `__proto__` is not an ordinary key. */
function hasPrototypeAlias(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ alias }) {
      if (alias?.value !== '__proto__') return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** Whether a nullable variable is used where a non-null type with a default is expected. */
function hasNullableForRequired(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  const required = new Set<string>();
  const nullable = new Set<string>();
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition({ variable, type }) {
      if (type.kind !== Kind.NON_NULL_TYPE) nullable.add(variable.name.value);
      return false;
    },
    Variable({ name }) {
      if (isNonNullType(types.getInputType())) required.add(name.value);
    },
  });
  visit(document, visitor);
  return [...nullable].some((name) => required.has(name));
}

/**
 * Whether a variable is used inside the literal of a custom scalar, as in `_Any`'s `{ id: $id }`: graphql-jit parses
 * such a literal only once, without the variables' values.
 */
function hasVariableInScalar(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Variable: () => {
      if (types.getInputType() === undefined) found = true;
    },
  });
  visit(document, visitor);
  return found;
}

/**
 * Whether a variable has a default that graphql-jit treats differently from graphql. graphql-jit requires a non-null
 * variable, or a non-null field in it, that may be omitted because of its default. It also treats a default that a
 * custom scalar rejects as a missing value instead of an error.
 */
function hasUnsafeDefault(schema: GraphQLSchema, document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    VariableDefinition({ type, defaultValue }) {
      const inputType = typeFromAST(schema, type as NamedTypeNode); // any type node
      const named = getNamedType(inputType);
      if (named && fillsInRequired(named, new Set())) found = true;
      if (!defaultValue) return;
      const isCustom = isScalarType(named) && !isSpecifiedScalarType(named);
      if (type.kind === Kind.NON_NULL_TYPE || isInputObjectType(named) || isCustom) found = true;
    },
  });
  return found;
}

function fillsInRequired(type: GraphQLNamedType, seen: Set<GraphQLNamedType>): boolean {
  if (!isInputObjectType(type) || seen.has(type)) return false;
  seen.add(type);
  return Object.values(type.getFields()).some(
    (field) =>
      (isNonNullType(field.type) && field.defaultValue !== undefined) ||
      fillsInRequired(getNamedType(field.type), seen),
  );
}

export function operationType(document: DocumentNode, operationName?: string) {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  );
  return operations.find(({ name }) => !operationName || name?.value === operationName)?.operation;
}
