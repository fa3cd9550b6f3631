import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isAbstractType,
  isCompositeType,
  type SelectionSetNode,
} from 'graphql';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import { type Cost, type CostContext, introspectionCost, total, weightOfField } from './cost.ts';
import { SelectedFields } from './selected-fields.ts';

/**
 * The cost of an execution, computed from its result (Query Response Analysis of the specification, 5.1.3). Fields that
 * failed count as resolved. If the type of an object is unknown, the most expensive possible type counts.
 */
export function actualCost(
  operation: ClientOperation,
  variables: Variables,
  data: unknown,
  context: CostContext,
): Cost {
  const { definition } = operation;
  const root = context.schema.getRootType(definition.operation);
  if (!root) throw new Error(`The graph has no ${definition.operation} type.`);
  const selected = new SelectedFields(operation, variables, context.schema);
  const { fieldCost, typeCost } = isObject(data)
    ? ofObject(root, [definition.selectionSet], data, { ...context, selected })
    : nothing;
  return { fieldCost, typeCost: typeCost + context.costs.weightOfType(root) };
}

interface Context extends CostContext {
  readonly selected: SelectedFields;
}

function ofObject(
  type: GraphQLObjectType,
  parts: readonly SelectionSetNode[],
  object: Record<string, unknown>,
  context: Context,
): Cost {
  const { costs } = context;
  let fieldCost = 0;
  let typeCost = 0;
  for (const [key, field] of context.selected.of(type, parts)) {
    const definition = type.getFields()[field.field.name.value];
    if (!definition) {
      fieldCost += introspectionCost(field.field.name.value);
      continue;
    }
    fieldCost += weightOfField(type, definition, field, context);
    const named = getNamedType(definition.type);
    const weight = costs.weightOfType(named);
    if (weight === 0 && !isCompositeType(named)) continue;
    const below = ofValue(named, weight, field.parts, object[key], context);
    fieldCost += below.fieldCost;
    typeCost += below.typeCost;
  }
  return { fieldCost, typeCost };
}

function ofValue(
  type: GraphQLNamedType,
  weight: number,
  parts: readonly SelectionSetNode[],
  value: unknown,
  context: Context,
): Cost {
  if (value === null || value === undefined) return nothing;
  if (Array.isArray(value)) {
    let fieldCost = 0;
    let typeCost = 0;
    for (const item of value) {
      const cost = ofValue(type, weight, parts, item, context);
      fieldCost += cost.fieldCost;
      typeCost += cost.typeCost;
    }
    return { fieldCost, typeCost };
  }
  if (!isCompositeType(type) || !isObject(value)) return { fieldCost: 0, typeCost: weight };
  const { fieldCost, typeCost } = isAbstractType(type)
    ? context.schema
        .getPossibleTypes(type)
        .map((member) => ofObject(member, parts, value, context))
        .reduce((dearest, cost) => (total(cost) > total(dearest) ? cost : dearest), nothing)
    : ofObject(type, parts, value, context);
  return { fieldCost, typeCost: typeCost + weight };
}

const nothing: Cost = { fieldCost: 0, typeCost: 0 };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
