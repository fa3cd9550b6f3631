import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signToken } from '../../lib/platform/identity/access-token.ts';
import {
  createInternalTokenSigner,
  internalIssuer,
  internalType,
} from '../../lib/platform/identity/internal-token.ts';
import { importSigningKey, type InternalSigner } from '../../lib/platform/identity/keys.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { type Role, serviceViewer, type SignedInViewer } from '../../lib/kit/viewer.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
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
    type?: string;
  }

  const viewerOf = (viewer: Partial<SignedInViewer>): SignedInViewer => ({
    subject: 'somebody',
    role: 'CITIZEN',
    citizenId: null,
    unitId: null,
    ...viewer,
  });

  async function internalToken(
    viewer: SignedInViewer | null,
    {
      signer = 'gateway',
      audience = 'citizen',
      lifetimeSeconds = 60,
      type = internalType,
    }: InternalToken = {},
  ): Promise<string> {
    const jwk = graph.keys.internalSigningKeys[signer];
    if (!jwk) throw new Error(`generated keys have one of ${signer}`);
    const key = await importSigningKey(jwk);
    const common = { issuer: internalIssuer, type };
    return signToken(viewer, { ...common, key, keyId: signer, audience, lifetimeSeconds });
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

  /** A reference to a citizen, as the gateway sends it; with the proof of the subgraph that refers. */
  const entities = (id: string, fields = 'name', proof: string | null = null) =>
    `{ _entities(representations: [{ __typename: "Citizen", id: "${id}", proof: ${JSON.stringify(proof)} }]) { ... on Citizen { ${fields} } } }`;
  const found = (entity: unknown) => ({ status: 200, data: { _entities: [entity] }, errors: [] });

  describe('somebody without a token', () => {
    test.each<[name: SubgraphName, query: string]>([
      ['citizen', '{ viewer { role } }'],
      ['citizen', '{ _service { sdl } }'],
      ['citizen', '{ __typename }'],
      ['citizen', entities(newId('citizen'))],
      ['institution-directory', '{ administrativeUnit(id: "85316115") { name } }'],
      ['application', '{ applicationTypes: __type(name: "ApplicationType") { name } }'],
    ])('is not answered by %s: %s', async (name, query) => {
      const alone = 'This subgraph answers the gateway alone: it needs a token of the gateway.';

      expect(await knock(name, query)).toEqual(refused(alone));
      expect(await knock(name, query)).toEqual(refused(alone));
    });

    test('is told that a server is alive, and no more', async () => {
      const origin = graph.servers.get('application')?.server.listeningOrigin;

      expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
      expect((await fetch(`${origin}/attachments/${newId('attachment')}`)).status).toBe(401);
    });
  });

  describe('a client that is not signed in, for whom the gateway signs,', () => {
    const ofNobody = (audience: SubgraphName) =>
      createInternalTokenSigner(graph.keys)(null, audience);

    test('learns nothing of a citizen, nor whether there is one', async () => {
      const token = ofNobody('citizen');

      expect(await knock('citizen', entities(citizen.id), token)).toEqual(found(null));
      expect(await knock('citizen', '{ viewer { role } }', token)).toEqual({
        status: 200,
        data: { viewer: null },
        errors: [],
      });
    });

    test('learns nothing of an application, nor whether there is one', async () => {
      const query = (of: string) =>
        `{ _entities(representations: [{ __typename: "Application", number: "${of}" }]) { ... on Application { stage } } }`;
      const token = ofNobody('application');

      expect(await knock('application', query(number), token)).toEqual(found(null));
      expect(await knock('application', query('2500000004'), token)).toEqual(found(null));
    });

    test('reads the directory, as everybody may', async () => {
      const query = '{ administrativeUnit(id: "85316115") { name } }';

      expect(
        await knock('institution-directory', query, ofNobody('institution-directory')),
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

      expect(await knock('citizen', entities(citizen.id), token)).toEqual(found({ name: 'Ayşe' }));
    });

    test('another citizen finds nobody', async () => {
      const other = await graph.data.citizen();
      const token = await internalToken(viewerOf({ citizenId: other.id }));

      expect(await knock('citizen', entities(citizen.id), token)).toEqual(found(null));
    });

    test('another citizen finds no application of the first', async () => {
      const other = await graph.data.citizen();
      const token = await internalToken(viewerOf({ citizenId: other.id }), {
        audience: 'application',
      });

      expect(
        await knock('application', entities(citizen.id, 'applications { nodes { stage } }'), token),
      ).toEqual(found({ applications: { nodes: [] } }));
    });

    test('a reference to what is no citizen finds nobody, and fails no other', async () => {
      const token = await internalToken(ofRole('CITIZEN'));
      const query = `{ _entities(representations: [
        { __typename: "Citizen", id: "x" }, { __typename: "Citizen", id: "${citizen.id}" }
      ]) { ... on Citizen { name } } }`;

      expect(await knock('citizen', query, token)).toEqual({
        status: 200,
        data: { _entities: [null, { name: 'Ayşe' }] },
        errors: [],
      });
    });
  });

  describe('a reference to a citizen', () => {
    /** What `application` proves to an officer or evaluator who asks it for an applicant. */
    async function proofOf(viewer: SignedInViewer, of = number): Promise<string | null> {
      const token = await internalToken(viewer, { audience: 'application' });
      const query = `{ application(number: "${of}") { applicant { id proof } } }`;
      const { data } = await knock('application', query, token);
      const read = data as { application: { applicant: { proof: string | null } } | null };
      return read.application?.applicant.proof ?? null;
    }

    test('is followed with the proof of the subgraph that authorised it', async () => {
      const officer = ofRole('OFFICER');
      const proof = await proofOf(officer);
      const token = await internalToken(officer);

      expect(
        await knock('citizen', entities(citizen.id, 'name mobilePhone', proof), token),
      ).toEqual({
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

    test('needs none to oneself, and gets none', async () => {
      expect(await proofOf(ofRole('CITIZEN'))).toBeNull();
    });

    test('is followed by nobody without one, nor with another’s', async () => {
      const other = await graph.data.citizen();
      const unit = graph.data.unit({ _id: unitId });
      const another = await graph.data.application({ citizen: other, referrals: [{ unit }] });
      const officer = ofRole('OFFICER');
      const colleague = { ...officer, subject: 'a colleague' };
      const evaluator = ofRole('EVALUATOR');
      const good = (await proofOf(officer)) ?? '';
      const [end = '', mac = ''] = good.split('~');
      const flipped = mac.startsWith('A') ? `B${mac.slice(1)}` : `A${mac.slice(1)}`;

      const answers = await Promise.all(
        (
          [
            [officer, null],
            [officer, ''],
            [officer, 'x'],
            [officer, await proofOf(officer, another.number)],
            [officer, await proofOf(colleague)],
            [officer, await proofOf(evaluator)],
            [officer, `${end}~${flipped}`],
            [officer, `${Number(end) + 60}~${mac}`],
            [officer, `2.${good}`],
            [colleague, good],
            [evaluator, good],
            [evaluator, null],
            [ofRole('ADMIN'), good],
            [ofRole('ANALYST'), good],
          ] as const
        ).map(async ([viewer, proof]) =>
          knock('citizen', entities(citizen.id, 'id', proof), await internalToken(viewer)),
        ),
      );

      expect(good).toMatch(/^\d+~[\w-]{43}$/);
      for (const answer of answers) expect(answer).toEqual(found(null));
      const token = await internalToken(officer);
      expect(await knock('citizen', entities(citizen.id, 'id', good), token)).toEqual(
        found({ id: citizen.id }),
      );
    });

    test('is proved by application only where it decided, whatever a reference says', async () => {
      const token = await internalToken(ofRole('EVALUATOR'), { audience: 'application' });
      const query = `{ _entities(representations: [
        { __typename: "Citizen", id: "${citizen.id}", authorised: true, proof: "x" }
      ]) { ... on Citizen { id proof } } }`;

      expect(await knock('application', query, token)).toEqual(
        found({ id: citizen.id, proof: null }),
      );
    });

    test('is followed by no subgraph', async () => {
      const token = await internalToken(serviceViewer('application'), { signer: 'application' });

      expect(await knock('citizen', entities(citizen.id, 'id'), token)).toEqual(found(null));
    });
  });

  describe('contacts of applicants', () => {
    const query = () => `{ applicant(id: "${citizen.id}") { mobilePhone } }`;
    const many = () => `{ applicants(ids: ["${citizen.id}"]) { mobilePhone } }`;

    test('are for the application subgraph', async () => {
      const token = await internalToken(serviceViewer('application'), { signer: 'application' });

      expect(await knock('citizen', query(), token)).toMatchObject({
        data: { applicant: { mobilePhone: '+905551112233' } },
        errors: [],
      });
      expect(await knock('citizen', many(), token)).toMatchObject({
        data: { applicants: [{ mobilePhone: '+905551112233' }] },
        errors: [],
      });
    });

    test.each(['citizen', 'institution-directory'] as const)('are not for %s', async (name) => {
      const token = await internalToken(serviceViewer(name), { signer: name });

      for (const [field, asked] of [
        ['applicant', query()],
        ['applicants', many()],
      ] as const) {
        expect(await knock('citizen', asked, token)).toEqual({
          status: 200,
          data: { [field]: null },
          errors: [
            {
              message: 'Your role does not allow this.',
              path: [field],
              extensions: { code: 'FORBIDDEN' },
            },
          ],
        });
      }
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

    test('somebody who is not signed in does not get', async () => {
      const token = createInternalTokenSigner(graph.keys)(null, audience);

      expect(await knock(audience, query, token)).toEqual(
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
      me { mobilePhone }
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
      expect(first.map(({ status }) => status)).toEqual([200, 200, 401, 200, 400, 400, 400, 401]);
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
        'a token that is good for longer than any of the gateway’s',
        () => internalToken(ofRole('CITIZEN'), { lifetimeSeconds: 61 }),
        'The access token is valid for longer than 60 seconds (exp).',
      ],
      [
        'what the gateway signed for something else',
        () => internalToken(ofRole('CITIZEN'), { type: 'at+jwt' }),
        'The token is not an access token (typ must be internal+jwt).',
      ],
      [
        'nobody for whom a subgraph speaks',
        () => internalToken(null, { signer: 'application' }),
        mayNotSpeak,
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
