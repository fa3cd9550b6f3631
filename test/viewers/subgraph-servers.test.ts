import { describe, expect, test } from '@jest/globals';
import { createInternalTokenSigner } from '../../lib/platform/identity/internal-token.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { serviceViewer } from '../../lib/kit/viewer.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import { overHttp } from '../support/graph.ts';
import {
  citizen,
  entities,
  found,
  graph,
  internalToken,
  askSubgraph,
  number,
  ofRole,
  refused,
  viewerOf,
} from './subgraph-servers-scene.ts';

/** The requests that a subgraph server accepts. */

overHttp('at the server of a subgraph', () => {
  describe('a client without a token', () => {
    test.each<[name: SubgraphName, query: string]>([
      ['citizen', '{ viewer { role } }'],
      ['citizen', '{ _service { sdl } }'],
      ['citizen', '{ __typename }'],
      ['citizen', entities(newId('citizen'))],
      ['institution-directory', '{ administrativeUnit(id: "85316115") { name } }'],
      ['application', '{ applicationTypes: __type(name: "ApplicationType") { name } }'],
    ])('is not answered by %s: %s', async (name, query) => {
      const alone = 'This subgraph answers the gateway alone: it needs a token of the gateway.';

      expect(await askSubgraph(name, query)).toEqual(refused(alone));
      expect(await askSubgraph(name, query)).toEqual(refused(alone));
    });

    test('learns that a server is alive, and no more', async () => {
      const origin = graph.servers.get('application')?.server.listeningOrigin;

      expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
      expect((await fetch(`${origin}/attachments/${newId('attachment')}`)).status).toBe(401);
    });
  });

  describe('a client that is not signed in, for whom the gateway signs,', () => {
    const ofNobody = (audience: SubgraphName) =>
      createInternalTokenSigner(graph.keys)(null, audience);

    test('learns nothing of a citizen, nor whether one exists', async () => {
      const token = ofNobody('citizen');

      expect(await askSubgraph('citizen', entities(citizen.id), token)).toEqual(found(null));
      expect(await askSubgraph('citizen', '{ viewer { role } }', token)).toEqual({
        status: 200,
        data: { viewer: null },
        errors: [],
      });
    });

    test('learns nothing of an application, nor whether one exists', async () => {
      const query = (of: string) =>
        `{ _entities(representations: [{ __typename: "Application", number: "${of}" }]) { ... on Application { stage } } }`;
      const token = ofNobody('application');

      expect(await askSubgraph('application', query(number), token)).toEqual(found(null));
      expect(await askSubgraph('application', query('2500000004'), token)).toEqual(found(null));
    });

    test('reads the directory, as everybody may', async () => {
      const query = '{ administrativeUnit(id: "85316115") { name } }';

      expect(
        await askSubgraph('institution-directory', query, ofNobody('institution-directory')),
      ).toEqual({
        status: 200,
        data: { administrativeUnit: { name: 'Cumhurbaşkanlığı' } },
        errors: [],
      });
    });
  });

  describe('a token that the gateway signed is accepted:', () => {
    test('the citizen finds themselves', async () => {
      const token = await internalToken(ofRole('CITIZEN'));

      expect(await askSubgraph('citizen', entities(citizen.id), token)).toEqual(
        found({ name: 'Ayşe' }),
      );
    });

    test('another citizen finds nobody', async () => {
      const other = await graph.data.citizen();
      const token = await internalToken(viewerOf({ citizenId: other.id }));

      expect(await askSubgraph('citizen', entities(citizen.id), token)).toEqual(found(null));
    });

    test('another citizen finds no application of the first', async () => {
      const other = await graph.data.citizen();
      const token = await internalToken(viewerOf({ citizenId: other.id }), {
        audience: 'application',
      });

      expect(
        await askSubgraph(
          'application',
          entities(citizen.id, 'applications { nodes { stage } }'),
          token,
        ),
      ).toEqual(found({ applications: { nodes: [] } }));
    });

    test('a reference that is not a citizen finds nobody, and no other reference fails', async () => {
      const token = await internalToken(ofRole('CITIZEN'));
      const query = `{ _entities(representations: [
        { __typename: "Citizen", id: "x" }, { __typename: "Citizen", id: "${citizen.id}" }
      ]) { ... on Citizen { name } } }`;

      expect(await askSubgraph('citizen', query, token)).toEqual({
        status: 200,
        data: { _entities: [null, { name: 'Ayşe' }] },
        errors: [],
      });
    });
  });

  describe('a repeated operation', () => {
    const query = `query Again($id: ID!) {
      _entities(representations: [{ __typename: "Citizen", id: $id }]) {
        ... on Citizen { name mobilePhone }
      }
      me { mobilePhone }
    }`;

    /** As the gateway sends it, so that the direct path is taken from the second time on. */
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

    test('has the same answer each time, for every viewer', async () => {
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
      expect(first.map(({ status }) => status)).toEqual([200, 200, 401, 200, 200, 200, 200, 401]);
      expect(first[0]?.body).toEqual({ data: { _entities: [null], me: null } });
      expect(first[1]?.body).toEqual({
        data: {
          _entities: [{ name: 'Ayşe', mobilePhone: '+905551112233' }],
          me: { mobilePhone: '+905551112233' },
        },
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
        'a token that is valid for longer than any of the gateway’s',
        () => internalToken(ofRole('CITIZEN'), { lifetimeSeconds: 61 }),
        'The access token is valid for longer than 60 seconds (exp).',
      ],
      [
        'a token that the gateway signed for another purpose',
        () => internalToken(ofRole('CITIZEN'), { type: 'at+jwt' }),
        'The token is not an access token (typ must be internal+jwt).',
      ],
      [
        'an anonymous viewer in a token of a subgraph',
        () => internalToken(null, { signer: 'application' }),
        mayNotSpeak,
      ],
      [
        'a token that has expired',
        () => internalToken(ofRole('CITIZEN'), { lifetimeSeconds: -10 }),
        'The access token has expired. Get a new one.',
      ],
      [
        'a citizen in a token of a subgraph',
        () => internalToken(ofRole('CITIZEN'), { signer: 'application' }),
        mayNotSpeak,
      ],
      [
        'an evaluator in a token of a subgraph',
        () => internalToken(ofRole('EVALUATOR'), { signer: 'institution-directory' }),
        mayNotSpeak,
      ],
      [
        'a subgraph in a token of the gateway',
        () => internalToken(serviceViewer('application')),
        mayNotSpeak,
      ],
      [
        'a subgraph in a token of another subgraph',
        () => internalToken(serviceViewer('application'), { signer: 'institution-directory' }),
        mayNotSpeak,
      ],
    ])('%s', async (_what, token, message) => {
      expect(await askSubgraph('citizen', entities(citizen.id), await token())).toEqual(
        refused(message),
      );
    });

    test('by the gateway, a token that it signed itself for a subgraph', async () => {
      const token = await internalToken(ofRole('EVALUATOR'));

      const { status, data, errors } = await graph.client.ask('{ viewer { role } }', { token });

      expect({ status, data, errors }).toEqual(refused(notOurs));
    });
  });
});
