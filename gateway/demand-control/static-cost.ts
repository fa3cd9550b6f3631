import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isCompositeType,
  isListType,
  type SelectionSetNode,
} from 'graphql';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import { type Cost, type CostContext, noCost, total, weightOfField } from './cost.ts';
import type { ListSize } from './cost-schema.ts';
import { IntrospectionCosts } from './introspection-cost.ts';
import { type SelectedField, SelectedFields } from './selected-fields.ts';

/** The cost of one field of an operation, without the fields below it. */
export interface PathCost extends Cost {
  /** Response keys from the root, joined by dots. */
  readonly path: string;
  readonly isFigure: boolean;
}

interface StaticCost extends Cost {
  /** How much of it is of the figures of groups: see `isOfFigures`. */
  readonly figures: number;
  /** In the order of the operation. */
  readonly paths: readonly PathCost[];
  /** Whether the cost depends on the variables. */
  readonly dependsOnVariables: boolean;
  /** Whether a list of assumed length is selected, so that an execution can cost more. */
  readonly mayBeExceeded: boolean;
}

/** The assumed length of a list without a declared size. */
const undeclaredListSize = 100;

/**
 * The maximum cost of executing an operation, if no list is longer than declared. Lists have the length of the largest
 * slicing argument given, by the client or by the default of the schema. The most expensive member of an abstract type
 * counts. The operation and its variables must be valid.
 */
export function staticCost(
  operation: ClientOperation,
  variables: Variables,
  context: CostContext,
): StaticCost {
  const { definition } = operation;
  const root = context.schema.getRootType(definition.operation);
  if (!root) throw new Error(`The graph has no ${definition.operation} type.`);
  const selected = new SelectedFields(operation, variables, context.schema);
  const place: Place = { times: 1, path: '', sized: null };
  const seen = { assumedLength: false };
  const sum = ofObject(root, [definition.selectionSet], place, {
    ...context,
    selected,
    introspection: new IntrospectionCosts(selected, context.schema),
    seen,
  });
  return {
    ...sum,
    typeCost: sum.typeCost + context.costs.weightOfType(root),
    figures: sum.paths.reduce((figures, path) => figures + (path.isFigure ? total(path) : 0), 0),
    dependsOnVariables: selected.dependsOnVariables,
    mayBeExceeded: seen.assumedLength,
  };
}

interface Context extends CostContext {
  readonly selected: SelectedFields;
  readonly introspection: IntrospectionCosts;
  /** Set where the length of a list is assumed. */
  readonly seen: { assumedLength: boolean };
}

interface Sum extends Cost {
  readonly paths: readonly PathCost[];
}

/** How often and on which path a selection set is executed. */
interface Place {
  readonly times: number;
  readonly path: string;
  /** The declared length of lists directly below, by the names of their fields. */
  readonly sized: { readonly fields: ReadonlySet<string>; readonly length: Length } | null;
}

interface Length {
  readonly items: number;
  /** Whether no argument bounds it. */
  readonly isAssumed: boolean;
}

function ofComposite(
  type: GraphQLNamedType,
  parts: readonly SelectionSetNode[],
  place: Place,
  context: Context,
): Sum {
  if (!isAbstractType(type)) return ofObject(type as GraphQLObjectType, parts, place, context); // a type with fields
  return context.schema
    .getPossibleTypes(type)
    .map((member) => ofObject(member, parts, place, context))
    .reduce((most, sum) => (total(sum) > total(most) ? sum : most), {
      ...noCost,
      paths: [],
    });
}

function ofObject(
  type: GraphQLObjectType,
  parts: readonly SelectionSetNode[],
  place: Place,
  context: Context,
): Sum {
  const sums = [...context.selected.of(type, parts)].map(([key, field]) =>
    ofField(type, field, { ...place, path: place.path ? `${place.path}.${key}` : key }, context),
  );
  return {
    fieldCost: bounded(sums.reduce((sum, { fieldCost }) => sum + fieldCost, 0)),
    typeCost: bounded(sums.reduce((sum, { typeCost }) => sum + typeCost, 0)),
    leaves: bounded(sums.reduce((sum, { leaves }) => sum + leaves, 0)),
    paths: sums.flatMap(({ paths }) => paths),
  };
}

