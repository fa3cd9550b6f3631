import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { CompleteResolvers } from '../../../lib/federation/complete-resolvers.ts';
import { DateScalar } from '../../../lib/federation/date-scalar.ts';
import type { Resolvers, ResolversParentTypes } from './types.ts';
import { ApplicationGroup } from './ApplicationGroup.ts';
import { Query } from './Query.ts';
import { ReferralGroup } from './ReferralGroup.ts';

export const resolvers = {
  ApplicationGroup,
  Date: DateScalar,
  DateTime: GraphQLDateTimeISO,
  Query,
  ReferralGroup,
} satisfies Resolvers & CompleteResolvers<Resolvers, ResolversParentTypes>;
