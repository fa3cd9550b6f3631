import { figureWith } from '../questions/index.ts';
import type { ApplicationGroupResolvers } from './types.ts';

export const ApplicationGroup = {
  shareAnsweredWithin: (group, args) => figureWith<number>(group, 'shareAnsweredWithin', args),
  daysBetween: (group, args) => figureWith(group, 'daysBetween', args),
} satisfies ApplicationGroupResolvers;
