import type { CompleteResolvers } from '../../../lib/federation/complete-resolvers.ts';
import type { Resolvers, ResolversParentTypes } from './types.ts';
import { DateTimeScalar } from './scalars.ts';
import { Query } from './Query.ts';

export const resolvers = {
  DateTime: DateTimeScalar,
  Query,
} satisfies Resolvers & CompleteResolvers<Resolvers, ResolversParentTypes>;
