import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { ClientDefinitions } from './client-definitions.ts';
import { type Conditions, isIncluded, otherDirectives } from './conditions.ts';

/** The introspection fields as a separate operation, with conditions evaluated and fragments expanded. */
export function introspectionDocument(
  fields: readonly FieldNode[],
  client: ClientDefinitions,
  conditions: Conditions,
): DocumentNode | null {
  if (fields.length === 0) return null;
  const decided = fields.map((field) => decideField(field, client, conditions));
  const used = new Set<string>();
  for (const field of decided) visit(field, { Variable: ({ name }) => void used.add(name.value) });
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: client.definition.operation,
        variableDefinitions: client.definitionsOf(used),
        selectionSet: { kind: Kind.SELECTION_SET, selections: decided },
      },
    ],
  };
}

function decideField(
  node: FieldNode,
  client: ClientDefinitions,
  conditions: Conditions,
): FieldNode {
  const { selectionSet, ...field } = node;
  return {
    ...field,
    directives: otherDirectives(node),
    ...(selectionSet && { selectionSet: decideSelections(selectionSet, client, conditions) }),
  };
}

function decideSelections(
  { selections }: SelectionSetNode,
  client: ClientDefinitions,
  conditions: Conditions,
): SelectionSetNode {
  const decide = (selection: SelectionNode): SelectionNode => {
    if (selection.kind === Kind.FIELD) return decideField(selection, client, conditions);
    const { selectionSet, typeCondition } = client.fragmentOf(selection);
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(typeCondition && { typeCondition }),
      selectionSet: decideSelections(selectionSet, client, conditions),
    };
  };
  const included = selections.filter((selection) =>
    isIncluded(selection, client.conditions, conditions),
  );
  return { kind: Kind.SELECTION_SET, selections: included.map(decide) };
}
