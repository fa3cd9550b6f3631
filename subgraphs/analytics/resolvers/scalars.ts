import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/** A day. Output values are valid already. Input may be anything: `requireDay` checks it where it is used. */
export const DateScalar = new GraphQLScalarType<unknown, string>({
  name: 'Date',
  serialize: String,
  parseValue: (value) => value,
});

export const DateTimeScalar = GraphQLDateTimeISO;
