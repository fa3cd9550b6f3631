import type { Person } from '../support/person.ts';
import { until } from '../support/wait.ts';

/** The changes of applications as somebody polls for them. */

interface ReadEvent {
  cursor: string;
  kind: string;
  at: string;
  application: { number: string | null };
  referral: { id: string; unit: { id: string } } | null;
}

export interface EventPage {
  nodes: ReadEvent[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

interface PollArguments {
  unitId?: string | null;
  first?: number;
  after?: string | null;
}

export const pollOperation = /* GraphQL */ `
  query Poll($unitId: ID, $first: Int, $after: String) {
    applicationEvents(unitId: $unitId, first: $first, after: $after) {
      nodes {
        cursor
        kind
        at
        application {
          number
        }
        referral {
          id
          unit {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const poll = (person: Person, given: PollArguments = {}) =>
  person.do<EventPage>(pollOperation, { ...given });

export const refusedPoll = (person: Person, given: PollArguments) =>
  person.refused(pollOperation, { ...given });

/** The present moment. */
export const now = async (person: Person) => (await poll(person)).pageInfo.endCursor;

/** Polls until there are this many changes after a position. */
export async function pollUntil(
  person: Person,
  given: PollArguments,
  count: number,
): Promise<ReadEvent[]> {
  const found: ReadEvent[] = [];
  let { after } = given;
  await until(
    async () => {
      const { nodes, pageInfo } = await poll(person, { ...given, after: after ?? null });
      found.push(...nodes);
      after = pageInfo.endCursor;
      return found.map(({ kind }) => kind);
    },
    (kinds) => kinds.length >= count,
  );
  return found;
}

export const kindsOf = (events: readonly ReadEvent[]) => events.map(({ kind }) => kind);
