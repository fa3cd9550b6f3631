import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/**
 * A day. What leaves comes from the calendar and is one already. What enters may be anything, since the
 * gateway knows no such type: `requireLocalDate` checks it where it is used, and names the field.
 */
export const DateScalar = new GraphQLScalarType<unknown, string>({
  name: 'Date',
  serialize: String,
  parseValue: (value) => value,
});

export const DateTimeScalar = GraphQLDateTimeISO;