function ofField(
  parent: GraphQLObjectType,
  selectedField: SelectedField,
  place: Place,
  context: Context,
): Sum {
  const { costs } = context;
  const { times, path } = place;
  const name = selectedField.field.name.value;
  const definition = parent.getFields()[name];
  if (!definition) {
    const cost =
      name === '__typename'
        ? { ...noCost, leaves: times }
        : context.introspection.of(selectedField);
    const own = { path, isFigure: isOfFigures(parent, context), ...cost };
    return { ...own, paths: [own] };
  }
  const size = costs.listSizeOf(parent, definition);
  const length = size && lengthOf(size, selectedField, definition, context);
  const type = getNamedType(definition.type);
  const { items, isAssumed } = itemsOf(name, size, length, place);
  const count = bounded(times * countOf(definition.type, items));
  const holdsList = isListType(getNullableType(definition.type));
  if (isAssumed && holdsList && (isCompositeType(type) || costs.weightOfType(type) > 0)) {
    context.seen.assumedLength = true;
  }
  const isLeaf = !isCompositeType(type);
  const own: PathCost = {
    path,
    isFigure: isOfFigures(parent, context),
    fieldCost: bounded(times * weightOfField(parent, definition, selectedField, context)),
    typeCost: bounded(count * costs.weightOfType(type)),
    leaves: isLeaf ? count : 0,
  };
  // Nothing is below an empty list: a large selection would cost nothing and take long to compute.
  if (isLeaf || count === 0) return { ...own, paths: [own] };
  const sized =
    size && length && size.sizedFields.size > 0 ? { fields: size.sizedFields, length } : null;
  const below = ofComposite(type, selectedField.parts, { times: count, path, sized }, context);
  return {
    fieldCost: bounded(own.fieldCost + below.fieldCost),
    typeCost: bounded(own.typeCost + below.typeCost),
    leaves: below.leaves,
    paths: [own, ...below.paths],
  };
}

/**
 * Whether the fields of a type are figures. Such a type declares the weight 0: it is a group of numbers, not something
 * that was read by itself, and is charged for its leaves and for the entities that it refers to.
 */
const isOfFigures = (type: GraphQLObjectType, { costs }: Context): boolean =>
  costs.weightOfType(type) === 0;

/** The length of a field's own list. */
function itemsOf(
  name: string,
  size: ListSize | null,
  length: Length | null,
  { sized }: Place,
): Length {
  if (sized?.fields.has(name)) return sized.length;
  if (size && size.sizedFields.size === 0 && length) return length;
  return undeclaredLength;
}

const undeclaredLength: Length = { items: undeclaredListSize, isAssumed: true };

/** The largest slicing argument that has a value, otherwise the assumed size. */
function lengthOf(
  { assumedSize, slicingArguments }: ListSize,
  { field }: SelectedField,
  definition: GraphQLField<unknown, unknown>,
  { selected }: Context,
): Length {
  const lengths = slicingArguments.flatMap((name) => {
    const argument = field.arguments?.find((one) => one.name.value === name);
    const value = argument && selected.valueOf(argument.value);
    const length = value ?? definition.args.find((one) => one.name === name)?.defaultValue;
    return typeof length === 'number' ? [Math.max(0, length)] : [];
  });
  return lengths.length > 0
    ? { items: Math.max(...lengths), isAssumed: false }
    : { items: assumedSize ?? undeclaredListSize, isAssumed: true };
}

/**
 * The number of values of its named type that a field of this type contains, if each of its lists has the given length.
 */
function countOf(type: GraphQLOutputType, length: number): number {
  let count = 1;
  let inner: GraphQLOutputType = getNullableType(type);
  while (isListType(inner)) {
    count = bounded(count * length);
    inner = getNullableType(inner.ofType);
  }
  return count;
}

/** Large enough for any limit, small enough that no product of two is infinite. */
const most = 1e15;

const bounded = (amount: number) => Math.min(amount, most);
