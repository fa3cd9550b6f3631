import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/**
 * A day. Output values come from the calendar and are valid already. Input may be anything, since the gateway
 * does not know this type: `requireLocalDate` checks it where it is used, and names the field.
 */
export const DateScalar = new GraphQLScalarType<unknown, string>({
  name: 'Date',
  serialize: String,
  parseValue: (value) => value,
});

export const DateTimeScalar = GraphQLDateTimeISO;
