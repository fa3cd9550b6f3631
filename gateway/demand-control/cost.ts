import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
} from 'graphql';
import type { CostSchema } from './cost-schema.ts';
import type { SelectedField, SelectedFields } from './selected-fields.ts';

/** The cost of an operation, as the GraphQL Cost Directives specification defines its two parts (5.3.2). */
export interface Cost {
  /** The weights of the resolved fields, with their arguments. */
  readonly fieldCost: number;
  /** The weights of the returned objects and leaves. */
  readonly typeCost: number;
}

export interface CostContext {
  /** The schema against which operations are valid. */
  readonly schema: GraphQLSchema;
  readonly costs: CostSchema;
}

/** The cost charged to a client. */
export const total = ({ fieldCost, typeCost }: Cost): number => fieldCost + typeCost;

/** The cost of introspection: it is executed in the gateway, on the schema. */
export const introspectionCost = (field: string): number =>
  ({ __schema: 100, __type: 10 })[field] ?? 0;

/** The weight of a field with its arguments and their input fields; never negative (5.3.2.2). */
export function weightOfField(
  parent: GraphQLObjectType,
  definition: GraphQLField<unknown, unknown>,
  { field }: SelectedField,
  { selected, costs }: { selected: SelectedFields; costs: CostSchema },
): number {
  let weight = costs.weightOfField(parent, definition);
  for (const argument of field.arguments ?? []) {
    const declared = definition.args.find(({ name }) => name === argument.name.value);
    if (!declared) continue;
    const own = costs.weightOfArgument(parent, definition, declared);
    const holdsObjects = isInputObjectType(getNamedType(declared.type));
    if (own === 0 && !holdsObjects) continue;
    const value = selected.valueOf(argument.value);
    if (value === undefined) continue;
    weight += own + (holdsObjects ? weightIn(value, declared.type, costs) : 0);
  }
  return Math.max(0, weight);
}

/** The weights of the input fields in a value. */
function weightIn(value: unknown, type: GraphQLInputType, costs: CostSchema): number {
  if (value === null || typeof value !== 'object') return 0;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.reduce<number>((sum, item) => sum + weightIn(item, nullable.ofType, costs), 0);
  }
  if (!isInputObjectType(nullable)) return 0;
  return Object.values(nullable.getFields()).reduce((sum, field) => {
    const given: unknown = Object.hasOwn(value, field.name)
      ? Reflect.get(value, field.name)
      : undefined;
    if (given === undefined) return sum;
    return sum + costs.weightOfInputField(nullable, field) + weightIn(given, field.type, costs);
  }, 0);
}
