import { expect } from '@jest/globals';
import type {
  ReferralAction,
  ReferralState,
  TimelineEvent,
} from '../../subgraphs/application/schema-types.ts';
import type { Person } from '../support/person.ts';
import { type Move, operations } from './operations.ts';
import { mayFollow } from './replay.ts';

const shownFields = /* GraphQL */ `
  fragment Shown on Application {
    availableActions
    referrals {
      id
      state
      availableActions
      draft {
        draftedBy
      }
    }
    appeals {
      state
      referral {
        id
      }
    }
  }
`;
const query = `query ($number: String!) { application(number: $number) { ...Shown } } ${shownFields}`;
/** Officers reach an application whose number is hidden from them through its referral. */
const queryBoth = `query ($number: String!, $id: ID!) {
  application(number: $number) { ...Shown }
  referral(id: $id) { application { ...Shown } }
} ${shownFields}`;

/** An application as a viewer sees it, with its available actions. */
interface Shown {
  availableActions: string[];
  referrals: {
    id: string;
    state: ReferralState;
    availableActions: ReferralAction[];
    draft: { draftedBy: string } | null;
  }[];
  appeals: { state: string; referral: { id: string } | null }[];
}

/** A move that an application reports as available. */
export interface Possible {
  move: Move;
  /** Undefined for an action on the application. */
  referralId: string | undefined;
}

/** An entry that an action may write first. */
const firstEntries: Record<ReferralAction, readonly TimelineEvent[]> = {
  ACCEPT: ['ACCEPTED'],
  ASSIGN: ['ASSIGNED'],
  FORWARD: ['FORWARDED'],
  RETURN: ['RETURNED'],
  REQUEST_CLARIFICATION: ['CLARIFICATION_REQUESTED'],
  DRAFT_REPLY: ['REPLY_DRAFTED', 'CLARIFICATION_ENDED'],
  APPROVE_REPLY: ['REPLIED', 'INTERIM_REPLIED'],
  REJECT_REPLY: ['REPLY_REJECTED'],
  WITHDRAW_REPLY: ['REPLY_WITHDRAWN'],
  EXTEND: ['EXTENDED'],
  ADD_NOTE: ['NOTE_ADDED'],
  CANCEL: ['CANCELLED'],
};

/** @returns all moves available to a viewer, none of which may be illegal. */
export async function possibleFor(
  person: Person,
  number: string,
  referralId: string | undefined,
): Promise<Possible[]> {
  const shown = await shownTo(person, number, referralId);
  if (!shown) return [];
  const decided = shown.appeals.find(({ state }) => state === 'PENDING')?.referral?.id;
  expect(shown.referrals.flatMap((referral) => illegal(referral, person))).toEqual([]);
  return [
    ...shown.availableActions.map((action) => ({
      move: moveOf(action),
      referralId: action === 'DECIDE_APPEAL' ? decided : undefined,
    })),
    ...shown.referrals.flatMap(({ id, availableActions }) =>
      availableActions.map((action) => ({ move: moveOf(action), referralId: id })),
    ),
  ];
}

async function shownTo(
  person: Person,
  number: string,
  id: string | undefined,
): Promise<Shown | null | undefined> {
  const { data } =
    id === undefined
      ? await person.ask(query, { number })
      : await person.ask(queryBoth, { number, id });
  const seen = data as {
    application: Shown | null;
    referral?: { application: Shown } | null;
  } | null; // the queries select it
  return seen?.application ?? seen?.referral?.application;
}

/** Actions that officers may not take on their own draft. */
const othersDrafts: ReadonlySet<string> = new Set(['APPROVE_REPLY', 'REJECT_REPLY']);

/** Actions that may not follow the state of a referral, or that belong to other roles. */
function illegal({ state, availableActions, draft }: Shown['referrals'][number], person: Person) {
  return availableActions
    .filter(
      (action) =>
        !firstEntries[action].some((event) => mayFollow(event, state)) ||
        (othersDrafts.has(action) && draft?.draftedBy === person.subject) ||
        (action === 'WITHDRAW_REPLY' && draft?.draftedBy !== person.subject),
    )
    .map((action) => `${action} of ${person.subject} while ${state}`);
}

/** `HIDE_IDENTITY` is performed by `hideIdentity`, `DRAFT_REPLY` by `draft`. */
function moveOf(action: string): Move {
  const name = action
    .replace(/^(DRAFT|APPROVE|REJECT)_REPLY$/, '$1')
    .replace(/^ADD_/, '')
    .toLowerCase()
    .replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  if (!Object.hasOwn(operations, name)) throw new Error(`${action} has no operation`);
  return name as Move; // `has` was true
}
