import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isNonNullType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

export interface ExecutableOperation {
  /** Valid against the schema. The same object for the same operation: compilation is remembered by it. */
  document: DocumentNode;
  operationName?: string | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
}

export type Executor = (
  operation: ExecutableOperation,
  context: object,
) => Promise<ExecutionResult> | ExecutionResult;

/** Compiling costs as much as some ten executions: an operation is compiled when it comes again. */
const usesBeforeCompiling = 3;
const maxCompiled = 1_000;

interface KnownOperation {
  uses: number;
  compiled: CompiledQuery | null;
}

/**
 * Executes operations on a schema. Those that come often are compiled by graphql-jit, the rest run
 * through graphql's own `execute`; the answers are the same.
 */
export function createExecutor(schema: GraphQLSchema): Executor {
  const known = new LRUCache<DocumentNode, Map<string, KnownOperation>>({ max: maxCompiled });

  return ({ document, operationName, variables }, context) => {
    const operation = lookUp(known, document, operationName);
    operation.uses += 1;
    if (operation.uses === usesBeforeCompiling)
      operation.compiled = compile(document, operationName);
    const result = operation.compiled?.query({}, context, { ...variables });
    // Without data, graphql-jit has refused the variables and executed nothing: graphql has better words.
    if (result && ('then' in result || result.data !== undefined)) return result;
    return execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context,
    });
  };

  function compile(document: DocumentNode, operationName: string | undefined) {
    if (hasVariableInScalar(schema, document) || hasRequiredDefault(schema, document)) return null;
    const compiled = compileQuery(schema, document, operationName);
    return isCompiledQuery(compiled) ? compiled : null;
  }
}

/**
 * Whether a variable stands inside the literal of a custom scalar, as in `_Any`'s `{ id: $id }`:
 * graphql-jit reads such a literal once, without the variables' values.
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
 * Whether a variable, or a field in it, may be left out because it has a default and yet may not be null:
 * graphql-jit asks for it instead of filling it in.
 */
function hasRequiredDefault(schema: GraphQLSchema, document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    VariableDefinition({ type, defaultValue }) {
      if (type.kind === Kind.NON_NULL_TYPE && defaultValue) found = true;
      const inputType = typeFromAST(schema, type as NamedTypeNode); // any kind of type node
      if (inputType && fillsInRequired(getNamedType(inputType), new Set())) found = true;
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

function lookUp(
  known: LRUCache<DocumentNode, Map<string, KnownOperation>>,
  document: DocumentNode,
  operationName = '',
): KnownOperation {
  let operations = known.get(document);
  if (!operations) known.set(document, (operations = new Map()));
  let operation = operations.get(operationName);
  if (!operation) operations.set(operationName, (operation = { uses: 0, compiled: null }));
  return operation;
}

export function operationType(document: DocumentNode, operationName?: string) {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  );
  return operations.find(({ name }) => !operationName || name?.value === operationName)?.operation;
}
