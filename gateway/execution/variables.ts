import {
  getVariableValues,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';

import { errorOfGraphql } from '../../lib/platform/errors/graphql-error.ts';
import type { Variables } from '../../lib/platform/operations/engine.ts';

type Test = (value: unknown) => boolean;

/** @returns the errors of the values, or null. Does not affect the values sent to subgraphs. */
export type CheckVariables = (values: Variables | undefined) => readonly GraphQLError[] | null;

/**
 * Refuses the same values as graphql, with the same messages. Obviously valid values, as nearly all are, take a fast
 * path; anything uncertain is left to graphql.
 */
export function compileVariableCheck(
  definitions: readonly VariableDefinitionNode[],
  schema: GraphQLSchema,
): CheckVariables {
  const tests = definitions.map(({ variable, type }) => {
    const inputType = typeFromAST(schema, type);
    const test = isInputType(inputType) ? plainlyRight(inputType) : unknown;
    return { name: variable.name.value, test };
  });
  return (values = {}) => {
    if (tests.every(({ name, test }) => test(values[name]))) return null;
    const { errors } = getVariableValues(schema, definitions, values, { maxErrors });
    return errors?.map(badVariable) ?? null;
  };
}

/** The same as in graphql's own `execute`: each invalid item of a list is an error. */
const maxErrors = 50;

/** Omits source locations, which are unknown for cached operations. */
const badVariable = ({ message }: GraphQLError): GraphQLError =>
  errorOfGraphql(message, { reason: 'VALIDATION' });

const unknown: Test = () => false;

const builtIn: Readonly<Record<string, Test>> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => Number.isFinite(value),
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
};

function plainlyRight(type: GraphQLInputType): Test {
  if (isNonNullType(type)) return plainlyRightUnlessNull(type.ofType);
  const test = plainlyRightUnlessNull(type);
  return (value) => value == null || test(value);
}

function plainlyRightUnlessNull(type: GraphQLInputType): Test {
  if (isListType(type)) {
    const test = plainlyRight(type.ofType);
    return (value) => Array.isArray(value) && value.every(test);
  }
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) != null;
  return ('name' in type && builtIn[type.name]) || unknown;
}
