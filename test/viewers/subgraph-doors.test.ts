import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signToken } from '../../platform/access-token.ts';
import { internalIssuer } from '../../platform/internal-token.ts';
import { importSigningKey, type InternalSigner } from '../../platform/keys.ts';
import { type Role, serviceViewer, type SignedInViewer } from '../../platform/viewer.ts';
import type { SubgraphName } from '../../subgraphs/names.ts';
import { GraphClient } from '../support/client.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph, transport } from '../support/graph.ts';

/** A subgraph has a door of its own only over HTTP: in the gateway's process there is none to knock at. */
const overHttp = transport === 'http' ? describe : describe.skip;

overHttp('at the door of a subgraph', () => {
  let graph: TestGraph;
  let citizen: TestCitizen;
  let number: string;
  let unitId: string;

  beforeAll(async () => {
    graph = await startGraph();
    citizen = await graph.data.citizen();
    const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
    unitId = unit._id;
    ({ number } = await graph.data.application({ citizen, referrals: [{ unit }] }));
  });

  afterAll(() => graph?.stop());

  async function knock(name: SubgraphName, query: string, token: string | null = null) {
    const client = new GraphClient(`${graph.servers.get(name)?.server.listeningOrigin}/graphql`);
    const { status, data, errors } = await client.ask(query, { token });
    return { status, data, errors };
  }

  interface InternalToken {
    signer?: InternalSigner;
    audience?: SubgraphName;
    lifetimeSeconds?: number;
  }

  const viewerOf = (viewer: Partial<SignedInViewer>): SignedInViewer => ({
    subject: 'somebody',
    role: 'CITIZEN',
    citizenId: null,
    unitId: null,
    ...viewer,
  });

  async function internalToken(
    viewer: SignedInViewer,
    { signer = 'gateway', audience = 'citizen', lifetimeSeconds = 60 }: InternalToken = {},
  ): Promise<string> {
    const jwk = graph.keys.internalSigningKeys[signer];
    if (!jwk) throw new Error(`generated keys have one of ${signer}`);
    const key = await importSigningKey(jwk);
    const issuer = internalIssuer;
    return signToken(viewer, { key, keyId: signer, issuer, audience, lifetimeSeconds });
  }

  const ofRole = (role: Role) =>
    viewerOf({
      role,
      citizenId: role === 'CITIZEN' ? citizen.id : null,
      unitId: role === 'OFFICER' ? unitId : null,
    });

  const refused = (message: string) => ({
    status: 401,
    data: undefined,
    errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }],
  });

  const entities = (id: string, fields = 'name') =>
    `{ _entities(representations: [{ __typename: "Citizen", id: "${id}" }]) { ... on Citizen { ${fields} } } }`;

  describe('somebody without a token', () => {
    test('learns nothing of a citizen', async () => {
      expect(await knock('citizen', entities(citizen.id))).toEqual({
        status: 200,
        data: { _entities: [{ name: null }] },
        errors: [
          {
            message: 'Sign in first: this needs an access token.',
            path: ['_entities', 0, 'name'],
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      });
    });

    test('learns nothing of an application, nor whether there is one', async () => {
      const query = (of: string) =>
        `{ _entities(representations: [{ __typename: "Application", number: "${of}" }]) { ... on Application { stage } } }`;
      const nothing = { status: 200, data: { _entities: [null] }, errors: [] };

      expect(await knock('application', query(number))).toEqual(nothing);
      expect(await knock('application', query('2500000004'))).toEqual(nothing);
    });

    test('reads the directory, as everybody may', async () => {
      expect(
        await knock('institution-directory', '{ administrativeUnit(id: "85316115") { name } }'),
      ).toEqual({
        status: 200,
        data: { administrativeUnit: { name: 'Cumhurbaşkanlığı' } },
        errors: [],
      });
    });
  });

  describe('what the gateway signed is believed:', () => {
    test('the citizen finds the own person', async () => {
      const token = await internalToken(ofRole('CITIZEN'));

      expect(await knock('citizen', entities(citizen.id), token)).toEqual({
        status: 200,
        data: { _entities: [{ name: 'Ayşe' }] },
        errors: [],
      });
    });

    test('another citizen finds nobody', async () => {
      const other = await graph.data.citizen();
      const token = await internalToken(viewerOf({ citizenId: other.id }));

      expect(await knock('citizen', entities(citizen.id), token)).toEqual({
        status: 200,
        data: { _entities: [null] },
        errors: [],
      });
    });

    test('another citizen finds no application of the first', async () => {
      const other = await graph.data.citizen();
      const token = await internalToken(viewerOf({ citizenId: other.id }), {
        audience: 'application',
      });

      expect(
        await knock('application', entities(citizen.id, 'applications { nodes { stage } }'), token),
      ).toEqual({
        status: 200,
        data: { _entities: [{ applications: { nodes: [] } }] },
        errors: [],
      });
    });

    test('an officer gets the name and no way to call', async () => {
      const token = await internalToken(ofRole('OFFICER'));

      expect(await knock('citizen', entities(citizen.id, 'name mobilePhone'), token)).toEqual({
        status: 200,
        data: { _entities: [{ name: 'Ayşe', mobilePhone: null }] },
        errors: [
          {
            message: 'Your role does not allow this.',
            path: ['_entities', 0, 'mobilePhone'],
            extensions: { code: 'FORBIDDEN' },
          },
        ],
      });
    });

    test('a malformed reference fails alone', async () => {
      const token = await internalToken(ofRole('EVALUATOR'));
      const query = `{ _entities(representations: [
        { __typename: "Citizen", id: "x" }, { __typename: "Citizen", id: "${citizen.id}" }
      ]) { ... on Citizen { name } } }`;

      expect(await knock('citizen', query, token)).toEqual({
        status: 200,
        data: { _entities: [null, { name: 'Ayşe' }] },
        errors: [
          {
            message: 'id is malformed.',
            path: ['_entities', 0],
            extensions: { code: 'BAD_USER_INPUT', field: 'id', reason: 'FORMAT' },
          },
        ],
      });
    });
  });

  describe('what is for other subgraphs', () => {
    const query = '{ unitChanges(after: 2000000000) { changes { id } more } }';
    const audience = 'institution-directory';
    const refusedField = (message: string, code: string) => ({
      status: 200,
      data: null,
      errors: [{ message, path: ['unitChanges'], extensions: { code } }],
    });

    test('another subgraph gets', async () => {
      const token = await internalToken(serviceViewer('application'), {
        signer: 'application',
        audience,
      });

      expect(await knock(audience, query, token)).toEqual({
        status: 200,
        data: { unitChanges: { changes: [], more: false } },
        errors: [],
      });
    });

    test('somebody without a token does not get', async () => {
      expect(await knock(audience, query)).toEqual(
        refusedField('Sign in first: this needs an access token.', 'UNAUTHENTICATED'),
      );
    });

    test.each(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST', 'ADMIN'] as const)(
      '%s does not get',
      async (role) => {
        const token = await internalToken(ofRole(role), { audience });

        expect(await knock(audience, query, token)).toEqual(
          refusedField('Your role does not allow this.', 'FORBIDDEN'),
        );
      },
    );
  });

  describe('an operation that comes again', () => {
    const query = `query Again($id: ID!) {
      _entities(representations: [{ __typename: "Citizen", id: $id }]) {
        ... on Citizen { name mobilePhone }
      }
    }`;

    /** As the gateway sends it, so that the short way is taken from the second time on. */
    async function send(token: string | null, variables: unknown) {
      const origin = graph.servers.get('citizen')?.server.listeningOrigin;
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const type = response.headers.get('content-type');
      return { status: response.status, type, body: await response.json() };
    }

    test('is answered alike each time, to whoever asks', async () => {
      const officer = await internalToken(ofRole('OFFICER'));
      const owner = await internalToken(ofRole('CITIZEN'));
      const asked: [string | null, unknown][] = [
        [officer, { id: citizen.id }],
        [owner, { id: citizen.id }],
        [null, { id: citizen.id }],
        [owner, { id: 'x' }],
        [owner, { id: null }],
        [owner, {}],
        [owner, null],
        ['a.b.c', { id: citizen.id }],
      ];
      const askAll = () => Promise.all(asked.map(([token, variables]) => send(token, variables)));

      const first = await askAll();
      for (const _ of Array.from({ length: 4 })) expect(await askAll()).toEqual(first);
      expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 400, 400, 401]);
      expect(first[0]?.body).toMatchObject({
        data: { _entities: [{ name: 'Ayşe', mobilePhone: null }] },
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    });
  });

  describe('is refused', () => {
    const mayNotSpeak = 'The process that signed may not speak for this viewer.';
    const notOurs = 'The access token is malformed or its signature is not ours.';

    test.each<[what: string, token: () => Promise<string>, message: string]>([
      ['a client’s own token', () => graph.token({ role: 'EVALUATOR' }), notOurs],
      [
        'a token for another subgraph',
        () => internalToken(ofRole('CITIZEN'), { audience: 'application' }),
        'The access token was not made for this service (aud).',
      ],
      [
        'a token that has expired',
        () => internalToken(ofRole('CITIZEN'), { lifetimeSeconds: -10 }),
        'The access token has expired. Get a new one.',
      ],
      [
        'a citizen for whom a subgraph speaks',
        () => internalToken(ofRole('CITIZEN'), { signer: 'application' }),
        mayNotSpeak,
      ],
      [
        'an evaluator for whom a subgraph speaks',
        () => internalToken(ofRole('EVALUATOR'), { signer: 'institution-directory' }),
        mayNotSpeak,
      ],
      [
        'a subgraph for which the gateway speaks',
        () => internalToken(serviceViewer('application')),
        mayNotSpeak,
      ],
      [
        'a subgraph for which another one speaks',
        () => internalToken(serviceViewer('application'), { signer: 'institution-directory' }),
        mayNotSpeak,
      ],
    ])('%s', async (_what, token, message) => {
      expect(await knock('citizen', entities(citizen.id), await token())).toEqual(refused(message));
    });

    test('by the gateway, what it signed itself for a subgraph', async () => {
      const token = await internalToken(ofRole('EVALUATOR'));

      const { status, data, errors } = await graph.client.ask('{ viewer { role } }', { token });

      expect({ status, data, errors }).toEqual(refused(notOurs));
    });
  });
});
