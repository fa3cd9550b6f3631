import type { CompleteResolvers } from '../../../lib/federation/complete-resolvers.ts';
import type { Resolvers, ResolversParentTypes } from './types.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';
import { ApplicationGroup } from './ApplicationGroup.ts';
import { Query } from './Query.ts';
import { ReferralGroup } from './ReferralGroup.ts';

export const resolvers = {
  ApplicationGroup,
  Date: DateScalar,
  DateTime: DateTimeScalar,
  Query,
  ReferralGroup,
} satisfies Resolvers & CompleteResolvers<Resolvers, ResolversParentTypes>;
