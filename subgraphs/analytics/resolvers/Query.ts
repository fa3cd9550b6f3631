import type { QueryResolvers } from './types.ts';

export const Query = {
  applicationStatistics: (_, given, { questions }) => questions.applicationStatistics(given),
} satisfies QueryResolvers;
