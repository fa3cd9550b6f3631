/** The questions of this subgraph to the others: one function for each, with its GraphQL document. */

export { findApplicant, findContacts, type NotificationPreference } from './citizen.ts';
export {
  checkPlace,
  type DescribedPlace,
  stopFollowing,
  typeOfDirectoryNode,
  unitChangesAfter,
} from './institution-directory.ts';
