import { GraphQLDateTimeISO } from 'graphql-scalars';

export const DateTimeScalar = GraphQLDateTimeISO;
