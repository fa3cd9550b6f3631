import { afterAll, beforeAll, expect } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';

/** The audits of the reference implementation of GraphQL over HTTP. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const audits = serverAudits({ url: () => `${graph.url}/graphql`, fetchFn: fetch });

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  '%s: %s',
  async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  },
);
