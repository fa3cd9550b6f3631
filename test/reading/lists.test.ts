import { afterAll, beforeAll, expect } from '@jest/globals';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

interface Page {
  nodes: { number: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

const listQuery = /* GraphQL */ `
  query Mine($first: Int, $after: String) {
    myApplications(first: $first, after: $after) {
      edges {
        cursor
        node {
          number
        }
      }
      nodes {
        number
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

async function filedApplications(count: number) {
  const citizen = await graph.data.citizen();
  const numbers: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // Two of each instant, so that the order cannot rest on the time alone.
    const filedAt = new Date(Date.UTC(2026, 9, 1 + Math.floor(index / 2)));
    const { number } = await graph.data.application({ citizen, fields: { filedAt } });
    numbers.push(number);
  }
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  return { citizen, numbers, token };
}

test('pages of own applications run from the latest to the first, each exactly once', async () => {
  const { numbers, token } = await filedApplications(7);
  const seen: string[] = [];
  const sizes: number[] = [];
  let after: string | null = null;
  do {
    const data = await graph.client.data(listQuery, { variables: { first: 3, after }, token });
    const page = data['myApplications'] as Page; // the form of the query
    seen.push(...page.nodes.map((node) => node.number));
    sizes.push(page.nodes.length);
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);

  expect(sizes).toEqual([3, 3, 1]);
  expect(seen).toHaveLength(7);
  expect(new Set(seen)).toEqual(new Set(numbers));
  expect(seen[0]).toBe(numbers[6]);
});

test('a page that exactly ends the list has no next one', async () => {
  const { token } = await filedApplications(2);

  const data = await graph.client.data(listQuery, { variables: { first: 2 }, token });

  expect(data).toMatchObject({ myApplications: { pageInfo: { hasNextPage: false } } });
});

test('an empty list is an empty page', async () => {
  const citizen = await graph.data.citizen();
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });

  const data = await graph.client.data(listQuery, { token });

  expect(data).toEqual({
    myApplications: {
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    },
  });
});

test('the cursor of any edge continues from there', async () => {
  const { token } = await filedApplications(4);
  const all = (await graph.client.data(listQuery, { variables: { first: 4 }, token }))[
    'myApplications'
  ] as { edges: { cursor: string; node: { number: string } }[] }; // the form of the query

  const after = all.edges[1]?.cursor;
  const rest = await graph.client.data(listQuery, { variables: { first: 4, after }, token });

  expect(rest).toMatchObject({
    myApplications: { nodes: all.edges.slice(2).map(({ node }) => node) },
  });
});

test('`me` and its applications are those of the signed-in citizen', async () => {
  const { citizen, token, numbers } = await filedApplications(2);

  const data = await graph.client.data(
    /* GraphQL */ `
      query {
        me {
          id
          name
          surname
          maskedNationalId
          mobilePhone
          email
          applications(first: 1) {
            nodes {
              applicant {
                id
              }
            }
            pageInfo {
              hasNextPage
            }
          }
        }
      }
    `,
    { token },
  );

  expect(numbers).toHaveLength(2);
  expect(data).toEqual({
    me: {
      id: citizen.id,
      name: 'Ayşe',
      surname: 'Yılmaz',
      maskedNationalId: citizen.document.maskedNationalId,
      mobilePhone: '+905551112233',
      email: 'ayse@example.org',
      applications: {
        nodes: [{ applicant: { id: citizen.id } }],
        pageInfo: { hasNextPage: true },
      },
    },
  });
});

test('an officer sees of an applicant’s others only those of their own units, and no hidden ones', async () => {
  const citizen = await graph.data.citizen();
  const own = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  const other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  const make = (unit: typeof own, identityHidden = false) =>
    graph.data.application({ citizen, fields: { identityHidden }, referrals: [{ unit }] });
  const first = await make(own);
  await make(other);
  await make(own, true);
  const second = await make(own);
  const token = await graph.token({ role: 'OFFICER', unitId: own._id });

  const data = await graph.client.data(
    /* GraphQL */ `
      query Others($number: String!) {
        application(number: $number) {
          applicant {
            applications(first: 1) {
              nodes {
                number
              }
              pageInfo {
                hasNextPage
                endCursor
              }
            }
          }
        }
      }
    `,
    { variables: { number: first.number }, token },
  );

  expect(data).toEqual({
    application: {
      applicant: {
        applications: {
          nodes: [{ number: second.number }],
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
    },
  });
});

test('staff have no applications of their own', async () => {
  const token = await graph.token({ role: 'EVALUATOR' });

  const { data, errors } = await graph.client.ask(listQuery, { token });

  expect(data).toEqual({ myApplications: null });
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
});
