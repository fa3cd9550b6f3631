import { expect, it } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { actionsInProgress, operations } from './operations.ts';
import { openTown } from './town.ts';
import { graph, applicant, evaluator, officer, unit, other, referral } from './unit-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('several referrals at once', () => {
  const result = /* GraphQL */ `
    fragment Result on ReferralResult {
      referralId
      referral {
        state
      }
      error {
        code
        message
        field
        reason
        state
        availableActions
        version
        requirement
        reference
      }
    }
  `;
  const accept = `mutation($referralIds: [ID!]!) {
    acceptReferrals(referralIds: $referralIds) { ...Result } } ${result}`;
  const assign = `mutation($referralIds: [ID!]!, $assignee: String) {
    assignReferrals(referralIds: $referralIds, assignee: $assignee) { ...Result } } ${result}`;
  const forward = `mutation($referralIds: [ID!]!, $unitId: ID!, $reason: String!) {
    forwardReferrals(referralIds: $referralIds, unitId: $unitId, reason: $reason) { ...Result } } ${result}`;

  async function closedUnit(): Promise<string> {
    const town = await openTown(graph);
    const id = await town.make('Kapanan');
    await town.close(id, other._id);
    return id;
  }

  /** The result for a referral on which the action was not possible. */
  const failed = (referralId: string, error: Record<string, unknown>) => ({
    referralId,
    referral: null,
    error: {
      field: null,
      reason: null,
      state: null,
      availableActions: null,
      version: null,
      requirement: null,
      reference: null,
      ...error,
    },
  });

  it('are accepted independently of one another', async () => {
    const pending = await referral({ state: 'PENDING' });
    const begun = await referral({ state: 'IN_PROGRESS' });
    const foreign = await referral({ unit: other, state: 'PENDING' });
    const referralIds = [begun, pending, foreign].map(({ referralId }) => referralId);
    expect(await officer.do(accept, { referralIds: [...referralIds, 'x'] })).toEqual([
      failed(begun.referralId, {
        code: 'CONFLICT',
        message: 'This cannot be done while it is IN_PROGRESS.',
        state: 'IN_PROGRESS',
        availableActions: actionsInProgress,
        version: 1,
      }),
      { referralId: pending.referralId, referral: { state: 'IN_PROGRESS' }, error: null },
      failed(foreign.referralId, {
        code: 'NOT_FOUND',
        message: 'There is no such referral, or none that you may see.',
      }),
      failed('x', {
        code: 'NOT_FOUND',
        message: 'There is no such referral, or none that you may see.',
      }),
    ]);
  });

  it('return for each what the mutation for one returns', async () => {
    const answered = await referral({ state: 'ANSWERED' });
    const full = await referral({ state: 'PENDING' }, { version: 1_000 });
    const withoutEnd = { requirement: 'ROOM_FOR_NOTES', version: 1_000, state: 'PENDING' };
    const steps = ['ACCEPT', 'FORWARD', 'RETURN'];
    const cases = [
      { several: accept, one: operations.accept, of: answered, expected: { state: 'ANSWERED' } },
      { several: assign, one: operations.assign, of: full, expected: withoutEnd },
    ];

    for (const { several, one, of, expected } of cases) {
      const { referralId } = of;
      const alone = await officer.refused(one, { referralId });
      expect(alone).toMatchObject(expected);
      expect(await officer.do(several, { referralIds: [referralId] })).toEqual([
        failed(referralId, { ...alone, message: expect.any(String) }),
      ]);
    }
    expect(await officer.refused(operations.assign, full)).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      availableActions: steps,
    });
  });

  it.each([
    ['an unknown unit', async () => '00000000', 'UNKNOWN'],
    ['a closed unit', () => closedUnit(), 'CLOSED'],
  ])('are not forwarded to %s, each with the field and the reason', async (_, unitOf, reason) => {
    const { referralId } = await referral({ state: 'PENDING' });
    const begun = await referral();
    const why = 'Görev alanı dışında.';
    const unitId = await unitOf();
    const error = { code: 'BAD_USER_INPUT', field: 'unitId', reason, message: expect.any(String) };

    expect(
      await officer.do(forward, {
        referralIds: [referralId, begun.referralId],
        unitId,
        reason: why,
      }),
    ).toEqual([failed(referralId, error), failed(begun.referralId, error)]);
    expect(await officer.refused(operations.forward, { referralId, unitId, reason: why })).toEqual(
      wrongField('unitId', reason),
    );
  });

  it('are not forwarded to a malformed id: the call fails as a whole', async () => {
    const { referralId } = await referral({ state: 'PENDING' });
    const unitId = 'Kadıköy';
    const reason = 'Görev alanı dışında.';
    const wrong = wrongField('unitId', 'FORMAT');

    expect(await officer.refused(forward, { referralIds: [referralId], unitId, reason })).toEqual(
      wrong,
    );
    expect(await officer.refused(operations.forward, { referralId, unitId, reason })).toEqual(
      wrong,
    );
  });

  it('of one application are all returned in the state after the last change', async () => {
    const { number, referralIds } = await graph.data.application({
      citizen: applicant,
      referrals: [
        { unit, state: 'PENDING' },
        { unit, state: 'PENDING' },
      ],
    });
    const results = await officer.do(
      `mutation($referralIds: [ID!]!) { acceptReferrals(referralIds: $referralIds) {
        referral { state application { version } } } }`,
      { referralIds },
    );

    const referral = { state: 'IN_PROGRESS', application: { version: 3 } };
    expect(results).toEqual([{ referral }, { referral }]);
    expect(await evaluator.do(operations.standing, { number })).toMatchObject({ version: 3 });
  });

  it('continue after one whose dates cannot be computed yet', async () => {
    const [unknown, known] = [
      await referral({ state: 'PENDING' }),
      await referral({ state: 'PENDING' }),
    ];
    await graph.data
      .database('application')
      .collection('applications')
      .updateOne({ number: unknown.number }, { $set: { filedAt: new Date('2033-01-04') } });
    const referralIds = [unknown.referralId, known.referralId];

    expect(
      await officer.do(
        `mutation($referralIds: [ID!]!) { acceptReferrals(referralIds: $referralIds) {
          referral { state } error { code message } } }`,
        { referralIds },
      ),
    ).toEqual([
      {
        referral: null,
        error: {
          code: 'UNAVAILABLE',
          message: expect.stringContaining('2024-01-01 to 2032-12-31'),
        },
      },
      { referral: { state: 'IN_PROGRESS' }, error: null },
    ]);
  });

  it('are assigned and forwarded', async () => {
    const two = await Promise.all([referral({ state: 'PENDING' }), referral({ state: 'PENDING' })]);
    const referralIds = two.map(({ referralId }) => referralId);
    expect(
      await officer.do(
        `mutation($referralIds: [ID!]!) { assignReferrals(referralIds: $referralIds, assignee: "officer-1") {
          referral { assignee } error { code } } }`,
        { referralIds },
      ),
    ).toEqual([1, 2].map(() => ({ referral: { assignee: 'officer-1' }, error: null })));
    expect(
      await officer.do(
        `mutation($referralIds: [ID!]!, $unitId: ID!) {
          forwardReferrals(referralIds: $referralIds, unitId: $unitId, reason: "Görev alanı dışında.") {
            referral { state application { responsibleUnits { id } } } error { code } } }`,
        { referralIds, unitId: other._id },
      ),
    ).toEqual(
      [1, 2].map(() => ({
        // From this moment on the officer no longer sees later changes.
        referral: { state: 'FORWARDED', application: { responsibleUnits: [] } },
        error: null,
      })),
    );
  });

  it.each([
    ['none', 0, 'BAD_USER_INPUT'],
    ['101', 101, 'LIMIT_EXCEEDED'],
  ])('are refused when there are %s', async (_, count, code) => {
    const referralIds = Array.from({ length: count }, () => newId('referral'));
    expect(await officer.refused(accept, { referralIds })).toMatchObject({
      code,
      field: 'referralIds',
    });
  });
});
