import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/**
 * Days are checked where they enter. What leaves comes from the calendar and is a day already; to
 * parse each again would cost more than to read it.
 */
export const DateScalar = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  serialize: String,
});

export const DateTimeScalar = GraphQLDateTimeISO;
