import { GraphQLScalarType } from 'graphql';

/**
 * A day. Output values are valid already. Input may be anything, since the gateway does not know this type:
 * `requireLocalDate` checks it where it is used, and names the field.
 */
export const DateScalar = new GraphQLScalarType<unknown, string>({
  name: 'Date',
  serialize: String,
  parseValue: (value) => value,
});
