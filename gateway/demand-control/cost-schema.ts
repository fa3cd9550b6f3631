import {
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  valueFromASTUntyped,
} from 'graphql';

/** The declared size of a list that a field returns, or that a field below it returns. */
export interface ListSize {
  /** The size without a slicing argument. Null if none is declared. */
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  /** The fields of the returned object that are such lists; empty if the field itself is one. */
  readonly sizedFields: ReadonlySet<string>;
}

/**
 * The weights and list sizes that a supergraph declares with `@cost` and `@listSize`, and the default weights of
 * the specification (GraphQL Cost Directives, section 7.1) elsewhere: 1 for composite types and for fields and
 * arguments of such types, 0 for scalars and enums.
 */
export interface CostSchema {
  weightOfType(type: GraphQLNamedType): number;
  weightOfField(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number;
  weightOfArgument(
    parent: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    argument: GraphQLArgument,
  ): number;
  weightOfInputField(parent: GraphQLNamedType, field: GraphQLInputField): number;
  listSizeOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): ListSize | null;
}

interface Declared {
  readonly astNode?:
    { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

export function readCostSchema(supergraph: GraphQLSchema): CostSchema {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();

  const declare = (coordinate: string, { astNode }: Declared): void => {
    for (const directive of astNode?.directives ?? []) {
      const given = argumentsOf(directive);
      if (directive.name.value === 'cost') weights.set(coordinate, Number(given['weight']));
      if (directive.name.value === 'listSize') sizes.set(coordinate, listSize(given));
    }
  };

  for (const type of Object.values(supergraph.getTypeMap())) {
    declare(type.name, type);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        declare(`${type.name}.${field.name}`, field);
    }
    if (!('getFields' in type) || isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      declare(coordinate, field);
      for (const argument of field.args) declare(`${coordinate}(${argument.name}:)`, argument);
    }
  }

  const weightOfType = (type: GraphQLNamedType): number => {
    // The directive does not apply to abstract types: each has the greatest weight among its members.
    if (isAbstractType(type)) {
      const members = supergraph.getType(type.name);
      if (!isAbstractType(members)) return 1;
      return Math.max(0, ...supergraph.getPossibleTypes(members).map(weightOfType));
    }
    return weights.get(type.name) ?? (isCompositeType(type) || isInputObjectType(type) ? 1 : 0);
  };

  return {
    weightOfType,
    weightOfField: (parent, field) =>
      weights.get(`${parent.name}.${field.name}`) ??
      (isCompositeType(getNamedType(field.type)) ? 1 : 0),
    weightOfArgument: (parent, field, argument) =>
      weights.get(`${parent.name}.${field.name}(${argument.name}:)`) ?? defaultOfInput(argument),
    weightOfInputField: (parent, field) =>
      weights.get(`${parent.name}.${field.name}`) ?? defaultOfInput(field),
    listSizeOf: (parent, field) => sizes.get(`${parent.name}.${field.name}`) ?? null,
  };
}

const defaultOfInput = ({ type }: GraphQLArgument | GraphQLInputField) =>
  isInputObjectType(getNamedType(type)) ? 1 : 0;

function listSize(given: Readonly<Record<string, unknown>>): ListSize {
  const { assumedSize, slicingArguments, sizedFields } = given;
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : null,
    slicingArguments: namesIn(slicingArguments),
    sizedFields: new Set(namesIn(sizedFields)),
  };
}

const namesIn = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

const argumentsOf = ({ arguments: given = [] }: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
