import { type GraphQLCompositeType, isCompositeType } from 'graphql';
import type { JsonObject } from '../json.ts';
import type { AnswerSelection } from '../normalize/answer-selection.ts';
import { type Coordinate, failed, MalformedAnswer, reportTypename } from './completion.ts';
import { type AnswerContext, type CompleteFields, completeFields, type ShapeOf } from './fields.ts';
import type { Complete } from './value.ts';

/** Builds objects of a type. What to select of them is worked out when the first of their type occurs. */
export function completeObject(
  declared: GraphQLCompositeType,
  coordinate: Coordinate,
  parts: readonly (readonly AnswerSelection[])[],
  context: AnswerContext,
  shapeOf: ShapeOf,
): Complete {
  const byTypename = new Map<unknown, CompleteFields>();

  /** Null for a type that the API schema does not have. */
  function fieldsOf(typename: unknown): CompleteFields | null {
    if (typename !== undefined && typeof typename !== 'string') {
      throw new MalformedAnswer(
        `A subgraph answered ${declared.name} with a type that is no name.`,
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
      throw new MalformedAnswer(`A subgraph answered ${declared.name} with what is no object.`);
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
