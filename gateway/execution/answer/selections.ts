import {
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What to read selections with. */
export interface SelectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** A selection of an operation, joined with those like it in the same selection set. */
export type Selection = TypenameSelection | FieldSelection | Fragment;

export interface TypenameSelection {
  readonly kind: 'typename';
  readonly key: string;
}

export interface FieldSelection {
  readonly kind: 'field';
  /** The field's name in the answer. */
  readonly key: string;
  /** As the type that the field is selected on declares it. */
  readonly type: GraphQLOutputType;
  readonly parts: readonly SelectionSetNode[];
}

export interface Fragment {
  readonly kind: 'fragment';
  readonly condition: GraphQLCompositeType | null;
  readonly parts: readonly SelectionSetNode[];
}

interface Group {
  readonly first: SelectionNode;
  readonly parts: SelectionSetNode[];
}

/**
 * The selections of several selection sets on one type, in order. Like Apollo's executor, it joins
 * fields of one name in the answer, and fragments of one type, at the place of the first of them.
 */
export function joinSelections(
  parts: readonly SelectionSetNode[],
  parent: GraphQLCompositeType,
  context: SelectionContext,
): Selection[] {
  const groups = new Map<string, Group>();
  for (const { selections } of parts) {
    for (const selection of selections) addTo(groups, selection);
  }
  return [...groups].map(([key, group]) => read(key, group, parent, context));
}

function addTo(groups: Map<string, Group>, selection: SelectionNode): void {
  const key = keyOf(selection);
  let group = groups.get(key);
  if (!group) groups.set(key, (group = { first: selection, parts: [] }));
  if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) {
    group.parts.push(selection.selectionSet);
  }
}

/** No field's name begins with dots. */
function keyOf(selection: SelectionNode): string {
  switch (selection.kind) {
    case Kind.FIELD:
      return (selection.alias ?? selection.name).value;
    case Kind.INLINE_FRAGMENT:
      return `... on ${selection.typeCondition?.name.value ?? ''}`;
    case Kind.FRAGMENT_SPREAD:
      return `...${selection.name.value}`;
  }
}

function read(
  key: string,
  { first, parts }: Group,
  parent: GraphQLCompositeType,
  { schema, fragments }: SelectionContext,
): Selection {
  switch (first.kind) {
    case Kind.FIELD:
      if (first.name.value === '__typename') return { kind: 'typename', key };
      return { kind: 'field', key, type: fieldType(parent, first.name.value), parts };
    case Kind.INLINE_FRAGMENT: {
      const name = first.typeCondition?.name.value;
      return {
        kind: 'fragment',
        condition: name === undefined ? null : compositeType(schema, name),
        parts,
      };
    }
    case Kind.FRAGMENT_SPREAD: {
      const fragment = fragments[first.name.value];
      if (!fragment) throw new Error(`The operation lacks the fragment ${first.name.value}.`);
      const condition = compositeType(schema, fragment.typeCondition.name.value);
      return { kind: 'fragment', condition, parts: [fragment.selectionSet] };
    }
  }
}

function fieldType(parent: GraphQLCompositeType, name: string): GraphQLOutputType {
  const field = isUnionType(parent) ? undefined : parent.getFields()[name];
  if (!field) throw new Error(`${parent.name} has no field ${name}.`);
  return field.type;
}

function compositeType(schema: GraphQLSchema, name: string): GraphQLCompositeType {
  const type = schema.getType(name);
  if (!isCompositeType(type)) throw new Error(`${name} is no type with fields.`);
  return type;
}
