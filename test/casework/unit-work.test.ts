import { expect, it } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { patiently } from '../support/patiently.ts';
import { type Person, personOf } from '../support/person.ts';
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
  other,
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

onceInTheSuite('the officers of a unit', () => {
  const read = `query ($id: ID!) { administrativeUnit(id: $id) {
    officers { subject lastActedOn } } }`;
  const officersOf = async (person: Person, id = other._id) => {
    const { officers } = await person.do<{ officers: { subject: string }[] | null }>(read, { id });
    return officers?.map(({ subject }) => subject) ?? null;
  };
  const inUnit = (unitId: string | null, subject: string) =>
    personOf(graph, { role: 'OFFICER', unitId, subject });
  const atOther = (fields = {}) => referral({ unit: other, state: 'PENDING', ...fields });

  it('are those who have acted for it, and a referral can be assigned to them alone', async () => {
    const [ali, veli] = [await inUnit(other._id, 'ali'), await inUnit(other._id, 'veli')];
    const first = await atOther();
    const { referralId } = await atOther();
    const assign = (person: Person, assignee: string | null) =>
      person.ask(operations.assign, { referralId, assignee });
    expect(await officersOf(ali)).toEqual([]);

    const { errors } = await assign(ali, 'veli');
    expect(errors[0]?.extensions).toEqual(wrongField('assignee', 'UNKNOWN'));

    await veli.do(operations.accept, { referralId: first.referralId });
    expect((await assign(ali, 'veli')).errors).toEqual([]);
    // Oneself, without having acted before; and nobody.
    const yeni = await inUnit(other._id, 'yeni olan memur');
    expect((await assign(yeni, yeni.subject)).errors).toEqual([]);
    expect((await assign(ali, null)).errors).toEqual([]);

    // Within a day, by their first act.
    expect(await officersOf(evaluator)).toEqual([yeni.subject, 'ali', 'veli']);
    const { officers } = await evaluator.do<{ officers: object[] }>(read, { id: other._id });
    expect(officers[0]).toEqual({
      subject: yeni.subject,
      lastActedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });

  it('include those of a unit above who have worked on its referrals, and are shown to those above', async () => {
    const superior = await inUnit(other.parentId, 'amir');
    const { referralId } = await atOther();

    await superior.do(operations.note, { referralId, text: 'İlgileniyorum.' });

    expect(await officersOf(superior)).toContain('amir');
    expect(await officersOf(await inUnit(other._id, 'ali'))).toContain('amir');
    expect(await officersOf(superior, other.parentId ?? '')).toEqual([]);
  });

  it('are hidden from officers of other units and from other roles', async () => {
    expect(await officersOf(officer)).toBeNull();
    for (const person of [citizen, await personOf(graph, { role: 'ANALYST' })]) {
      const { data, errors } = await person.ask(read, { id: other._id });
      expect({ data, codes: errors.map(({ extensions }) => extensions['code']) }).toEqual({
        data: { administrativeUnit: { officers: null } },
        codes: ['FORBIDDEN'],
      });
    }
  });

  it('are recorded for each unit when one act is for several', async () => {
    const { units } = graph.data.directory;
    const siblings = units.filter(({ parentId }) => parentId === other.parentId).slice(0, 5);
    expect(siblings.length).toBeGreaterThan(1);
    const made = await Promise.all(siblings.map((sibling) => atOther({ unit: sibling })));
    const superior = await inUnit(other.parentId, 'genel amir');

    const results = await superior.do<object[]>(operations.acceptAll, {
      referralIds: made.map(({ referralId }) => referralId),
    });

    expect(results).toMatchObject(siblings.map(() => ({ error: null })));
    const records = graph.data.database('application').collection('unitOfficers');
    const unitIds: string[] = await records.distinct('unitId', { subject: 'genel amir' });
    expect(new Set(unitIds)).toEqual(new Set(siblings.map(({ _id }) => _id)));
  });

  it('are recorded once a day, whichever process they ask', async () => {
    const another = await graph.another();
    try {
      const token = await graph.token({ role: 'OFFICER', unitId: other._id, subject: 'gezgin' });
      for (const client of [graph.client, another.client, graph.client]) {
        const { referralId } = await atOther();
        await client.data(operations.accept, { variables: { referralId }, token });
      }
    } finally {
      await another.stop();
    }
    const records = graph.data.database('application').collection('unitOfficers');
    expect(await records.find({ subject: 'gezgin' }).toArray()).toEqual([
      {
        _id: `${other._id} gezgin`,
        unitId: other._id,
        subject: 'gezgin',
        lastActedAt: expect.any(Date),
      },
    ]);
  });
});
