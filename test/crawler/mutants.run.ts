import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rebuild } from '../analytics/copy/copy-requests.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { createCrawler } from './crawl.ts';
import { mutants } from './mutants.ts';
import { openWorld, type World } from './world.ts';

/**
 * Removes each condition in turn, in a copy of the tree that `npm run crawl -- --mutate` has
 * prepared, and writes down what the crawler finds. Not a test of the suite: in the tree itself
 * there is nothing to remove.
 */

const ids = JSON.parse(process.env['CRAWL_MUTANTS'] ?? '[]') as readonly string[]; // the script writes this form
const results = process.env['CRAWL_RESULTS'] ?? '';

let graph: TestGraph;
let world: World;

beforeAll(async () => {
  // Positions are shown with the heartbeats, and many subscriptions begin at once.
  graph = await startGraph({
    analytics: true,
    execution: {
      subscriptionLimits: { heartbeatMs: 100 },
      concurrency: { limits: {}, queueTimeoutMs: 0 },
    },
  });
  world = await openWorld(graph);
  await rebuild(graph);
}, 600_000);

afterAll(() => graph?.stop());

/** The first finding; null if there is none. */
async function firstFinding(id: string): Promise<string | null> {
  const crawler = createCrawler(graph, world, { stopsAtFirst: true });
  const [, field] = /^scope (.+)$/.exec(id) ?? [];
  const [, change] = /^Mutation\.(.+)$/.exec(field ?? '') ?? [];
  const file = mutants.find((mutant) => mutant.id === id)?.file ?? '';
  if (change !== undefined || file.includes('/casework/'))
    await crawler.attemptMutations(1, 3, change);
  if (change === undefined) {
    await crawler.sweep(field);
    await crawler.download();
    await crawler.askWrongly();
  }
  return crawler.takeFound()[0] ?? null;
}

test.each(ids)(
  '%s',
  async (id) => {
    process.env['MUTANT'] = id;
    const found = await firstFinding(id);
    delete process.env['MUTANT'];
    appendFileSync(results, `${JSON.stringify({ id, found })}\n`);
    // The script judges whether a finding was expected.
    expect(process.env['MUTANT']).toBeUndefined();
  },
  3_600_000,
);

test('nothing is found afterwards', async () => {
  expect(await firstFinding('')).toBeNull();
}, 3_600_000);
