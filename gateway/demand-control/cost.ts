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
import type { Budget } from '../../lib/platform/operations/budgets.ts';
import type { CostSchema } from './cost-schema.ts';
import type { SelectedField, SelectedFields } from './selected-fields.ts';

/**
 * The cost of an operation: the two parts that the GraphQL Cost Directives specification defines (5.3.2), and its
 * leaves, which are free there.
 */
export interface Cost {
  /** The weights of the resolved fields, with their arguments. */
  readonly fieldCost: number;
  /** The weights of the returned objects and leaves. */
  readonly typeCost: number;
  /** The number of leaves in the answer, under each of their names. */
  readonly leaves: number;
}

/** The number of leaves that cost 1. */
const leavesPerPoint = 4;

/** The greatest length of a leaf whose field declares no weight. */
export const charactersPerLeaf = 200;

/** A field with longer leaves declares a weight: at least 1 for each of these numbers of characters. */
export const charactersPerPoint = 2_000;

export interface CostContext {
  /** The schema against which operations are valid. */
  readonly schema: GraphQLSchema;
  readonly costs: CostSchema;
}

/** The exact cost, with quarters for leaves. */
export const total = ({ fieldCost, typeCost, leaves }: Cost): number =>
  fieldCost + typeCost + leaves / leavesPerPoint;

/** The cost charged to a client. */
export const charge = (cost: Cost): number => Math.ceil(total(cost));

/** The maximum cost of an operation, and how much of it is of the figures of groups. */
export interface Charged {
  readonly cost: number;
  readonly figures: number;
}

/** Of a static cost. */
export const chargedFor = (cost: Cost & { readonly figures: number }): Charged => ({
  cost: charge(cost),
  figures: Math.floor(cost.figures),
});

/** The limit of one operation that is exceeded; null for none. */
export function exceededLimit(
  { cost, figures }: Charged,
  limit: Pick<Budget, 'operation' | 'figures'>,
): 'operation' | 'figures' | null {
  const ofFigures = limit.figures;
  // Without a limit of their own, figures count like everything else.
  if (cost - (ofFigures === undefined ? 0 : figures) > limit.operation) return 'operation';
  return ofFigures !== undefined && figures > ofFigures ? 'figures' : null;
}

export const noCost: Cost = { fieldCost: 0, typeCost: 0, leaves: 0 };

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
