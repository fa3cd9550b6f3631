import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { operations, type Standing } from '../casework/operations.ts';
import { filingInput } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';

/** Apollo Client with its defaults, whose cache keeps objects under their ids. */

let graph: TestGraph;
let citizen: Person;
let client: ApolloClient;

beforeAll(async () => {
  graph = await startGraph();
  const { id: citizenId } = await graph.data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
  const token = await graph.token({ role: 'CITIZEN', citizenId });
  const headers = { authorization: `Bearer ${token}` };
  const link = new HttpLink({ uri: `${graph.url}/graphql`, headers });
  client = new ApolloClient({ link, cache: new InMemoryCache() });
});

afterAll(async () => {
  client.stop();
  await graph.stop();
});

const listQuery = gql`
  query {
    myApplications(first: 10) {
      nodes {
        id
        number
        stage
        timeline {
          id
          event
        }
      }
    }
  }
`;

interface Listed {
  myApplications: {
    nodes: {
      id: string;
      number: string;
      stage: string;
      timeline: { id: string; event: string }[];
    }[];
  };
}

const withdrawMutation = gql`
  mutation ($number: String!) {
    withdrawApplication(number: $number) {
      id
      stage
      timeline {
        id
        event
      }
    }
  }
`;

onceInTheSuite('the cache of Apollo Client', () => {
  it('shows the new stage in a list after a mutation, and the others unchanged', async () => {
    const file = () => citizen.do<Standing>(operations.file, { input: filingInput(graph) });
    const [first, second] = [await file(), await file()];
    const stagesIn = ({ myApplications }: Listed) =>
      Object.fromEntries(myApplications.nodes.map(({ number, stage }) => [number, stage]));
    const read = () => client.readQuery<Listed>({ query: listQuery });

    await client.query<Listed>({ query: listQuery });
    await client.mutate({ mutation: withdrawMutation, variables: { number: first.number } });

    const listed = read();
    if (!listed) throw new Error('The list is not in the cache any longer.');
    expect(stagesIn(listed)).toEqual({
      [first.number]: 'WITHDRAWN',
      [second.number]: 'RECEIVED',
    });
    const events = listed.myApplications.nodes.map(({ timeline }) =>
      timeline.map(({ event }) => event),
    );
    expect(events).toEqual([['FILED'], ['FILED', 'WITHDRAWN']]);
  });

  it('keeps one object for each application, however it was found', async () => {
    const { data } = await client.query<Listed>({ query: listQuery });
    const [one] = data?.myApplications.nodes ?? [];
    const found = await client.query({
      query: gql`
        query ($id: ID!) {
          node(id: $id) {
            id
            ... on Application {
              stage
            }
          }
        }
      `,
      variables: { id: one?.id },
    });
    const keys = Object.keys(client.cache.extract() as object);

    expect(found.data).toEqual({
      node: { __typename: 'Application', id: one?.id, stage: one?.stage },
    });
    expect(keys.filter((key) => key.startsWith('Application:'))).toHaveLength(
      data?.myApplications.nodes.length ?? 0,
    );
  });
});
