import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The properties of a normalized subscription that decide how its events are shared. */
export interface SubscribedField {
  /** The variable in which the argument `after` of its field is sent; null if it is not given. */
  readonly afterVariable: string | null;
  /** Whether a selected field depends on the viewer's subject. */
  readonly readsSubject: boolean;
}

/**
 * The name of the field in the client's answers. A valid subscription has a single one, which may be selected several
 * times and in fragments.
 */
export function subscribedName(
  { definitions }: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): string | null {
  const fragments = new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [],
    ),
  );
  let selected: SelectionSetNode | undefined = selectionSet;
  while (selected) {
    const first: SelectionNode | undefined = selected.selections[0];
    if (first?.kind === Kind.FIELD) return (first.alias ?? first.name).value;
    selected =
      first?.kind === Kind.FRAGMENT_SPREAD ? fragments.get(first.name.value) : first?.selectionSet;
  }
  return null;
}

/** @returns null for an operation that is not a subscription. */
export function subscribedField(
  definition: OperationDefinitionNode | null,
  schema: GraphQLSchema,
  subjectFields: ReadonlySet<string>,
): SubscribedField | null {
  if (definition?.operation !== OperationTypeNode.SUBSCRIPTION) return null;
  return {
    afterVariable: afterVariableOf(definition),
    readsSubject: selectsAny(definition, schema, subjectFields),
  };
}

/** Normalization has spread the fragments, and lifted the argument if its value can be. */
function afterVariableOf({ selectionSet }: OperationDefinitionNode): string | null {
  const [field] = selectionSet.selections;
  const given =
    field?.kind === Kind.FIELD
      ? field.arguments?.find(({ name }) => name.value === 'after')?.value
      : undefined;
  return given?.kind === Kind.VARIABLE ? given.name.value : null;
}

/** A field of an abstract type counts as the field of every type that the object may have. */
function selectsAny(
  definition: OperationDefinitionNode,
  schema: GraphQLSchema,
  coordinates: ReadonlySet<string>,
): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = visitWithTypeInfo(types, {
    Field({ name }) {
      const parent = getNamedType(types.getParentType());
      if (!parent) return;
      const owners = isAbstractType(parent)
        ? [parent, ...schema.getPossibleTypes(parent)]
        : [parent];
      found ||= owners.some((owner) => coordinates.has(`${owner.name}.${name.value}`));
    },
  });
  visit(definition, visitor);
  return found;
}
