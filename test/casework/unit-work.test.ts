import { expect, it } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { patiently } from '../support/patiently.ts';
import type { Person } from '../support/person.ts';
import { operations, type Standing } from './operations.ts';
import {
  graph,
  applicant,
  citizen,
  colleague,
  evaluator,
  officer,
  unit,
  referral,
  now,
} from './unit-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('withdrawApplication', () => {
  it('ends every open referral, and nothing follows', async () => {
    const { referralId, number } = await referral();
    const withdrawn = await citizen.do<Standing>(operations.withdraw, { number });
    expect(withdrawn).toMatchObject({
      stage: 'WITHDRAWN',
      availableActions: [],
      referrals: [{ state: 'CANCELLED' }],
    });
    // The unit still sees that it had it.
    expect(await officer.refused(operations.accept, { referralId })).toMatchObject({
      code: 'CONFLICT',
      state: 'CANCELLED',
    });
    expect(
      await evaluator.refused(operations.refer, { number, unitIds: [unit._id] }),
    ).toMatchObject({
      code: 'CONFLICT',
      stage: 'WITHDRAWN',
      availableActions: ['REDACT'],
    });
  });
});

onceInTheSuite('addNote', () => {
  it('is possible after the answer, and not after the applicant has withdrawn', async () => {
    const answered = { unit, state: 'ANSWERED', closedAt: now() } as const;
    const note = async (fields: Partial<ApplicationDocument>) => {
      const { referralIds } = await graph.data.application({
        citizen: applicant,
        fields,
        referrals: [answered],
      });
      const [referralId] = referralIds;
      const { errors } = await officer.ask(operations.note, { referralId, text: 'Dosyalandı.' });
      return errors[0]?.extensions ?? 'OK';
    };

    expect(await note({})).toBe('OK');
    const withdrawn = { withdrawnAt: now(), stage: 'WITHDRAWN', open: false } as const;
    expect(await note(withdrawn)).toMatchObject({
      code: 'CONFLICT',
      requirement: 'NOT_WITHDRAWN',
      availableActions: [],
    });
  });
});

onceInTheSuite('notes added at the same time', () => {
  const texts = Array.from({ length: 50 }, (_, index) => `Not ${index}.`);
  const notesOf = (number: string) =>
    officer.do<{ timeline: { note: string }[] }>(
      'query($number: String!) { application(number: $number) { timeline { note } } }',
      { number },
    );

  it('are all added', async () => {
    const { referralId, number } = await referral();
    const answers = await Promise.all(
      texts.map((text) => patiently(() => officer.ask(operations.note, { referralId, text }))),
    );

    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const { timeline } = await notesOf(number);
    expect(timeline.map(({ note }) => note).toSorted()).toEqual(texts.toSorted());
  });

  it('by several officers and another action do not exclude each other', async () => {
    const { referralId, number } = await referral({ state: 'PENDING' });
    const note = (person: Person, text: string) =>
      patiently(() => person.ask(operations.note, { referralId, text }));
    const answers = await Promise.all([
      ...texts.map((text, index) => note(index % 2 === 0 ? officer : colleague, text)),
      patiently(() => officer.ask(operations.accept, { referralId })),
    ]);

    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const { timeline } = await notesOf(number);
    expect(timeline.flatMap(({ note }) => note ?? []).toSorted()).toEqual(texts.toSorted());
    expect(await evaluator.do(operations.standing, { number })).toMatchObject({
      stage: 'IN_PROGRESS',
      version: 1 + texts.length + 1,
    });
  });

  it('exclude each other where the client expects a version', async () => {
    const { referralId, number } = await referral();
    const expecting = `mutation ($referralId: ID!, $text: String!) {
      addNote(referralId: $referralId, text: $text, expectedVersion: 1) { id }
    }`;
    const answers = await Promise.all(
      texts.slice(0, 10).map((text) => officer.ask(expecting, { referralId, text })),
    );

    const refusals = answers.flatMap(({ errors }) =>
      errors.map(({ extensions }) => extensions['code']),
    );
    expect(refusals).toEqual(Array<string>(9).fill('CONFLICT'));
    expect((await notesOf(number)).timeline).toHaveLength(1);
  });
});

onceInTheSuite('a text that people write', () => {
  const note = (text: unknown) => ({ text });

  it.each([
    ['a NUL byte', 'a\u0000b', 'FORMAT'],
    ['a lone surrogate', 'a\ud800b', 'FORMAT'],
    ['nothing but white space', '  \n ', 'RANGE'],
    ['60 kB of combining marks', `a${'\u0301'.repeat(30_000)}`, 'RANGE'],
  ])('is refused with %s', async (_, text, reason) => {
    const { referralId } = await referral();
    expect(await officer.refused(operations.note, { referralId, ...note(text) })).toMatchObject(
      wrongField('text', reason),
    );
  });

  it('is stored unchanged when it looks like markup or an operator', async () => {
    const { referralId, number } = await referral();
    const texts = ['<script>alert(1)</script>', '{"$gt": ""}', '$where: 1 == 1', '👩‍👩‍👧 ve İıŞğ'];
    for (const text of texts) await officer.do(operations.note, { referralId, ...note(text) });
    expect(
      await officer.do(
        'query($number: String!) { application(number: $number) { timeline { note } } }',
        {
          number,
        },
      ),
    ).toEqual({ timeline: texts.map((text) => ({ note: text })) });
  });

  it('is refused when it is an object', async () => {
    const { referralId } = await referral();
    const operator = { $gt: '' };
    for (const variables of [
      { referralId, ...note(operator) },
      { referralId: operator, ...note('Not') },
    ]) {
      expect(await officer.refused(operations.note, variables)).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
  });
});
