import { expect, it } from '@jest/globals';
import { onceInTheSuite } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { operations, type ReferralStanding, type Standing } from './operations.ts';
import { graph, citizen, evaluator, colleague, unit, other, made } from './evaluation-scene.ts';

onceInTheSuite('claimApplication', () => {
  it('is won by one of two evaluators who claim at once; the other one gets the current state', async () => {
    const claimAtOnce = async () => {
      const { number } = await made();
      return Promise.all(
        [evaluator, colleague].map((one) => one.ask(operations.claim, { number })),
      );
    };

    // Many, because a race over what was just stored lasts for a moment only.
    const all = await Promise.all(Array.from({ length: 30 }, claimAtOnce));

    const outcomesOf = (answers: (typeof all)[number]) =>
      answers.map(({ errors }) => errors[0]?.extensions ?? 'OK');
    for (const answers of all) {
      expect(outcomesOf(answers)).toHaveLength(2);
      expect(outcomesOf(answers)).toEqual(
        expect.arrayContaining([
          'OK',
          // Whether it came second or found the application already claimed.
          expect.objectContaining({
            code: 'CONFLICT',
            stage: 'UNDER_EVALUATION',
            availableActions: expect.any(Array),
            version: 2,
          }),
        ]),
      );
    }
  });

  it('prevents other evaluators from deciding until one of them takes over', async () => {
    const { number } = await made();
    await evaluator.do(operations.claim, { number });
    expect(
      await colleague.refused(operations.refuse, { number, reason: 'NO_CONCRETE_FACT' }),
    ).toMatchObject({ code: 'CONFLICT', requirement: 'NOT_OF_ANOTHER_EVALUATOR' });
    await colleague.do(
      'mutation($number: String!) { claimApplication(number: $number, takeOver: true) { claimedBy } }',
      { number },
    );
    const refused = await colleague.do<Standing>(operations.refuse, {
      number,
      reason: 'NO_CONCRETE_FACT',
    });
    expect(refused).toMatchObject({ stage: 'NOT_PROCESSED', availableActions: ['REDACT'] });
    expect(
      await citizen.do(
        'query($number: String!) { application(number: $number) { refusalReason } }',
        {
          number,
        },
      ),
    ).toEqual({ refusalReason: 'NO_CONCRETE_FACT' });
  });
});

onceInTheSuite('claimApplication of a claimed application', () => {
  const claimed = /* GraphQL */ `
    query ($number: String!) {
      application(number: $number) {
        version
        claimedBy
        timeline {
          event
        }
      }
    }
  `;
  const takeOver = /* GraphQL */ `
    mutation ($number: String!) {
      claimApplication(number: $number, takeOver: true) {
        claimedBy
      }
    }
  `;

  it('is a conflict for the evaluator who has it already, and changes nothing', async () => {
    const { number } = await made({}, { timeline: [{}] });
    await evaluator.do(operations.claim, { number });
    const before = await evaluator.do(claimed, { number });

    for (const operation of [operations.claim, takeOver]) {
      expect(await evaluator.refused(operation, { number })).toMatchObject({
        code: 'CONFLICT',
        requirement: 'NOT_ONES_OWN',
      });
    }

    expect(await evaluator.do(claimed, { number })).toEqual(before);
  });

  it('takes it over while units work on it, so that it continues when an evaluator is away', async () => {
    const { number } = await made({}, { timeline: [{}] });
    await evaluator.do(operations.claim, { number });
    await evaluator.do(operations.refer, { number, unitIds: [unit._id] });
    expect(
      await colleague.refused(operations.refer, { number, unitIds: [other._id] }),
    ).toMatchObject({ code: 'CONFLICT', requirement: 'NOT_OF_ANOTHER_EVALUATOR' });
    expect(await colleague.refused(operations.claim, { number })).toMatchObject({
      code: 'CONFLICT',
      availableActions: ['CLAIM', 'REDACT'],
    });

    expect(await colleague.do(takeOver, { number })).toEqual({ claimedBy: 'evaluator-2' });

    const { referrals } = await colleague.do<Standing>(operations.refer, {
      number,
      unitIds: [other._id],
    });
    const cancelled = await colleague.do<ReferralStanding>(operations.cancel, {
      referralId: referrals[0]?.id,
      reason: 'Konu öteki birimindir.',
    });
    expect(cancelled.state).toBe('CANCELLED');
    // Not a step of the application: only staff see it.
    const eventsOf = async (person: Person) =>
      (await person.do<{ timeline: { event: string }[] }>(claimed, { number })).timeline
        .map(({ event }) => event)
        .filter((event) => event === 'CLAIMED');
    expect(await eventsOf(evaluator)).toHaveLength(2);
    const { timeline } = await citizen.do<{ timeline: { event: string }[] }>(
      'query ($number: String!) { application(number: $number) { timeline { event } } }',
      { number },
    );
    expect(timeline.filter(({ event }) => event === 'CLAIMED')).toHaveLength(1);
  });
});

onceInTheSuite('an application with a very large version', () => {
  it.each([
    [999, true],
    [1_000, false],
  ])(
    'of version %i is given notes: %s, and can be worked on to its end',
    async (version, notes) => {
      const { number } = await made({ version }, { referrals: [{ unit, state: 'PENDING' }] });
      const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });

      const { referrals } = await officer.do<Standing>(operations.standing, { number });
      const referralId = referrals[0]?.id;

      const steps = ['ACCEPT', 'FORWARD', 'RETURN'];
      expect(referrals[0]?.availableActions.toSorted()).toEqual(
        [...steps, ...(notes ? ['ASSIGN', 'ADD_NOTE'] : [])].toSorted(),
      );
      if (!notes) {
        expect(await officer.refused(operations.note, { referralId, text: 'Not.' })).toMatchObject({
          code: 'LIMIT_EXCEEDED',
          requirement: 'ROOM_FOR_NOTES',
          version,
        });
      }
    },
  );
});
