import { describe, expect, jest, test } from '@jest/globals';
import { createCitizenProofs } from '../../lib/federation/citizen-proof.ts';
import { createInternalTokenSigner } from '../../lib/platform/identity/internal-token.ts';
import { serviceViewer, type SignedInViewer } from '../../lib/kit/viewer.ts';
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
  unitId,
} from './subgraph-servers-scene.ts';

/**
 * What a subgraph server reveals to other subgraphs, and to viewers with a reference from one of
 * them.
 */

overHttp('at the server of a subgraph', () => {
  describe('a reference to a citizen', () => {
    /** The proof that `application` gives an officer or evaluator who asks it for an applicant. */
    async function proofOf(viewer: SignedInViewer, of = number): Promise<string | null> {
      const token = await internalToken(viewer, { audience: 'application' });
      const query = `{ application(number: "${of}") { applicant { id proof } } }`;
      const { data } = await askSubgraph('application', query, token);
      const read = data as { application: { applicant: { proof: string | null } } | null };
      return read.application?.applicant.proof ?? null;
    }

    test('is followed with the proof of the subgraph that authorised it', async () => {
      const officer = ofRole('OFFICER');
      const proof = await proofOf(officer);
      const token = await internalToken(officer);

      expect(
        await askSubgraph('citizen', entities(citizen.id, 'name mobilePhone', proof), token),
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

    test('needs no proof to oneself, and gets none', async () => {
      expect(await proofOf(ofRole('CITIZEN'))).toBeNull();
    });

    test('is followed by a colleague, who may share the events of a subscription', async () => {
      const officer = ofRole('OFFICER');
      const token = await internalToken({ ...officer, subject: 'a colleague' });
      const proof = await proofOf(officer);

      expect(await askSubgraph('citizen', entities(citizen.id, 'id', proof), token)).toEqual(
        found({ id: citizen.id }),
      );
    });

    test('is refused, not empty, with a proof that has expired', async () => {
      const officer = ofRole('OFFICER');
      const now = Date.now();
      const earlier = jest.spyOn(Date, 'now').mockReturnValue(now - 121_000);
      const proof = createCitizenProofs(graph.keys).seal(citizen.id, officer);
      earlier.mockRestore();
      const token = await internalToken(officer);

      expect(await askSubgraph('citizen', entities(citizen.id, 'id', proof), token)).toEqual({
        status: 200,
        data: { _entities: [null] },
        errors: [
          {
            message: 'This took too long to look up the person. Ask again.',
            path: ['_entities', 0],
            extensions: { code: 'UNAVAILABLE' },
          },
        ],
      });
    });

    test('is not followed without a proof, nor with that of another unit or role', async () => {
      const other = await graph.data.citizen();
      const unit = graph.data.unit({ _id: unitId });
      const another = await graph.data.application({ citizen: other, referrals: [{ unit }] });
      const officer = ofRole('OFFICER');
      const elsewhere = { ...officer, unitId: graph.data.unit({ kind: 'GOVERNORSHIP' })._id };
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
            [officer, await proofOf(evaluator)],
            [officer, `${end}~${flipped}`],
            [officer, `${Number(end) + 60}~${mac}`],
            [officer, `2.${good}`],
            [elsewhere, good],
            [evaluator, good],
            [evaluator, null],
            [ofRole('ADMIN'), good],
            [ofRole('ANALYST'), good],
          ] as const
        ).map(async ([viewer, proof]) =>
          askSubgraph('citizen', entities(citizen.id, 'id', proof), await internalToken(viewer)),
        ),
      );

      expect(good).toMatch(/^\d+~[\w-]{43}$/);
      for (const answer of answers) expect(answer).toEqual(found(null));
      const token = await internalToken(officer);
      expect(await askSubgraph('citizen', entities(citizen.id, 'id', good), token)).toEqual(
        found({ id: citizen.id }),
      );
    });

    test('is proved by application only where it decided, whatever a reference says', async () => {
      const token = await internalToken(ofRole('EVALUATOR'), { audience: 'application' });
      const query = `{ _entities(representations: [
        { __typename: "Citizen", id: "${citizen.id}", authorised: true, proof: "x" }
      ]) { ... on Citizen { id proof } } }`;

      expect(await askSubgraph('application', query, token)).toEqual(
        found({ id: citizen.id, proof: null }),
      );
    });

    test('is not followed for a subgraph', async () => {
      const token = await internalToken(serviceViewer('application'), { signer: 'application' });

      expect(await askSubgraph('citizen', entities(citizen.id, 'id'), token)).toEqual(found(null));
    });
  });

  describe('contacts of applicants', () => {
    const query = () => `{ applicant(id: "${citizen.id}") { mobilePhone } }`;
    const many = () => `{ applicants(ids: ["${citizen.id}"]) { mobilePhone } }`;

    test('are for the application subgraph', async () => {
      const token = await internalToken(serviceViewer('application'), { signer: 'application' });

      expect(await askSubgraph('citizen', query(), token)).toMatchObject({
        data: { applicant: { mobilePhone: '+905551112233' } },
        errors: [],
      });
      expect(await askSubgraph('citizen', many(), token)).toMatchObject({
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
        expect(await askSubgraph('citizen', asked, token)).toEqual({
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

  describe('a field for other subgraphs', () => {
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

      expect(await askSubgraph(audience, query, token)).toEqual({
        status: 200,
        data: { unitChanges: { changes: [], more: false } },
        errors: [],
      });
    });

    test('a client that is not signed in does not get', async () => {
      const token = createInternalTokenSigner(graph.keys)(null, audience);

      expect(await askSubgraph(audience, query, token)).toEqual(
        refusedField('Sign in first: this needs an access token.', 'UNAUTHENTICATED'),
      );
    });

    test.each(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST', 'ADMIN'] as const)(
      '%s does not get',
      async (role) => {
        const token = await internalToken(ofRole(role), { audience });

        expect(await askSubgraph(audience, query, token)).toEqual(
          refusedField('Your role does not allow this.', 'FORBIDDEN'),
        );
      },
    );
  });
});
