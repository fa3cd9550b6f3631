import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { CompleteResolvers } from '../../../lib/federation/complete-resolvers.ts';
import type { Resolvers, ResolversParentTypes } from './types.ts';
import { Citizen } from './Citizen.ts';
import { CitizenSearch } from './CitizenSearch.ts';
import { Mutation } from './Mutation.ts';
import { Query } from './Query.ts';
import { Viewer } from './Viewer.ts';

export const resolvers = {
  Citizen,
  CitizenSearch,
  DateTime: GraphQLDateTimeISO,
  Mutation,
  Query,
  Viewer,
} satisfies Resolvers & CompleteResolvers<Resolvers, ResolversParentTypes>;
