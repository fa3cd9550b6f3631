import { newId } from '../../lib/kit/public-id.ts';
import type { Person } from '../support/person.ts';

const query = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      referrals {
        id
        draft {
          id
        }
      }
    }
  }
`;

interface Read {
  referrals: { id: string; draft: { id: string } | null }[];
}

/** The id of a draft that does not exist. */
export const noDraft = newId('draft');

/**
 * The arguments of `approveReply`, `rejectReply` and `withdrawReply` for the draft of a referral,
 * as read by a person who may see it. The default is the only referral of the application.
 */
export async function draftOf(person: Pick<Person, 'ask'>, number: string, referralId?: string) {
  const referral =
    referralId === undefined ? await onlyReferral(person, number) : await read(person, referralId);
  return { referralId: referralId ?? referral?.id, draftId: referral?.draft?.id ?? noDraft };
}

async function onlyReferral(person: Pick<Person, 'ask'>, number: string) {
  const { data } = await person.ask(query, { number });
  const { referrals = [] } = (data?.['application'] ?? {}) as Partial<Read>; // the query selects it
  return referrals[0];
}

/** By the referral, since officers do not know the numbers of hidden applications. */
async function read(person: Pick<Person, 'ask'>, id: string) {
  const { data } = await person.ask('query ($id: ID!) { referral(id: $id) { id draft { id } } }', {
    id,
  });
  return data?.['referral'] as Read['referrals'][number] | null | undefined; // the query selects it
}
