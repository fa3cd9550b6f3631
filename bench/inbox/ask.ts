import type { UnitInboxFilter } from '../../subgraphs/application/schema-types.ts';
import { postGraphql } from '../post-graphql.ts';
import { untilRight, type Started } from '../processes.ts';

const query = /* GraphQL */ `
  query Inbox($unitId: ID!, $filter: UnitInboxFilter) {
    unitInbox(unitId: $unitId, filter: $filter) {
      nodes {
        id
        state
        statutoryDate
        overdue
        unit {
          name
        }
        application {
          number
          type
          stage
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Inbox {
  unitId: string;
  filter: UnitInboxFilter;
  token: string;
}

const answerOf = (graph: Started, { token, ...variables }: Inbox) =>
  postGraphql(graph, { body: JSON.stringify({ query, variables }), token });

const isRight = (answer: string) =>
  answer.includes('"unitInbox":{') && !answer.includes('"errors"');

export const untilAnswering = (graph: Started, inbox: Inbox) =>
  untilRight(
    { title: 'This graph', hasEnded: graph.hasEnded },
    () => answerOf(graph, inbox),
    isRight,
  );

/** The time until the first page arrives, in milliseconds. @throws when the response is wrong. */
export async function timeOf(graph: Started, inbox: Inbox): Promise<number> {
  const start = performance.now();
  const answer = await answerOf(graph, inbox);
  const milliseconds = performance.now() - start;
  if (!isRight(answer)) throw new Error(`This graph answers ${answer}.`);
  return milliseconds;
}
