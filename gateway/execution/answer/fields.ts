import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { JsonObject } from '../json.ts';
import { type Completion, failed } from './completion.ts';
import type { Member } from './members.ts';
import { fill, type ValueShape } from './value.ts';

/**
 * Sets the fields of one object in the answer; false when a null among them makes the object null.
 * @param fresh whether `output` is still empty, rather than built by an earlier selection of it.
 */
export type CompleteFields = (
  fetched: JsonObject,
  output: JsonObject,
  fresh: boolean,
  completion: Completion,
) => boolean;

interface Step {
  readonly key: string;
  /** The type that the selection stands on, for an object of the type at hand. */
  readonly owner: GraphQLCompositeType;
  /** Null for `__typename`. */
  readonly shape: ValueShape | null;
  /** Whether a step before it sets the same field. */
  readonly again: boolean;
}

/**
 * The fields to set on objects of one type, in the order and with the repeats of the operation.
 * @param typed whether a subgraph names the type, rather than the field that has the object.
 */
export function completeFields(
  members: readonly Member[],
  type: GraphQLCompositeType,
  typed: boolean,
  schema: GraphQLSchema,
): CompleteFields {
  const steps = stepsFor(members, type, typed, schema);
  return (fetched, output, fresh, completion) => {
    for (const { key, owner, shape, again } of steps) {
      const earlier = fresh && !again ? undefined : output[key];
      if (earlier !== undefined && (earlier === null || !shape || shape.leaf)) continue;
      if (!shape) {
        const name = typeName(fetched, key, owner, schema);
        if (name === null) return false;
        output[key] = name;
        continue;
      }
      const value = fill(shape, fetched[key] ?? null, earlier, key, owner.name, completion);
      if (value === failed && shape.nonNull) return false;
      output[key] = value === failed ? null : value;
    }
    return true;
  };
}

function stepsFor(
  members: readonly Member[],
  type: GraphQLCompositeType,
  typed: boolean,
  schema: GraphQLSchema,
): Step[] {
  const steps: Step[] = [];
  const keys = new Set<string>();
  const visit = (members: readonly Member[], owner: GraphQLCompositeType): void => {
    for (const member of members) {
      if (member.kind === 'fragment') {
        const { condition } = member;
        const applies = !condition || isWithin(condition, typed ? type : owner, schema);
        if (applies) visit(member.members, condition ?? owner);
        continue;
      }
      const { key } = member;
      const shape = member.kind === 'field' ? member.shape : null;
      steps.push({ key, owner, shape, again: keys.has(key) });
      keys.add(key);
    }
  };
  visit(members, type);
  return steps;
}

function isWithin(
  condition: GraphQLCompositeType,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): boolean {
  if (condition === type) return true;
  return isAbstractType(condition) && !isUnionType(type) && schema.isSubType(condition, type);
}

/**
 * The name that clients know an object's type by: what was fetched where that is a type of the API
 * schema, otherwise the type at hand, since the planner does not fetch it for root types. Null when that
 * is no object type: an interface that some subgraph takes for an object.
 */
function typeName(
  fetched: JsonObject,
  key: string,
  owner: GraphQLCompositeType,
  schema: GraphQLSchema,
): string | null {
  const name = fetched[key] ?? fetched['__typename'];
  const type = typeof name === 'string' ? (schema.getType(name) ?? owner) : owner;
  return isObjectType(type) ? type.name : null;
}
