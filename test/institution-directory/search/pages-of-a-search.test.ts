import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onceInTheSuite, startGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

onceInTheSuite('a search', () => {
  const pageQuery = /* GraphQL */ `
    query Page($text: String!, $after: String) {
      searchAdministrativeUnits(text: $text, first: 50, after: $after) {
        totalCount
        nodes {
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `;

  interface Page {
    totalCount: number;
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }

  async function pagesOf(text: string): Promise<Page[]> {
    const pages: Page[] = [];
    for (let after: string | null = null; ;) {
      const data = await graph.client.data(pageQuery, { variables: { text, after } });
      const page = data['searchAdministrativeUnits'] as Page; // the form of the query
      pages.push(page);
      if (!page.pageInfo.hasNextPage) return pages;
      after = page.pageInfo.endCursor;
    }
  }

  test.each([
    ['kadıköy', 1, 200],
    ['müdürlüğü', 200, 200],
  ])('for %j has pages with each unit once, at most 200', async (text, least, most) => {
    const pages = await pagesOf(text);
    const ids = pages.flatMap(({ nodes }) => nodes.map(({ id }) => id));

    expect(new Set(ids).size).toBe(ids.length);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(() => ids.length));
    expect(ids.length).toBeGreaterThanOrEqual(least);
    expect(ids.length).toBeLessThanOrEqual(most);
  });
});
