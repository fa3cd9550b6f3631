import type { GraphQLFormattedError } from 'graphql';
import { type PresentedTo, presentError } from './present-error.ts';

/** How much of its schema a server reveals to clients that do not know it. */
export interface SchemaExposure {
  /** Whether `__schema` and `__type` are answered. */
  introspection: boolean;
  /** Whether errors suggest names (`Did you mean "…"?`), which allows a schema to be discovered step by step. */
  suggestions: boolean;
}

export const openSchema: SchemaExposure = { introspection: true, suggestions: true };

export type PresentError = (
  formatted: GraphQLFormattedError,
  error: unknown,
  to: PresentedTo,
) => GraphQLFormattedError;

/** The endings of graphql's messages that suggest names. */
const suggestion =
  / Did you mean (?:to use an inline fragment on |the enum value )?"[^"]*"(?:(?:,| or|, or) "[^"]*")*\?$/;

/** The error presenter of a server with this exposure. */
export const presenterFor = ({ suggestions }: SchemaExposure): PresentError =>
  suggestions
    ? presentError
    : ({ message, ...formatted }, error, to) =>
        presentError({ ...formatted, message: message.replace(suggestion, '') }, error, to);
