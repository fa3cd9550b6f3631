import { type GraphQLCompositeType, isCompositeType } from 'graphql';
import type { JsonObject } from '../json.ts';
import type { AnswerSelection } from '../normalize/answer-selection.ts';
import { type Coordinate, failed, MalformedAnswer, reportTypename } from './completion.ts';
import { type AnswerContext, type CompleteFields, completeFields, type ShapeOf } from './fields.ts';
import type { Complete } from './value.ts';

/** Builds objects of a type. The selections for a type are computed when its first object occurs. */
export function completeObject(
  declared: GraphQLCompositeType,
  coordinate: Coordinate,
  parts: readonly (readonly AnswerSelection[])[],
  context: AnswerContext,
  shapeOf: ShapeOf,
): Complete {
  const byTypename = new Map<unknown, CompleteFields>();

  /** Null for a type that is not in the API schema. */
  function fieldsOf(typename: unknown): CompleteFields | null {
    if (typename !== undefined && typeof typename !== 'string') {
      throw new MalformedAnswer(
        `A subgraph answered ${declared.name} with a __typename that is not a string.`,
      );
    }
    const type = typename ? context.schema.getType(typename) : declared;
    if (!isCompositeType(type)) return null;
    const fields = completeFields(type, parts, context, shapeOf);
    byTypename.set(typename, fields);
    return fields;
  }

  return (fetched, completion) => {
    if (typeof fetched !== 'object') {
      throw new MalformedAnswer(
        `A subgraph answered ${declared.name} with a value that is not an object.`,
      );
    }
    const source = fetched as JsonObject; // not null, by the contract
    const typename = source['__typename'];
    const complete = byTypename.get(typename) ?? fieldsOf(typename);
    if (!complete) {
      reportTypename(completion, coordinate);
      return failed;
    }
    return complete(source, completion);
  };
}
