import { GraphQLClient } from 'graphql-request';
import { useFragment, graphql } from './gql/index.ts';

const ApplicationRow = graphql(`
  fragment ApplicationRow on Application {
    number
    stage
    targetDate
  }
`);

const LatestApplications = graphql(`
  query LatestApplications($first: Int!) {
    myApplications(first: $first) {
      nodes {
        id
        ...ApplicationRow
      }
    }
  }
`);

/** The latest applications of a citizen: the number of each, whether it is answered, and by when it should be. */
export async function latestApplications(url: string, token: string) {
  const client = new GraphQLClient(url, { headers: { authorization: `Bearer ${token}` } });
  const { myApplications } = await client.request(LatestApplications, { first: 10 });
  return (myApplications?.nodes ?? []).map((node) => {
    const { number, stage, targetDate } = useFragment(ApplicationRow, node);
    return { number, isAnswered: stage === 'ANSWERED', year: targetDate?.slice(0, 4) };
  });
}
