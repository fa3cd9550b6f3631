import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { graphql, readFragment } from './graphql.ts';

const ApplicationRow = graphql(`
  fragment ApplicationRow on Application {
    number
    stage
    targetDate
  }
`);

const LatestApplications = graphql(
  `
    query LatestApplications($first: Int!) {
      myApplications(first: $first) {
        nodes {
          id
          ...ApplicationRow
        }
      }
    }
  `,
  [ApplicationRow],
);

/** The latest applications of a citizen: the number of each, whether it is answered, and by when it should be. */
export async function latestApplications(url: string, token: string) {
  const client = new Client({
    url,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });
  const { data, error } = await client.query(LatestApplications, { first: 10 });
  if (error) throw error;
  return (data?.myApplications?.nodes ?? []).map((node) => {
    const { number, stage, targetDate } = readFragment(ApplicationRow, node);
    return { number, isAnswered: stage === 'ANSWERED', year: targetDate?.slice(0, 4) };
  });
}
