import type { ApplicationResolvers } from './types.ts';
import { suggestForApplication } from '../reading/suggest-for-application.ts';

export const Application = {
  __resolveReference: async (reference) => reference,
  suggestedUnits: (application, _, { directory }) => suggestForApplication(directory, application),
} satisfies ApplicationResolvers;
