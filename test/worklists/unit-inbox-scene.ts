import { afterAll, beforeAll } from '@jest/globals';
import type { StoredApplication, TestCitizen, TestReferral } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type District, districtsOf } from './support.ts';

/** A district for each test and its inbox, on a separate graph for each file that imports this. */

export let graph: TestGraph;
let citizen: TestCitizen;
export let nextDistrict: () => District;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
  nextDistrict = districtsOf(graph);
});

afterAll(() => graph?.stop());

/** Files an application that was referred to one unit. */
export const refer = (referral: TestReferral, fields: Partial<StoredApplication> = {}) =>
  graph.data.application({ citizen, fields, referrals: [referral] });

export const idOf = ({ referralIds: [first] }: StoredApplication) => first ?? '';

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The ids on a page, as the centre sees it. */
export async function inbox(
  unitId: string,
  asked: { filter?: object; first?: number; after?: string | null } = {},
): Promise<Page> {
  const token = await graph.token({ role: 'EVALUATOR' });
  const data = await graph.client.data(
    /* GraphQL */ `
      query Inbox($unitId: ID!, $filter: UnitInboxFilter, $first: Int, $after: String) {
        unitInbox(unitId: $unitId, filter: $filter, first: $first, after: $after) {
          nodes {
            id
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    `,
    { variables: { unitId, ...asked }, token },
  );
  return data['unitInbox'] as Page; // the form of the query
}
