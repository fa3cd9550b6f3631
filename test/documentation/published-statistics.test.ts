import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { until } from '../support/wait.ts';
import { startGraph, onceInTheSuite as describe } from '../support/graph.ts';

/** The query of docs/published-statistics.md is answered to a caller who is not signed in. */

const page = readFileSync(
  resolve(import.meta.dirname, '../../docs/published-statistics.md'),
  'utf8',
);

describe('docs/published-statistics.md', () => {
  test('has a query that is answered', async () => {
    const graph = await startGraph({ analytics: true });
    try {
      const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(page) ?? [];
      const { data } = await until(
        () => graph.client.ask(query),
        ({ errors }) => errors.length === 0,
      );
      expect(data).toEqual({
        publishedStatistics: { groups: [], groupCount: 0, asOf: expect.any(String) },
      });
    } finally {
      await graph.stop();
    }
  });
});
