import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transport } from '../support/graph.ts';
import { differentialRun, openDifferential } from './differential-run.ts';

/** The whole run, of 10,000 operations on each transport, is `npm run differential`. */
const operations = 250;

describe('random operations', () => {
  let differential: Awaited<ReturnType<typeof openDifferential>>;

  beforeAll(async () => {
    differential = await openDifferential(transport);
  });

  afterAll(() => differential?.stop());

  it('the graph gives the same results as graphql on one schema, at every execution', async () => {
    // The transports get different operations: together they are 500.
    const seed = transport === 'http' ? 14 : 13;
    const { executed } = await differentialRun(differential, { operations, seed });

    expect(executed.first).toBeGreaterThan(operations);
    expect(executed.compiled).toBeGreaterThan(3 * operations);
    expect(executed.fallback).toBe(0);
  });
});
