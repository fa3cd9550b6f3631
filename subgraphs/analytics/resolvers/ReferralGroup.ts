import { figureWith } from '../questions/index.ts';
import type { NumberSummary } from '../schema-types.ts';
import type { ReferralGroupResolvers } from './types.ts';

// Figures have the types that the schema gives them.
export const ReferralGroup = {
  daysBetween: (group, args) => figureWith(group, 'daysBetween', args) as NumberSummary | null,
} satisfies ReferralGroupResolvers;
