import type { ApplicationResolvers } from './types.ts';
import { suggestForApplication } from '../reading/index.ts';

export const Application = {
  __resolveReference: async (reference) => reference,
  suggestedUnits: (application, _, { directory }) => suggestForApplication(directory, application),
} satisfies ApplicationResolvers;
