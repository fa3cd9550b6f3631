import { GraphQLError } from 'graphql';
import type { Refusal } from '../normalize/answer-selection.ts';
import { badInput, type ClientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { ErrorsByPlace } from './errors-by-place.ts';

/** The state of building one answer. */
export interface Completion {
  /** The path from the root to the current value; pushed and popped during the traversal. */
  readonly path: (string | number)[];
  /** Nulls in non-null positions and values that their types do not allow. */
  readonly problems: GraphQLError[];
  /** Errors of fields that were not executed, at most `mostErrors`. */
  readonly refusals: GraphQLError[];
  /** The number of further such errors. */
  omitted: number;
  /** The errors of the subgraphs, if there are any. */
  readonly errors: ErrorsByPlace | null;
  /** Fields answered from the API schema. */
  readonly introspected: Introspected | null;
}

/** The result of the introspection fields, under their keys in it. */
export interface Introspected {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphQLError[];
}

/** The number of errors in one answer. */
export const mostErrors = 1_000;

/** Stands for a null that is there because of a problem already reported. */
export const failed = Symbol('failed');

/** A field as graphql-js names it in messages: by its own name and the object's type. */
export interface Coordinate {
  readonly type: string;
  readonly field: string;
}

/** With the message of graphql-js. */
export function reportNull(completion: Completion, { type, field }: Coordinate): void {
  report(completion, `Cannot return null for non-nullable field ${type}.${field}.`);
}

export function reportLeaf(completion: Completion, { type, field }: Coordinate): void {
  report(completion, `Invalid value found for field ${type}.${field}.`);
}

/** Does not name the type found: it may be one that clients must not know of. */
export function reportTypename(completion: Completion, { type, field }: Coordinate): void {
  report(completion, `Invalid __typename found for object at field ${type}.${field}.`);
}

export function reportRefusal(completion: Completion, refusal: Refusal): void {
  if (completion.refusals.length === mostErrors) {
    completion.omitted += 1;
    return;
  }
  completion.refusals.push(errorAt([...completion.path], refusal));
}

/** The only error of an introspection field: the name of `__type` is null. */
export function reportIntrospection(completion: Completion, source: string): void {
  for (const { message, path = [] } of completion.introspected?.errors ?? []) {
    const [first, ...inside] = path;
    if (first !== source) continue;
    const refusal = badInput('name', 'REQUIRED', say`${message}`); // graphql's own
    completion.refusals.push(errorAt([...completion.path, ...inside], refusal));
  }
}

/** Its message and extensions are made of the original error when it is presented. */
const errorAt = (path: readonly (string | number)[], originalError: ClientError): GraphQLError =>
  new GraphQLError(originalError.message, {
    path,
    originalError,
    extensions: { code: originalError.code },
  });

/** A field or an element that is not visited, because one before it made the parent null. */
export interface Unvisited {
  readonly step: string | number;
  /** Whether it would have made the parent null as well. */
  readonly mayExplain: boolean;
}

/**
 * Reduces the errors of a null to one, as graphql-js does: it stops at the first field or element that makes its
 * parent null. Called when that happened. Drops the errors of those not visited. If no error explains the null,
 * the first error of one that would have made the parent null as well takes its place.
 */
export function keepOneError(
  all: readonly Unvisited[],
  { path, problems, errors }: Completion,
): void {
  let isExplained = problems.length === 0 || !isInside(problems.at(-1)?.path, path);
  for (const { step, mayExplain } of all) {
    if (!errors?.has(path, step)) continue;
    if (isExplained || !mayExplain) errors.drop(path, step);
    else {
      problems.pop();
      isExplained = true;
    }
  }
}

const isInside = (path: readonly (string | number)[] = [], place: readonly (string | number)[]) =>
  place.every((step, index) => path[index] === step);

/**
 * A subgraph's answer that does not match its own schema ends the whole answer. The message omits the value: it may be
 * personal data.
 */
export class MalformedAnswer extends Error {}

/** Reports a problem unless an error of a subgraph explains it. */
function report({ path, problems, errors }: Completion, message: string): void {
  if (errors?.explains(path)) return;
  problems.push(
    new GraphQLError(message, { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } }),
  );
}
