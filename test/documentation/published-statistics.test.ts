import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { rebuild } from '../analytics/copy/copy-requests.ts';
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
      const filedAt = new Date('2026-10-14T09:00:00Z');
      const citizens = await Promise.all(Array.from({ length: 30 }, () => graph.data.citizen()));
      const fields = { filedAt, type: 'REQUEST' } as const;
      await Promise.all(citizens.map((citizen) => graph.data.application({ citizen, fields })));
      await rebuild(graph);
      const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(page) ?? [];
      const { publishedStatistics } = await graph.client.data(query);
      expect(publishedStatistics).toMatchObject({
        groups: [{ type: 'REQUEST', from: '2026-10-01', to: '2026-10-31' }],
        groupCount: 1,
      });
    } finally {
      await graph.stop();
    }
  });
});
