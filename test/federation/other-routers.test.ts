import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createStockGateway,
  type StockGatewayContext,
} from '../../bench/contenders/stock-apollo-gateway.ts';
import { examples } from '../../examples/index.ts';
import { readSupergraphAt } from '../../gateway/supergraph.ts';
import type { Role } from '../../lib/kit/viewer.ts';
import { type SubgraphName, subgraphNames } from '../../lib/kit/subgraph-names.ts';
import { GraphClient } from '../support/client.ts';
import type { TestCitizen } from '../support/data.ts';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';

/**
 * Any Federation 2 router can replace the gateway: here the stock Apollo Gateway, over the subgraph
 * servers. `npm run bench -- --check-routers` does the same with Hive Gateway, which it installs.
 */

let graph: TestGraph;
let router: ApolloServer<StockGatewayContext>;
let client: GraphClient;
let citizen: TestCitizen;
let unitId: string;
let number: string;
let trackingCode: string;

overHttp('Apollo Gateway on the committed supergraph', () => {
  beforeAll(async () => {
    graph = await startGraph({ acceptAccessTokens: true, answersAnyone: true });
    citizen = await graph.data.citizen();
    const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    unitId = unit._id;
    const made = await graph.data.application({
      citizen,
      referrals: [{ unit }],
      timeline: [{}, { event: 'REFERRED', actor: 'EVALUATOR', unitId }],
    });
    ({ number } = made);
    trackingCode = graph.data.trackingCode(made);
    router = new ApolloServer({ gateway: createStockGateway(readSupergraphAt(addresses())) });
    const { url } = await startStandaloneServer(router, {
      listen: { host: '127.0.0.1', port: 0 },
      context: async ({ req }) => ({ authorization: req.headers.authorization }),
    });
    client = new GraphClient(url);
  });

  afterAll(async () => {
    await router?.stop();
    await graph?.stop();
  });

  test.each(examples.filter(({ needsAnalytics }) => !needsAnalytics))(
    'gives the same answer as this graph: $name',
    async ({ role, query, variables }) => {
      const ask = {
        variables: onTestData(variables),
        token: role && (await tokenOf(role)),
      };

      const data = await graph.client.data(query, ask);

      expect(Object.values(data)).not.toContain(null);
      expect(withoutCursors(await client.data(query, ask))).toEqual(withoutCursors(data));
    },
  );

  test('finds the same objects by their ids, whichever subgraph they belong to', async () => {
    const token = await graph.token({ citizenId: citizen.id });
    const byNumber = 'query ($number: String!) { application(number: $number) { id } }';
    const { application } = await graph.client.data(byNumber, { variables: { number }, token });
    const query = `query ($id: ID!) { node(id: $id) { __typename id
      ... on Application { stage timeline { id event } }
      ... on Citizen { name applications(first: 1) { nodes { number } } }
      ... on AdministrativeUnit { path } } }`;
    const ids = [(application as { id: string }).id, citizen.id, unitId]; // the query selects it

    for (const id of ids) {
      const data = await graph.client.data(query, { variables: { id }, token });
      expect(data).toMatchObject({ node: { id } });
      expect(await client.data(query, { variables: { id }, token })).toEqual(data);
    }
    const hidden = { variables: { id: (await graph.data.citizen()).id }, token };
    expect(await client.data(query, hidden)).toEqual({ node: null });
  });

  test('hides what this graph hides, with the same code', async () => {
    const token = await graph.token({ citizenId: (await graph.data.citizen()).id });
    const ask = { variables: { number }, token };
    const query = 'query ($number: String!) { application(number: $number) { text } }';

    const { data, errors } = await client.ask(query, ask);

    expect(data).toEqual({ application: null });
    expect(errors.map(({ path, extensions }) => ({ path, code: extensions['code'] }))).toEqual([
      { path: ['application'], code: 'NOT_FOUND' },
    ]);
  });

  function tokenOf(role: Role) {
    const [citizenId, unit] = [
      role === 'CITIZEN' ? citizen.id : null,
      role === 'OFFICER' ? unitId : null,
    ];
    return graph.token({ role, citizenId, unitId: unit });
  }
});

/** The data of the examples, replaced by those of this test. */
function onTestData(variables: Record<string, unknown>): Record<string, unknown> {
  const present: Record<string, unknown> = { number, trackingCode, unitId, provinceCode: '34' };
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      isObject(value) ? onTestData(value) : (present[name] ?? value),
    ]),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Sealed again each time, so that two cursors for the same place differ. */
function withoutCursors(data: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(data, (key, value) => (key === 'endCursor' ? null : value)));
}

function addresses() {
  return Object.fromEntries(
    subgraphNames.map((name) => [
      name,
      `${graph.servers.get(name)?.server.listeningOrigin}/graphql`,
    ]),
  ) as Record<SubgraphName, string>; // one for each name
}
