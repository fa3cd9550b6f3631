/** The questions of this subgraph to the others: one function for each, with its GraphQL document. */

export {
  findApplicant,
  findContacts,
  findGivenAt,
  type GivenAt,
  type NotificationPreference,
} from './citizen.ts';
export {
  findTopicIds,
  type Matter,
  type MatterFields,
  requireMatter,
  stopFollowing,
  typeOfDirectoryNode,
  unitChangesAfter,
} from './institution-directory.ts';
