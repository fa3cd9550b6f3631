import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { CompleteResolvers } from '../../../lib/federation/complete-resolvers.ts';
import type { Resolvers, ResolversParentTypes } from './types.ts';
import { AdministrativeUnit } from './AdministrativeUnit.ts';
import { Application } from './Application.ts';
import { DirectoryChange } from './DirectoryChange.ts';
import { District } from './District.ts';
import { Mutation } from './Mutation.ts';
import { Province } from './Province.ts';
import { Query } from './Query.ts';
import { Topic } from './Topic.ts';

export const resolvers = {
  AdministrativeUnit,
  Application,
  DateTime: GraphQLDateTimeISO,
  DirectoryChange,
  District,
  Mutation,
  Province,
  Query,
  Topic,
} satisfies Resolvers & CompleteResolvers<Resolvers, ResolversParentTypes>;
