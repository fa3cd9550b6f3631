import type { MutationResolvers } from './types.ts';

export const Mutation = {
  setNotificationPreference: (_, { preference }, { citizens }) =>
    citizens.setPreference(preference),
  changeContact: (_, { contact }, { citizens }) => citizens.changeContact(contact),
  findCitizen: (_, search, { searches }) => searches.find(search),
} satisfies MutationResolvers;
