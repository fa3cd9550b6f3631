import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  Kind,
  parseType,
  type SelectionNode,
  TypeNameMetaFieldDef,
  type VariableDefinitionNode,
} from 'graphql';
import type { ArgumentValue } from './argument-values.ts';

export const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

export const variableNode = (name: string) =>
  ({ kind: Kind.VARIABLE, name: nameNode(name) }) as const;

export const typename: FieldNode = { kind: Kind.FIELD, name: nameNode(TypeNameMetaFieldDef.name) };

export const isTypename = (node: SelectionNode) => node === typename;

export function inlineFragment(
  condition: GraphQLCompositeType,
  selections: readonly SelectionNode[],
  directives: readonly DirectiveNode[],
): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: nameNode(condition.name) },
    directives,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

/** Defines the variable of an argument: nullable if its value may be left out. */
export function variableDefinition(
  name: string,
  argument: GraphQLArgument,
  { mayBeAbsent }: ArgumentValue,
): VariableDefinitionNode {
  const type = String(argument.type);
  const isOptional = type.endsWith('!') && mayBeAbsent;
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: variableNode(name),
    type: parseType(isOptional ? type.slice(0, -1) : type, { noLocation: true }),
  };
}
