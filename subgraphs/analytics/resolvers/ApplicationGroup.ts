import { figureWith } from '../questions/index.ts';
import type { NumberSummary } from '../schema-types.ts';
import type { ApplicationGroupResolvers } from './types.ts';

// Figures have the types that the schema gives them.
export const ApplicationGroup = {
  shareAnsweredWithin: (group, args) =>
    figureWith(group, 'shareAnsweredWithin', args) as number | null,
  daysBetween: (group, args) => figureWith(group, 'daysBetween', args) as NumberSummary | null,
} satisfies ApplicationGroupResolvers;
