import { expect, it } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { actionsInProgress, operations, type Standing } from './operations.ts';
import { graph, citizen, evaluator, unit, other, made } from './evaluation-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('Application.suggestedUnits', () => {
  const suggestedUnits = `query($number: String!) { application(number: $number) {
    suggestedUnits { unit { id } reason } } }`;

  it('returns the result of suggestUnits for topic and place, to the centre and to officers', async () => {
    const { number } = await made({}, { referrals: [{ unit }] });
    const topicId = graph.data.directory.topics[0]?._id;
    const offered = await evaluator.do<unknown[]>(
      'query($topicId: ID!) { suggestUnits(topicId: $topicId, provinceCode: "34") { unit { id } reason } }',
      { topicId },
    );
    expect(offered).not.toEqual([]);
    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    for (const person of [evaluator, officer]) {
      expect(await person.do(suggestedUnits, { number })).toEqual({ suggestedUnits: offered });
    }
    expect(await citizen.refused(suggestedUnits, { number })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('excludes units below the unit whose head a complaint is about, competent or not', async () => {
    const suggested = async (fields: Partial<ApplicationDocument>) => {
      const { number } = await made({ type: 'COMPLAINT', ...fields });
      const { suggestedUnits: offered } = await evaluator.do<{
        suggestedUnits: { unit: { id: string; ancestors: { id: string }[] } }[];
      }>(
        `query($number: String!) { application(number: $number) {
          suggestedUnits { unit { id ancestors { id } } } } }`,
        { number },
      );
      return offered.flatMap(({ unit: { id, ancestors } }) => [
        id,
        ...ancestors.map((one) => one.id),
      ]);
    };
    const governorship = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
    expect(await suggested({ meantUnitId: governorship })).toContain(governorship);

    const kept = await suggested({ meantUnitId: governorship, aboutHeadOfUnit: true });

    expect(kept).not.toEqual([]);
    expect(kept).not.toContain(governorship);
  });

  it('returns the competent units for a complaint about the head of a unit without a unit above', async () => {
    const about = { type: 'COMPLAINT', meantUnitId: '85316115' } as const;
    const [one, other] = [await made(about), await made({ ...about, aboutHeadOfUnit: true })];

    const offered = await evaluator.do<{ suggestedUnits: unknown[] }>(suggestedUnits, {
      number: one.number,
    });

    expect(offered.suggestedUnits.length).toBeGreaterThan(0);
    expect(await evaluator.do(suggestedUnits, { number: other.number })).toEqual(offered);
  });

  it('returns the unit above for a complaint about the head of a unit, and not the unit itself', async () => {
    const { number } = await made({
      type: 'COMPLAINT',
      meantUnitId: unit._id,
      aboutHeadOfUnit: true,
    });
    const { suggestedUnits: offered } = await evaluator.do<{
      suggestedUnits: { unit: { id: string }; reason: string }[];
    }>(suggestedUnits, { number });
    expect(offered[0]).toEqual({ unit: { id: unit.parentId }, reason: 'UNIT_ABOVE' });
    expect(offered.map(({ unit: { id } }) => id)).not.toContain(unit._id);
    expect(
      await evaluator.refused(operations.refer, { number, unitIds: [unit._id] }),
    ).toMatchObject(wrongField('unitIds[0]', 'CONFLICT'));
  });
});

onceInTheSuite('an illegal move', () => {
  it('is a conflict that reports the current state, the possible actions and the version', async () => {
    const { number } = await made({}, { referrals: [{ unit, state: 'IN_PROGRESS' }] });
    const { message: _, ...found } = await evaluator.refused(operations.refuse, {
      number,
      reason: 'NO_CONCRETE_FACT',
    });
    expect(found).toEqual({
      code: 'CONFLICT',
      stage: 'IN_PROGRESS',
      availableActions: ['CLAIM', 'REFER', 'CORRECT', 'REDACT'],
      version: 1,
    });
    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    const { referrals } = await officer.do<Standing>(operations.standing, { number });
    expect(await officer.refused(operations.accept, { referralId: referrals[0]?.id })).toEqual({
      code: 'CONFLICT',
      state: 'IN_PROGRESS',
      availableActions: actionsInProgress,
      version: 1,
    });
  });

  it('is refused with the current version when another version was expected', async () => {
    const { number } = await made();
    await citizen.do(operations.standing, { number });
    expect(
      await citizen.refused(
        'mutation($number: String!) { withdrawApplication(number: $number, expectedVersion: 7) { stage } }',
        { number },
      ),
    ).toEqual({
      code: 'CONFLICT',
      stage: 'RECEIVED',
      availableActions: ['WITHDRAW'],
      version: 1,
    });
  });
});

onceInTheSuite('referApplication', () => {
  it.each([
    ['no unit', () => [], 'RANGE', 'unitIds'],
    [
      'eleven units',
      () => Array.from({ length: 11 }, (_, index) => String(10_000_000 + index)),
      'RANGE',
      'unitIds',
    ],
    ['a unit twice', () => [unit._id, unit._id], 'RANGE', 'unitIds'],
    ['a malformed id', () => [unit._id, 'Kadıköy'], 'FORMAT', 'unitIds[1]'],
    ['an unknown unit', () => [unit._id, '00000000'], 'UNKNOWN', 'unitIds[1]'],
  ] as const)('refuses %s', async (_, unitIds, reason, field) => {
    const { number } = await made();
    expect(await evaluator.refused(operations.refer, { number, unitIds: unitIds() })).toMatchObject(
      wrongField(field, reason),
    );
  });

  it('adds a unit to those at work, and settles returned referrals', async () => {
    const { number } = await made({}, { referrals: [{ unit, state: 'PENDING' }] });
    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    const standing = await evaluator.do<Standing>(operations.standing, { number });
    const referralId = standing.referrals[0]?.id;
    await officer.do(operations.return, { referralId, reason: 'Görev alanımızda değil.' });
    const returned = await evaluator.do<Standing>(operations.standing, { number });
    expect(returned.stage).toBe('UNDER_EVALUATION');
    const referred = await evaluator.do<Standing>(operations.refer, {
      number,
      unitIds: [other._id],
    });
    expect(referred.stage).toBe('REFERRED');
    expect(referred.referrals.map(({ state }) => state)).toEqual(['CANCELLED', 'PENDING']);
    expect(referred.responsibleUnits).toEqual([{ id: other._id }]);
  });
});

onceInTheSuite('hideIdentity', () => {
  it('applies to complaints and reports that are not hidden yet', async () => {
    const request = await made({ type: 'REQUEST' });
    const hidden = await made({ type: 'REPORT', identityHidden: true });
    for (const { number } of [request, hidden]) {
      expect(await evaluator.refused(operations.hideIdentity, { number })).toMatchObject({
        code: 'CONFLICT',
        requirement: 'IDENTITY_MAY_BE_HIDDEN',
      });
    }
  });
});

onceInTheSuite('cancelReferral', () => {
  it('keeps the answer of the other units when a unit has returned its part', async () => {
    const { number } = await made(
      {},
      {
        referrals: [
          { unit, state: 'ANSWERED' },
          { unit: other, state: 'RETURNED' },
        ],
      },
    );
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
    const cancelled = await evaluator.do<{ application: Standing }>(operations.cancel, {
      referralId: referrals[1]?.id,
      reason: 'Diğer birim cevapladı.',
    });
    expect(cancelled.application.stage).toBe('ANSWERED');
  });

  it('notifies the applicant of the reason, since the stage may go back', async () => {
    const { number } = await made({}, { referrals: [{ unit, state: 'PENDING' }] });
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
    const reason = 'Yanlış birime sevk edilmiş.';
    await evaluator.do(operations.cancel, { referralId: referrals[0]?.id, reason });

    const seen = await citizen.do<{ stage: string; timeline: unknown[] }>(
      `query($number: String!) { application(number: $number) {
        stage timeline { event actor note unit { id } } } }`,
      { number },
    );

    expect(seen.stage).toBe('RECEIVED');
    expect(seen.timeline.at(-1)).toEqual({
      event: 'CANCELLED',
      actor: 'EVALUATOR',
      note: reason,
      unit: { id: unit._id },
    });
  });
});

onceInTheSuite('a move by a viewer who may not make it', () => {
  it('is refused by role, and reports a missing application to those who do not see it', async () => {
    const { number } = await made({}, { referrals: [{ unit, state: 'PENDING' }] });
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
    const referralId = referrals[0]?.id;
    const stranger = await personOf(graph, {
      role: 'CITIZEN',
      citizenId: (await graph.data.citizen()).id,
    });
    const elsewhere = await personOf(graph, { role: 'OFFICER', unitId: other._id });
    const admin = await personOf(graph, { role: 'ADMIN' });
    const analyst = await personOf(graph, { role: 'ANALYST' });
    expect(await citizen.refused(operations.claim, { number })).toEqual({ code: 'FORBIDDEN' });
    expect(await evaluator.refused(operations.accept, { referralId })).toEqual({
      code: 'FORBIDDEN',
    });
    for (const person of [admin, analyst]) {
      expect(await person.refused(operations.withdraw, { number })).toEqual({ code: 'FORBIDDEN' });
    }
    expect(await stranger.refused(operations.withdraw, { number })).toEqual({ code: 'NOT_FOUND' });
    expect(await elsewhere.refused(operations.accept, { referralId })).toEqual({
      code: 'NOT_FOUND',
    });
    expect(await elsewhere.refused(operations.accept, { referralId: 'x' })).toEqual({
      code: 'NOT_FOUND',
    });
  });
});
