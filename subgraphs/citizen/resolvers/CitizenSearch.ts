import type { CitizenSearchResolvers } from './types.ts';

export const CitizenSearch = {
  found: ({ citizenId }) => citizenId !== null,
} satisfies CitizenSearchResolvers;
