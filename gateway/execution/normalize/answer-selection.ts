import type { GraphQLCompositeType } from 'graphql';
import type { ClientError } from '../../../lib/kit/errors.ts';

/**
 * The client's selections, in its order and with its names, with conditions evaluated and fragments expanded, and the
 * key of each field in the fetched data.
 */
export type AnswerSelection =
  | TypenameSelection
  | FieldSelection
  | RefusedSelection
  | IntrospectionSelection
  | FragmentSelection;

interface TypenameSelection {
  readonly kind: 'typename';
  /** The name in the answer. */
  readonly key: string;
}

interface FieldSelection {
  readonly kind: 'field';
  readonly key: string;
  readonly name: string;
  /** The key in the fetched data. */
  readonly source: string;
  /** Null for leaves. */
  readonly selections: readonly AnswerSelection[] | null;
}

/** A field that is not executed: an argument is invalid, or the viewer may not access it. */
interface RefusedSelection {
  readonly kind: 'refused';
  readonly key: string;
  readonly name: string;
  readonly refusal: Refusal;
}

/** The error in place of a field that is not executed. */
export type Refusal = ClientError;

/** A root field answered from the API schema. */
interface IntrospectionSelection {
  readonly kind: 'introspection';
  readonly key: string;
  /** The key in the result of the introspection. */
  readonly source: string;
}

interface FragmentSelection {
  readonly kind: 'fragment';
  readonly condition: GraphQLCompositeType;
  readonly selections: readonly AnswerSelection[];
}
