import { expect, test } from '@jest/globals';
import { onceInTheSuite } from '../support/graph.ts';
import { graph, inside, town, ways } from './closed-units-scene.ts';
import { draftOf } from './drafts.ts';
import { operations } from './operations.ts';
import { referralsOf } from './town.ts';

/**
 * The referrals of a closed unit go to a successor that already has the application, or that gets
 * it twice.
 */

onceInTheSuite('when a unit is closed', () => {
  test('a successor that already has the application continues with its own referral', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit, successor]);
    const officer = await town.officerOf(successor);
    await officer.do(operations.accept, { referralId: referrals[1]?.id });

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
    ]);
    expect(left.stage).toBe('IN_PROGRESS');
  });

  test('a successor that has not begun continues with the work of the closed unit', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([successor, unit]);
    const referralId = referrals[1]?.id;
    await ways['AWAITING_APPROVAL']?.(referralId ?? '', unit);
    const officer = await town.officerOf(unit, 'officer-2');
    const rejected = await draftOf(officer, number, referralId);
    await officer.do(operations.reject, { ...rejected, reason: 'Tarih verilmemiş.' });
    await officer.do(operations.assign, { referralId, assignee: 'officer-1' });
    const before = await town.standing(number);

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [successor, 'IN_PROGRESS'],
      [unit, 'FORWARDED'],
    ]);
    expect(left.stage).toBe(before.stage);
    expect(await officer.do(inside, { number })).toEqual({
      referrals: [
        {
          assignee: 'officer-1',
          draft: { text: 'Lambaların yenilenmesi programa alınmıştır.' },
        },
        { assignee: 'officer-1', draft: null },
      ],
    });
  });

  test.each(['AWAITING_CITIZEN', 'AWAITING_APPROVAL'])(
    'a successor that has the application takes over a referral that was %s, too',
    async (state) => {
      const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
      const { number, referrals } = await town.referTo([successor, unit]);
      await ways[state]?.(referrals[1]?.id ?? '', unit);

      await town.close(unit, successor);
      const left = await town.leftBy(number, unit);

      expect(referralsOf(left)).toEqual([
        [successor, 'PENDING'],
        [unit, 'FORWARDED'],
        [successor, state],
      ]);
      // Both continue at the next successor when this one is closed as well.
      const next = await town.make('Sonraki');
      await town.close(successor, next);
      expect(referralsOf(await town.leftBy(number, successor))).toEqual([
        [successor, 'FORWARDED'],
        [next, 'PENDING'],
        [unit, 'FORWARDED'],
        [successor, 'FORWARDED'],
        [next, state],
      ]);
    },
  );

  test.each([
    ['PENDING', 'AWAITING_CITIZEN'],
    ['IN_PROGRESS', 'AWAITING_CITIZEN'],
    ['IN_PROGRESS', 'AWAITING_APPROVAL'],
  ])(
    'a referral that was %s there continues beside one that is %s at the successor',
    async (state, own) => {
      const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
      const { number, referrals } = await town.referTo([unit, successor]);
      await ways[state]?.(referrals[0]?.id ?? '', unit);
      await ways[own]?.(referrals[1]?.id ?? '', successor);
      const before = await town.standing(number);

      await town.close(unit, successor);
      const left = await town.leftBy(number, unit);

      expect(referralsOf(left)).toEqual([
        [unit, 'FORWARDED'],
        [successor, state],
        [successor, own],
      ]);
      expect(left.stage).toBe(before.stage);
    },
  );

  test.each([
    ['first', 0],
    ['last', 1],
  ])('a question waits apart from other work when its unit is closed %s', async (_, asking) => {
    const closing = [await town.make('Bir'), await town.make('Öteki')] as const;
    const successor = await town.make('Devralan');
    const { number, referrals } = await town.referTo([...closing]);
    await ways['IN_PROGRESS']?.(referrals[0]?.id ?? '', closing[0]);
    await ways['AWAITING_CITIZEN']?.(referrals[1]?.id ?? '', closing[1]);

    for (const unit of asking === 0 ? closing.toReversed() : closing) {
      await town.close(unit, successor);
      await town.leftBy(number, unit);
    }

    const left = await town.standing(number);
    expect(referralsOf(left)).toEqual([
      [closing[0], 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
      [closing[1], 'FORWARDED'],
      [successor, 'AWAITING_CITIZEN'],
    ]);
    expect(left.stage).toBe('IN_PROGRESS');
  });

  test('two rejected drafts each stay with their referral', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit, successor]);
    const texts = ['Lambalar bu ay yenilenecektir.', 'Lambalar yenilenmiştir.'];
    for (const [index, unitId] of [unit, successor].entries()) {
      const referralId = referrals[index]?.id;
      const officer = await town.officerOf(unitId);
      await officer.do(operations.accept, { referralId });
      const draft = { kind: 'FINAL', outcome: 'GRANTED', text: texts[index] };
      await officer.do(operations.draft, { referralId, ...draft });
      const superior = await town.officerOf(unitId, 'officer-2');
      const rejected = await draftOf(superior, number, referralId);
      await superior.do(operations.reject, { ...rejected, reason: 'Tarih verilmemiş.' });
    }

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
    ]);
    const stored = graph.data.database('application').collection('referrals');
    const drafts = await stored.find({ unitId: { $in: [unit, successor] } }).toArray();
    expect(new Map(drafts.map(({ unitId, draft }) => [unitId, draft?.text]))).toEqual(
      new Map([
        [unit, texts[0]],
        [successor, texts[1]],
      ]),
    );
  });

  test.each(['PENDING', 'IN_PROGRESS'])(
    'its assignee is assigned to the successor’s own referral, %s, with an entry',
    async (own) => {
      const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
      const { number, referrals } = await town.referTo([unit, successor]);
      const officer = await town.officerOf(unit);
      await officer.do(operations.assign, { referralId: referrals[0]?.id, assignee: 'officer-1' });
      await ways[own]?.(referrals[1]?.id ?? '', successor);

      await town.close(unit, successor);
      const left = await town.leftBy(number, unit);

      expect(referralsOf(left)).toEqual([
        [unit, 'FORWARDED'],
        [successor, own],
      ]);
      const { referrals: assigned, timeline } = await town.evaluator.do<{
        referrals: { assignee: string }[];
        timeline: unknown[];
      }>(
        `query ($number: String!) { application(number: $number) {
          referrals { assignee } timeline { event actor unit { id } note } } }`,
        { number },
      );
      expect(assigned[1]).toEqual({ assignee: 'officer-1' });
      expect(timeline.at(-1)).toEqual({
        event: 'ASSIGNED',
        actor: null,
        unit: { id: successor },
        note: 'officer-1',
      });
    },
  );

  test('two units that are closed in favour of the same one pass on one referral', async () => {
    const [one, other, successor] = [
      await town.make('Bir'),
      await town.make('Öteki'),
      await town.make('Devralan'),
    ];
    const { number } = await town.referTo([one, other]);

    await Promise.all([town.close(one, successor), town.close(other, successor)]);
    const left = await town.leftBy(number, one, other);

    // It replaces the first one, whichever unit was closed first.
    expect(referralsOf(left)).toEqual([
      [one, 'FORWARDED'],
      [successor, 'PENDING'],
      [other, 'FORWARDED'],
    ]);
  });

  test.each([
    ['had nothing of it', false],
    ['has the application already', true],
  ])('a successor that %s becomes the lead in place of a closed lead', async (_, hasIt) => {
    const [lead, other, successor] = [
      await town.make('Öncü'),
      await town.make('Öteki'),
      await town.make('Devralan'),
    ];
    const { number } = await town.referTo([lead, other, ...(hasIt ? [successor] : [])]);

    await town.close(lead, successor);

    expect(await town.leftBy(number, lead)).toMatchObject({
      responsibleUnits: [{ id: successor }, { id: other }],
    });
  });
});
