import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { Variables } from '../../lib/platform/operations/engine.ts';
import type { ClientDefinitions } from './normalize/client-definitions.ts';
import type { LiftedArgument } from './normalize/normalize-operation.ts';
import type { SentOperation } from './plan/fetch.ts';

/**
 * Replaces lifted arguments of custom scalars by the client's original text. Only a subgraph can judge such a value,
 * and its error must name the client's variable or the argument, not a generated variable.
 * @returns null when the operation has no argument of a custom scalar, or a variable in it has the name that the
 * planner uses.
 */
export function restoreWritten(
  { query, document = parse(query, { noLocation: true }), ...sent }: SentOperation,
  lifted: readonly LiftedArgument[],
  client: ClientDefinitions,
  given: Variables,
): SentOperation | null {
  const written = new Map(
    lifted
      .filter(({ name, value }) => value.hasCustomScalar && usesVariable(document, name))
      .map(({ name, node }) => [name, node]),
  );
  if (written.size === 0) return null;
  const own = variablesIn([...written.values()]);
  if (own.has('representations') && usesVariable(document, 'representations')) return null;
  const definitions = client.definitionsOf(own);
  const restored: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: document.definitions.map((definition) =>
      restoreIn(definition, { written, own, definitions }),
    ),
  };
  const variables: Record<string, unknown> = { ...sent.variables };
  for (const name of written.keys()) delete variables[name];
  for (const name of own) if (Object.hasOwn(given, name)) variables[name] = given[name];
  return { ...sent, query: print(restored), document: restored, variables };
}

interface Restored {
  readonly written: ReadonlyMap<string, ValueNode>;
  /** The client's variables in the original text. */
  readonly own: ReadonlySet<string>;
  readonly definitions: readonly VariableDefinitionNode[];
}

function restoreIn(
  definition: DefinitionNode,
  { written, own, definitions }: Restored,
): DefinitionNode {
  return visit(definition, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [
        ...(node.variableDefinitions ?? []).filter(
          ({ variable: { name } }) => !written.has(name.value) && !own.has(name.value),
        ),
        ...definitions,
      ],
    }),
    VariableDefinition: () => false,
    Variable: ({ name }) => written.get(name.value),
  });
}

const usesVariable = (document: DocumentNode, name: string) =>
  document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.variableDefinitions?.some(({ variable }) => variable.name.value === name),
  );

function variablesIn(values: readonly ValueNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const value of values) visit(value, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
