import type { GraphQLError, GraphQLObjectType, SelectionSetNode } from 'graphql';
import type { JsonObject } from '../json.ts';
import type { Completion } from './completion.ts';
import { completeFields } from './fields.ts';
import { readMembers } from './members.ts';
import type { SelectionContext } from './selections.ts';
import { valueShape } from './shape.ts';

export interface Answer {
  data: JsonObject | null;
  /** Nulls where none may be, and values that their types do not have. */
  problems: readonly GraphQLError[];
}

/** Makes an operation's answer of what a plan has fetched, which is more and in another order. */
export type CompleteAnswer = (fetched: JsonObject) => Answer;

export function compileAnswer(
  root: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  context: SelectionContext,
): CompleteAnswer {
  const members = readMembers(root, [selectionSet], context, valueShape);
  const complete = completeFields(members, root, false, context.schema);
  return (fetched) => {
    const completion: Completion = { path: [], problems: [] };
    const data: JsonObject = {};
    const valid = complete(fetched, data, true, completion);
    return { data: valid ? data : null, problems: completion.problems };
  };
}
