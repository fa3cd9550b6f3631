import {
  type FieldNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';
import type { Selected } from '../kit/selected.ts';

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'returnType' | 'variableValues'>;

/**
 * The selection of a client below the field that is resolved, without what `@skip` and `@include` leave out. Aliases do
 * not show. For fields that return objects, and whose fragments are on their own types.
 */
export function selectionOf(info: Info): Selected[] {
  const type = getNamedType(info.returnType);
  return info.fieldNodes.flatMap((node) => fieldsOf(node, type as GraphQLObjectType, info)); // the field returns objects
}

function fieldsOf({ selectionSet }: FieldNode, type: GraphQLObjectType, info: Info): Selected[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => selected(selection, type, info));
}

function selected(selection: SelectionNode, type: GraphQLObjectType, info: Info): Selected[] {
  if (!isIncluded(selection, info)) return [];
  if (selection.kind === Kind.FIELD) {
    const field = type.getFields()[selection.name.value];
    if (!field) return []; // `__typename`
    const below = getNamedType(field.type);
    return [
      {
        name: field.name,
        args: getArgumentValues(field, selection, info.variableValues),
        fields: isObjectType(below) ? fieldsOf(selection, below, info) : [],
      },
    ];
  }
  const { selectionSet } =
    selection.kind === Kind.INLINE_FRAGMENT
      ? selection
      : (info.fragments[selection.name.value] ?? { selectionSet: { selections: [] } });
  // Every type here is an object: a fragment is on the type itself.
  return selectionSet.selections.flatMap((each) => selected(each, type, info));
}

function isIncluded(selection: SelectionNode, { variableValues }: Info): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
