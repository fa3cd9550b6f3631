import type { Peers } from '../../../lib/federation/peers.ts';
import type { Contact } from './compose.ts';

/** The current addresses of applicants, by their ids; without those who are no longer on record. */
export type FindContacts = (citizenIds: readonly string[]) => Promise<ReadonlyMap<string, Contact>>;

const contactsQuery = /* GraphQL */ `
  query Contacts($ids: [ID!]!) {
    applicants(ids: $ids) {
      mobilePhone
      email
    }
  }
`;

/** Asks the citizen subgraph each time: an address may change between two attempts. */
export function createContacts(peers: Peers): FindContacts {
  return async (citizenIds) => {
    const ids = [...new Set(citizenIds)];
    const { applicants } = await peers.query<{ applicants: (Contact | null)[] }>(
      'citizen',
      contactsQuery,
      { ids },
    );
    return new Map(
      ids.flatMap((id, index) => {
        const contact = applicants[index];
        return contact ? [[id, contact] as const] : [];
      }),
    );
  };
}
