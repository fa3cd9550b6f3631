import { type GraphQLCompositeType, isCompositeType, type SelectionSetNode } from 'graphql';
import type { JsonObject } from '../json.ts';
import { failed, MalformedAnswer, reportTypename } from './completion.ts';
import { type CompleteFields, completeFields } from './fields.ts';
import { type Member, readMembers, type ShapeOf } from './members.ts';
import type { SelectionContext } from './selections.ts';
import type { Complete } from './value.ts';

/** Builds objects of a type. What to select of them is worked out when the first of their type occurs. */
export function completeObject(
  declared: GraphQLCompositeType,
  parts: readonly SelectionSetNode[],
  context: SelectionContext,
  shapeOf: ShapeOf,
): Complete {
  const byTypename = new Map<unknown, CompleteFields>();
  let members: Member[] | null = null;

  /** Null for a type that the API schema does not have. */
  function fieldsOf(typename: unknown): CompleteFields | null {
    if (typename !== undefined && typeof typename !== 'string') {
      throw new MalformedAnswer(
        `A subgraph answered ${declared.name} with a type that is no name.`,
      );
    }
    const type = typename ? context.schema.getType(typename) : declared;
    if (!isCompositeType(type)) return null;
    members ??= readMembers(declared, parts, context, shapeOf);
    const fields = completeFields(members, type, Boolean(typename), context.schema);
    byTypename.set(typename, fields);
    return fields;
  }

  return (fetched, earlier, at, owner, completion) => {
    if (typeof fetched !== 'object') {
      throw new MalformedAnswer(`A subgraph answered ${declared.name} with what is no object.`);
    }
    const source = fetched as JsonObject; // not null, by the contract
    const typename = source['__typename'];
    const complete = byTypename.get(typename) ?? fieldsOf(typename);
    if (!complete) {
      reportTypename(completion, at, { type: declared.name, owner });
      return failed;
    }
    const output = earlier === undefined ? {} : (earlier as JsonObject); // built here, for the same field
    completion.path.push(at);
    const valid = complete(source, output, earlier === undefined, completion);
    completion.path.pop();
    return valid ? output : failed;
  };
}
