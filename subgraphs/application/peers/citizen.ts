import type { Peers } from '../../../lib/federation/peers.ts';

const applicantQuery = /* GraphQL */ `
  query Applicant($id: ID!) {
    applicant(id: $id) {
      hash
      email
    }
  }
`;

interface Applicant {
  /** Null for a citizen who was recorded before hashes were kept there. */
  readonly hash: string | null;
  readonly email: string | null;
}

/** @returns null for a citizen who is no longer on record. @throws `UNAVAILABLE`. */
export async function findApplicant(peers: Peers, citizenId: string): Promise<Applicant | null> {
  const variables = { id: citizenId };
  const { applicant } = await peers.query<{ applicant: Applicant | null }>(
    'citizen',
    applicantQuery,
    variables,
  );
  return applicant;
}

const givenAtQuery = /* GraphQL */ `
  query GivenAt($id: ID!) {
    applicant(id: $id) {
      mobilePhoneGivenAt
      emailGivenAt
    }
  }
`;

/** When a citizen last gave each address; null for one that was on record before, or of a citizen who no longer is. */
export interface GivenAt {
  readonly mobilePhone: Date | null;
  readonly email: Date | null;
}

/** @throws `UNAVAILABLE`. */
export async function findGivenAt(peers: Peers, citizenId: string): Promise<GivenAt> {
  const { applicant } = await peers.query<{
    applicant: { mobilePhoneGivenAt: string | null; emailGivenAt: string | null } | null;
  }>('citizen', givenAtQuery, { id: citizenId });
  const date = (at: string | null | undefined) => (at == null ? null : new Date(at));
  return {
    mobilePhone: date(applicant?.mobilePhoneGivenAt),
    email: date(applicant?.emailGivenAt),
  };
}

const contactsQuery = /* GraphQL */ `
  query Contacts($ids: [ID!]!) {
    applicants(ids: $ids) {
      mobilePhone
      email
      preference
    }
  }
`;

/** As in the SDL of the citizen subgraph. */
export type NotificationPreference = 'ALL_STEPS' | 'IMPORTANT_STEPS';

interface FoundContact {
  readonly mobilePhone: string | null;
  readonly email: string | null;
  readonly preference: NotificationPreference;
}

/** @returns the addresses of each citizen, and the citizen's preference; null for one who is no longer on record. @throws `UNAVAILABLE`. */
export async function findContacts(
  peers: Peers,
  citizenIds: readonly string[],
): Promise<readonly (FoundContact | null)[]> {
  const variables = { ids: citizenIds };
  const { applicants } = await peers.query<{ applicants: (FoundContact | null)[] }>(
    'citizen',
    contactsQuery,
    variables,
  );
  return applicants;
}
