import type { GraphQLError, GraphQLObjectType } from 'graphql';
import { graphqlError } from '../../../lib/platform/errors/graphql-error.ts';
import type { JsonObject } from '../json.ts';
import type { AnswerSelection } from '../normalize/answer-selection.ts';
import { type Completion, failed, type Introspected, mostErrors } from './completion.ts';
import { ErrorsByPlace } from './errors-by-place.ts';
import { type AnswerContext, completeFields } from './fields.ts';
import { clientErrors, inOrder } from './client-errors.ts';
import { valueShape } from './shape.ts';
import { say } from '../../../lib/kit/say.ts';

interface Answer {
  data: JsonObject | null;
  errors: readonly GraphQLError[];
  /** Nulls in non-null positions and values that their types do not allow, which no error explains. */
  problems: readonly GraphQLError[];
}

/** The result of the fetches of an execution. The paths of errors are those of the fetched data. */
interface Fetched {
  readonly data: JsonObject;
  readonly errors: readonly GraphQLError[];
  readonly problems: readonly GraphQLError[];
  readonly introspected: Introspected | null;
}

/** Builds the client's answer from the data fetched by the plan, which contains more fields, and under other names. */
export type CompleteAnswer = (fetched: Fetched) => Answer;

export function compileAnswer(
  root: GraphQLObjectType,
  selections: readonly AnswerSelection[],
  context: AnswerContext,
): CompleteAnswer {
  const complete = completeFields(root, [selections], context, valueShape);
  const placed = (errors: readonly GraphQLError[]) =>
    errors.length > 0 ? clientErrors(errors, selections) : errors;
  return ({ data: fetched, introspected, ...found }) => {
    const errors = placed(found.errors);
    const places = errors.length > 0 ? new ErrorsByPlace(errors) : null;
    const completion: Completion = {
      path: [],
      problems: [],
      refusals: [],
      omitted: 0,
      errors: places,
      introspected,
    };
    const data = complete(fetched, completion);
    const reported = places ? errors.filter((error) => !places.isDropped(error)) : errors;
    return {
      data: data === failed ? null : (data as JsonObject), // of the root
      errors: atMost(
        inOrder([...reported, ...completion.refusals], selections),
        completion.omitted,
      ),
      problems: [...inOrder(placed(found.problems), selections), ...completion.problems],
    };
  };
}

/** The first errors, and one that counts the others: each takes the work of many values. */
function atMost(errors: readonly GraphQLError[], omitted: number): readonly GraphQLError[] {
  const more = omitted + Math.max(0, errors.length - mostErrors);
  if (more === 0) return errors;
  const message = say`There are ${more} more errors: only the first ${mostErrors} are listed.`;
  const details = { quantity: 'errors', found: mostErrors + more, limit: mostErrors };
  return [...errors.slice(0, mostErrors), graphqlError('LIMIT_EXCEEDED', message, details)];
}
