import {
  type ASTNode,
  type DirectiveNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Variables } from '../../../lib/platform/operations/engine.ts';
import { absent, readVariable, type ReadValue } from './argument-values.ts';

/** Values of the variables that `@skip` and `@include` depend on, ordered by their names. */
export type Conditions = readonly boolean[];

export interface ConditionVariables {
  readonly names: readonly string[];
  /** @throws BAD_USER_INPUT for a null. */
  read(variables: Variables): Conditions;
}

const conditionNames = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);

const isCondition = ({ name }: DirectiveNode) => conditionNames.has(name.value);

export const otherDirectives = ({ directives = [] }: SelectionNode) =>
  directives.filter((directive) => !isCondition(directive));

/** Finds the variables that conditions of an operation, and of the fragments that it spreads, depend on. */
export function conditionVariables(
  definition: ASTNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): ConditionVariables {
  const found = new Set<string>();
  const spread = new Set<string>();
  const collect = (node: ASTNode): void => {
    visit(node, {
      Directive(directive) {
        const value = isCondition(directive) && directive.arguments?.[0]?.value;
        if (value && value.kind === Kind.VARIABLE) found.add(value.name.value);
      },
      FragmentSpread({ name }) {
        const fragment = fragments[name.value];
        if (!fragment || spread.has(name.value)) return;
        spread.add(name.value);
        collect(fragment);
      },
    });
  };
  collect(definition);
  const names = [...found].toSorted();
  const reads = names.map((name) => [name, readVariable(name)] as const);
  return { names, read: (variables) => reads.map(([name, read]) => decide(name, read, variables)) };
}

/** A nullable variable with a default is valid for a condition; a null for it is an error of the operation. */
function decide(name: string, read: ReadValue, variables: Variables): boolean {
  const value = read(variables);
  if (typeof value === 'boolean') return value;
  if (value === absent) return false; // graphql-js does not treat a variable without a value as an error either
  throw badInput(
    name,
    'REQUIRED',
    say`Argument "if" of non-null type "Boolean!" must not be null, which the variable "$${name}" is.`,
  );
}

/** Whether `@skip` and `@include` include a selection. */
export function isIncluded(
  { directives = [] }: SelectionNode,
  { names }: ConditionVariables,
  conditions: Conditions,
): boolean {
  return directives.every((directive) => {
    const value = isCondition(directive) ? directive.arguments?.[0]?.value : undefined;
    if (!value) return true;
    const decided =
      value.kind === Kind.VARIABLE
        ? conditions[names.indexOf(value.name.value)] === true
        : value.kind === Kind.BOOLEAN && value.value;
    return decided === (directive.name.value === GraphQLIncludeDirective.name);
  });
}
