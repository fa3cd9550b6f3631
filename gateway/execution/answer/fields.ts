import {
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { JsonObject } from '../json.ts';
import type { AnswerSelection, Refusal } from '../normalize/answer-selection.ts';
import {
  type Completion,
  type Coordinate,
  failed,
  type Unvisited,
  reportIntrospection,
  reportRefusal,
  reportTypename,
  keepOneError,
} from './completion.ts';
import { fill, type ValueShape } from './value.ts';

/** The context for building answers. */
export interface AnswerContext {
  /** The API schema. */
  readonly schema: GraphQLSchema;
}

/** Passed along instead of imported, since shapes and fields contain each other. */
export type ShapeOf = (
  type: GraphQLOutputType,
  coordinate: Coordinate,
  parts: readonly (readonly AnswerSelection[])[],
  context: AnswerContext,
) => ValueShape;

/** Builds one object of the answer; `failed` when a null among its fields makes it null. */
export type CompleteFields = (fetched: JsonObject, completion: Completion) => unknown;

/** The fields of one name in the answer. */
interface Collected {
  readonly first: Exclude<AnswerSelection, { kind: 'fragment' }>;
  readonly parts: (readonly AnswerSelection[])[];
}

interface Step {
  readonly key: string;
  /** The key in the fetched data, if it is fetched. */
  readonly source: string | null;
  readonly nonNull: boolean;
  /** The value, null, or `failed`. */
  readonly value: CompleteFields;
}

/** Builds objects of one type, with their fields in the order in which GraphQL collects them. */
export function completeFields(
  type: GraphQLCompositeType,
  parts: readonly (readonly AnswerSelection[])[],
  context: AnswerContext,
  shapeOf: ShapeOf,
): CompleteFields {
  const collected = new Map<string, Collected>();
  for (const selections of parts) collect(selections, type, context.schema, collected);
  const steps = [...collected].map(([key, group]) => stepFor(key, group, type, context, shapeOf));
  return (fetched, completion) => {
    const output: JsonObject = {};
    const { path } = completion;
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index] as Step; // within the list
      path.push(step.key);
      const value = step.value(fetched, completion);
      path.pop();
      if (value === failed && step.nonNull) {
        if (completion.errors) keepOneError(unvisited(steps, index + 1, fetched), completion);
        return failed;
      }
      setField(output, step.key, value === failed ? null : value);
    }
    return output;
  };
}

/** Sets a field under any alias: GraphQL allows `__proto__`. */
function setField(output: JsonObject, key: string, value: unknown): void {
  if (key !== '__proto__') {
    output[key] = value;
    return;
  }
  Object.defineProperty(output, key, { value, enumerable: true });
}

/** The fields after the one that made the object null. */
const unvisited = (steps: readonly Step[], from: number, fetched: JsonObject): Unvisited[] =>
  steps.slice(from).map(({ key, nonNull, source }) => ({
    step: key,
    mayExplain: nonNull && source !== null && (fetched[source] ?? null) === null,
  }));

function collect(
  selections: readonly AnswerSelection[],
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
  collected: Map<string, Collected>,
): void {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      if (satisfies(selection.condition, type, schema)) {
        collect(selection.selections, type, schema, collected);
      }
      continue;
    }
    let group = collected.get(selection.key);
    if (!group) collected.set(selection.key, (group = { first: selection, parts: [] }));
    if (selection.kind === 'field' && selection.selections) group.parts.push(selection.selections);
  }
}

function satisfies(
  condition: GraphQLCompositeType,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): boolean {
  if (condition === type) return true;
  return isAbstractType(condition) && !isUnionType(type) && schema.isSubType(condition, type);
}

function stepFor(
  key: string,
  { first, parts }: Collected,
  type: GraphQLCompositeType,
  context: AnswerContext,
  shapeOf: ShapeOf,
): Step {
  switch (first.kind) {
    case 'typename':
      return {
        key,
        source: null,
        nonNull: true,
        value: (fetched, completion) => typename(fetched, type, completion, context),
      };
    case 'introspection': {
      const { source } = first;
      return {
        key,
        source: null,
        nonNull: false,
        value(_, completion) {
          reportIntrospection(completion, source);
          return completion.introspected?.data[source] ?? null;
        },
      };
    }
    case 'refused':
      return refusedStep(key, first.refusal, fieldType(type, first.name));
    case 'field': {
      const { name, source } = first;
      const shape = shapeOf(
        fieldType(type, name),
        { type: type.name, field: name },
        parts,
        context,
      );
      return {
        key,
        source,
        nonNull: shape.nonNull,
        value: (fetched, completion) => fill(shape, fetched[source], completion),
      };
    }
  }
}

function refusedStep(key: string, refusal: Refusal, type: GraphQLOutputType): Step {
  return {
    key,
    source: null,
    nonNull: isNonNullType(type),
    value(_, completion) {
      reportRefusal(completion, refusal);
      return failed;
    },
  };
}

function fieldType(type: GraphQLCompositeType, name: string): GraphQLOutputType {
  const field = isUnionType(type) ? undefined : type.getFields()[name];
  if (!field) throw new Error(`${type.name} has no field ${name}.`);
  return field.type;
}

/**
 * The type name that clients see: the fetched one if it is a type of the API schema, otherwise the current type, since
 * the planner does not fetch it for root types. No name is known when the current type is not an object type: an
 * interface that some subgraph treats as an object.
 */
function typename(
  { __typename: name }: JsonObject,
  owner: GraphQLCompositeType,
  completion: Completion,
  { schema }: AnswerContext,
): unknown {
  const type = typeof name === 'string' ? (schema.getType(name) ?? owner) : owner;
  if (isObjectType(type)) return type.name;
  reportTypename(completion, { type: owner.name, field: '__typename' });
  return failed;
}
