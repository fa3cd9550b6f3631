import {
  getNullableType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { AnswerSelection } from '../normalize/answer-selection.ts';
import {
  type Coordinate,
  failed,
  type Unvisited,
  MalformedAnswer,
  reportLeaf,
  keepOneError,
} from './completion.ts';
import type { AnswerContext } from './fields.ts';
import { leafTest } from './leaf.ts';
import { completeObject } from './object.ts';
import { type Complete, fill, type ValueShape } from './value.ts';

/** Builds the values of a field, limited to the given selections. */
export function valueShape(
  type: GraphQLOutputType,
  coordinate: Coordinate,
  parts: readonly (readonly AnswerSelection[])[],
  context: AnswerContext,
): ValueShape {
  const nullable = getNullableType(type);
  const described = { nonNull: isNonNullType(type), coordinate };
  if (isListType(nullable)) {
    const element = valueShape(nullable.ofType, coordinate, parts, context);
    return { ...described, complete: completeList(element) };
  }
  const complete = isLeafType(nullable)
    ? completeLeaf(nullable, coordinate)
    : completeObject(nullable, coordinate, parts, context, valueShape);
  return { ...described, complete };
}

function completeLeaf(leaf: GraphQLLeafType, coordinate: Coordinate): Complete {
  const isValid = leafTest(leaf);
  return (fetched, completion) => {
    if (isValid(fetched)) return fetched;
    reportLeaf(completion, coordinate);
    return failed;
  };
}

function completeList(element: ValueShape): Complete {
  const { type, field } = element.coordinate;
  return (fetched, completion) => {
    if (!Array.isArray(fetched)) {
      throw new MalformedAnswer(
        `A subgraph answered ${type}.${field} with a value that is not a list.`,
      );
    }
    const list: unknown[] = [];
    const { path } = completion;
    for (let index = 0; index < fetched.length; index += 1) {
      path.push(index);
      const value = fill(element, fetched[index], completion);
      path.pop();
      if (value === failed && element.nonNull) {
        if (completion.errors) keepOneError(unvisited(fetched, index + 1), completion);
        return failed;
      }
      list.push(value === failed ? null : value);
    }
    return list;
  };
}

/** The elements after the one that made the list null. */
const unvisited = (list: readonly unknown[], from: number): Unvisited[] =>
  list.slice(from).map((element, index) => ({
    step: from + index,
    mayExplain: (element ?? null) === null,
  }));
