import { GraphQLError } from 'graphql';

/** What building one answer has found so far. */
export interface Completion {
  /** From the root to the value at hand; pushed and popped on the way. */
  readonly path: (string | number)[];
  readonly problems: GraphQLError[];
}

/** Stands for a null that is there because of a problem already reported. */
export const failed = Symbol('failed');

/** The name of a type, and of the type it is a field of, as problems are worded. */
export interface Described {
  readonly type: string;
  readonly owner: string;
}

export function reportNull(completion: Completion, at: string | number, described: Described) {
  report(completion, at, `Cannot return null for non-nullable ${describe(at, described)}.`);
}

export function reportLeaf(completion: Completion, at: string | number, described: Described) {
  report(completion, at, `Invalid value found for ${describe(at, described)}.`);
}

/** Does not name the type found: it may be one that clients must not know of. */
export function reportTypename(completion: Completion, at: string | number, described: Described) {
  report(completion, at, `Invalid __typename found for object at ${describe(at, described)}.`);
}

/**
 * A subgraph's answer that is not even of the form of its own schema ends the whole answer. The message
 * leaves out what was found: it may be a citizen's.
 */
export class MalformedAnswer extends Error {}

function report({ path, problems }: Completion, at: string | number, message: string): void {
  problems.push(
    new GraphQLError(message, { path: [...path, at], extensions: { code: 'INVALID_GRAPHQL' } }),
  );
}

function describe(at: string | number, { type, owner }: Described): string {
  return typeof at === 'string'
    ? `field ${owner}.${at}`
    : `array element of type ${type} at index ${at}`;
}
