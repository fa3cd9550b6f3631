import type { Peers } from '../../../lib/federation/peers.ts';
import { findContacts } from '../peers/index.ts';
import type { Contact } from './compose.ts';

/** The current addresses and preferences of applicants, by their ids; without those who are no longer on record. */
export type FindContacts = (citizenIds: readonly string[]) => Promise<ReadonlyMap<string, Contact>>;

/** Asks the citizen subgraph each time: an address may change between two attempts. */
export function createContacts(peers: Peers): FindContacts {
  return async (citizenIds) => {
    const ids = [...new Set(citizenIds)];
    const contacts = await findContacts(peers, ids);
    return new Map(
      ids.flatMap((id, index) => {
        const contact = contacts[index];
        return contact ? [[id, contact] as const] : [];
      }),
    );
  };
}
