import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createInternalTokenSigner,
  internalIssuer,
} from '../../lib/platform/identity/internal-token.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { GraphClient } from '../support/client.ts';
import type { TestCitizen } from '../support/data.ts';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';

/** Another router forwards clients' tokens to subgraph servers. */

overHttp('a subgraph that is configured to accept clients’ own tokens', () => {
  let graph: TestGraph;
  let citizen: TestCitizen;
  let number: string;

  beforeAll(async () => {
    graph = await startGraph({ acceptAccessTokens: true });
    citizen = await graph.data.citizen();
    ({ number } = await graph.data.application({ citizen }));
  });

  afterAll(() => graph?.stop());

  async function askSubgraph(name: SubgraphName, query: string, token: string | null) {
    const client = new GraphClient(`${graph.servers.get(name)?.server.listeningOrigin}/graphql`);
    const { status, data, errors } = await client.ask(query, { token });
    return { status, data, errors };
  }

  test('identifies a citizen by the token, in each subgraph', async () => {
    const token = await graph.token({ citizenId: citizen.id });

    const answers = [
      await askSubgraph('citizen', '{ me { name } }', token),
      await askSubgraph('application', '{ myApplications { nodes { number } } }', token),
    ];

    expect(answers).toEqual([
      { status: 200, data: { me: { name: 'Ayşe' } }, errors: [] },
      { status: 200, data: { myApplications: { nodes: [{ number }] } }, errors: [] },
    ]);
  });

  test('shows an officer the applicants of applications that the officer sees, and nobody else', async () => {
    const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const token = await graph.token({ role: 'OFFICER', unitId: unit._id });
    const referred = await graph.data.application({ citizen, referrals: [{ unit }] });
    const other = await graph.data.citizen();
    const personOf = async (id: string, proof: string | null) => {
      const reference = `{ __typename: "Citizen", id: "${id}", proof: ${JSON.stringify(proof)} }`;
      const query = `{ _entities(representations: [${reference}]) { ... on Citizen { name } } }`;
      return (await askSubgraph('citizen', query, token)).data;
    };

    const { data } = await askSubgraph(
      'application',
      `{ application(number: "${referred.number}") { applicant { proof } } }`,
      token,
    );
    const { proof } = (data as { application: { applicant: { proof: string } } }).application
      .applicant; // the form of the query

    expect(await personOf(citizen.id, proof)).toEqual({ _entities: [{ name: 'Ayşe' }] });
    expect(await personOf(citizen.id, null)).toEqual({ _entities: [null] });
    expect(await personOf(other.id, proof)).toEqual({ _entities: [null] });
  });

  test('refuses a request without a token', async () => {
    const query = '{ topics { id } }';

    expect(await askSubgraph('institution-directory', query, null)).toEqual({
      status: 401,
      data: undefined,
      errors: [
        {
          message: 'This subgraph answers the gateway alone: it needs a token of the gateway.',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });

  test('still accepts tokens that the gateway signed', async () => {
    const viewer = { subject: 'x', role: 'EVALUATOR', citizenId: null, unitId: null } as const;
    const token = createInternalTokenSigner(graph.keys)(viewer, 'citizen');

    expect(await askSubgraph('citizen', '{ viewer { role } }', token)).toEqual({
      status: 200,
      data: { viewer: { role: 'EVALUATOR' } },
      errors: [],
    });
  });

  test('gives clients nothing that is for other subgraphs', async () => {
    const token = await graph.token({ role: 'ADMIN' });

    expect(await askSubgraph('institution-directory', '{ unitChanges { more } }', token)).toEqual({
      status: 200,
      data: null,
      errors: [
        {
          message: 'Your role does not allow this.',
          path: ['unitChanges'],
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    });
  });

  test.each<
    [
      what: string,
      options: { issuer?: string; audience?: string; lifetimeSeconds?: number },
      message: string,
    ]
  >([
    [
      'one for another audience',
      { audience: 'another' },
      'The access token was not made for this service (aud).',
    ],
    [
      'one that has expired',
      { lifetimeSeconds: -10 },
      'The access token has expired. Get a new one.',
    ],
    [
      'one that claims to come from the gateway',
      { issuer: internalIssuer, audience: 'citizen' },
      'The access token is malformed or its signature is not ours.',
    ],
  ])('refuses %s', async (_what, options, message) => {
    const token = await graph.token({ role: 'EVALUATOR' }, options);

    expect(await askSubgraph('citizen', '{ viewer { role } }', token)).toEqual({
      status: 401,
      data: undefined,
      errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('refuses a client that claims to be a subgraph', async () => {
    const token = await graph.token({ role: 'SERVICE', subject: 'application' });

    expect(await askSubgraph('institution-directory', '{ unitChanges { more } }', token)).toEqual({
      status: 401,
      data: undefined,
      errors: [
        {
          message: 'The access token names a role that clients cannot have.',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });
});
