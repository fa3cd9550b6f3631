import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { startGraph, onceInTheSuite as describe } from '../support/graph.ts';

/** The query of docs/published-statistics.md is answered to a caller who is not signed in. */

const page = readFileSync(
  resolve(import.meta.dirname, '../../docs/published-statistics.md'),
  'utf8',
);

describe('docs/published-statistics.md', () => {
  test('has a query that is answered', async () => {
    const graph = await startGraph({ analytics: true, demonstration: 1_000 });
    try {
      const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(page) ?? [];
      const { errors, data } = await graph.client.ask(query);
      expect(errors).toEqual([]);
      expect(data).toMatchObject({ publishedStatistics: { groups: expect.any(Array) } });
      const all = await graph.client.ask(
        '{ publishedStatistics(groupBy: [YEAR]) { groups { persons share topic { name } } } }',
      );
      expect(all.errors).toEqual([]);
    } finally {
      await graph.stop();
    }
  }, 120_000);
});
