import { isRecord } from '../../lib/kit/is-record.ts';
import {
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  type SelectionSetNode,
} from 'graphql';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import { type Cost, type CostContext, noCost, total, weightOfField } from './cost.ts';
import { IntrospectionCosts } from './introspection-cost.ts';
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
  const cost = isRecord(data)
    ? ofObject(root, [definition.selectionSet], data, {
        ...context,
        selected,
        introspection: new IntrospectionCosts(selected, context.schema),
        shares: new Map(),
      })
    : noCost;
  return costWith(cost, context.costs.weightOfType(root));
}

interface Context extends CostContext {
  readonly selected: SelectedFields;
  readonly introspection: IntrospectionCosts;
  readonly shares: Map<readonly SelectionSetNode[], Map<GraphQLObjectType, Share>>;
}

/** The cost of the fields of one object, as far as it is the same for each object of the type. */
interface Share extends Cost {
  /** The fields whose values have to be read: objects, lists, and leaves of a type with a weight. */
  readonly others: readonly {
    readonly key: string;
    readonly type: GraphQLNamedType;
    readonly parts: readonly SelectionSetNode[];
  }[];
}

function shareOf(
  type: GraphQLObjectType,
  parts: readonly SelectionSetNode[],
  context: Context,
): Share {
  let byType = context.shares.get(parts);
  if (!byType) context.shares.set(parts, (byType = new Map()));
  let share = byType.get(type);
  if (!share) byType.set(type, (share = shareIn(type, parts, context)));
  return share;
}

function shareIn(
  type: GraphQLObjectType,
  parts: readonly SelectionSetNode[],
  context: Context,
): Share {
  let { fieldCost, typeCost, leaves } = noCost;
  const others: Share['others'][number][] = [];
  for (const [key, field] of context.selected.of(type, parts)) {
    const name = field.field.name.value;
    const definition = type.getFields()[name];
    if (!definition) {
      const cost = name === '__typename' ? oneLeaf : context.introspection.of(field);
      fieldCost += cost.fieldCost;
      typeCost += cost.typeCost;
      leaves += cost.leaves;
      continue;
    }
    fieldCost += weightOfField(type, definition, field, context);
    const named = getNamedType(definition.type);
    const isOneLeaf = isLeafType(getNullableType(definition.type));
    if (isOneLeaf && context.costs.weightOfType(named) === 0) leaves += 1;
    else others.push({ key, type: named, parts: field.parts });
  }
  return { fieldCost, typeCost, leaves, others };
}

function ofObject(
  type: GraphQLObjectType,
  parts: readonly SelectionSetNode[],
  object: Record<string, unknown>,
  context: Context,
): Cost {
  const share = shareOf(type, parts, context);
  if (share.others.length === 0) return share;
  let { fieldCost, typeCost, leaves } = share;
  for (const other of share.others) {
    const below = ofValue(other.type, other.parts, object[other.key], context);
    fieldCost += below.fieldCost;
    typeCost += below.typeCost;
    leaves += below.leaves;
  }
  return { fieldCost, typeCost, leaves };
}

function ofValue(
  type: GraphQLNamedType,
  parts: readonly SelectionSetNode[],
  value: unknown,
  context: Context,
): Cost {
  const isLeaf = !isCompositeType(type);
  if (value === null || value === undefined) return isLeaf ? oneLeaf : noCost;
  if (Array.isArray(value)) {
    let fieldCost = 0;
    let typeCost = 0;
    let leaves = 0;
    for (const item of value) {
      const cost = ofValue(type, parts, item, context);
      fieldCost += cost.fieldCost;
      typeCost += cost.typeCost;
      leaves += cost.leaves;
    }
    return { fieldCost, typeCost, leaves };
  }
  const weight = context.costs.weightOfType(type);
  if (isLeaf) return weight === 0 ? oneLeaf : { ...oneLeaf, typeCost: weight };
  if (!isRecord(value)) return { ...noCost, typeCost: weight };
  const cost = isAbstractType(type)
    ? context.schema
        .getPossibleTypes(type)
        .map((member) => ofObject(member, parts, value, context))
        .reduce((most, cost) => (total(cost) > total(most) ? cost : most), noCost)
    : ofObject(type, parts, value, context);
  return costWith(cost, weight);
}

const costWith = ({ fieldCost, typeCost, leaves }: Cost, weightOfType: number): Cost => ({
  fieldCost,
  typeCost: typeCost + weightOfType,
  leaves,
});

const oneLeaf: Cost = { ...noCost, leaves: 1 };
