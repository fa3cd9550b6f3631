import { expect, it } from '@jest/globals';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { operations, type Standing } from './operations.ts';
import { graph, citizen, evaluator, colleague, unit, made } from './evaluation-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('redactApplication', () => {
  const words = /* GraphQL */ `
    query ($number: String!) {
      application(number: $number) {
        subject
        text
        supplements {
          text
        }
        appeals {
          text
        }
      }
    }
  `;
  const inForce = /* GraphQL */ `
    fragment InForce on Application {
      redaction {
        subject
        text
        supplements
        appeals
        attachmentsWithheld
      }
    }
  `;
  const redact = /* GraphQL */ `
    mutation (
      $number: String!
      $redactedText: String
      $redactedSubject: String
      $redactedSupplements: [String]
      $redactedAppeals: [String]
      $withholdAttachments: Boolean
      $expectedVersion: Int
    ) {
      redactApplication(
        number: $number
        redactedText: $redactedText
        redactedSubject: $redactedSubject
        redactedSupplements: $redactedSupplements
        redactedAppeals: $redactedAppeals
        withholdAttachments: $withholdAttachments
        expectedVersion: $expectedVersion
      ) {
        ...InForce
      }
    }
    ${inForce}
  `;
  const redaction = /* GraphQL */ `
    query ($number: String!) {
      application(number: $number) {
        ...InForce
      }
    }
    ${inForce}
  `;
  const nothingRedacted = {
    subject: null,
    text: null,
    supplements: [null, null],
    appeals: [],
    attachmentsWithheld: false,
  };
  const own = {
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    supplements: [{ text: 'Ben Ayşe Kaya.' }, { text: 'Çarşı Sokak.' }],
  };

  async function answered(): Promise<string> {
    const at = new Date();
    const { number } = await made(
      { answeredAt: at },
      {
        content: { supplements: own.supplements.map(({ text }) => ({ at, text })) },
        referrals: [
          {
            unit,
            state: 'ANSWERED',
            closedAt: at,
            replies: [{ kind: 'FINAL', outcome: 'REFUSED', text: 'Olmaz.', repliedAt: at }],
          },
        ],
      },
    );
    return number;
  }

  it('replaces every text of the applicant for units, also after the answer', async () => {
    const number = await answered();
    const appeal = 'Ben Ayşe Kaya, cevabı kabul etmiyorum.';
    await citizen.do(operations.appeal, { number, text: appeal });
    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    const whole = { ...own, appeals: [{ text: appeal }] };
    expect(await officer.do(words, { number })).toEqual(whole);

    await evaluator.do(redact, {
      number,
      redactedText: 'Bir yolun onarılması.',
      redactedSubject: 'Yol',
      redactedSupplements: ['Ben ….'],
      redactedAppeals: ['…, cevabı kabul etmiyorum.'],
    });

    expect(await officer.do(words, { number })).toEqual({
      subject: 'Yol',
      text: 'Bir yolun onarılması.',
      supplements: [{ text: 'Ben ….' }, { text: 'Çarşı Sokak.' }],
      appeals: [{ text: '…, cevabı kabul etmiyorum.' }],
    });
    for (const person of [citizen, evaluator])
      expect(await person.do(words, { number })).toEqual(whole);
  });

  it('keeps the earlier text of a field that it does not name', async () => {
    const number = await answered();
    const appeal = 'Ben Ayşe Kaya, cevabı kabul etmiyorum.';
    await citizen.do(operations.appeal, { number, text: appeal });
    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    const steps: [Record<string, unknown>, Record<string, unknown>][] = [
      [{ redactedSubject: 'Yol' }, { subject: 'Yol' }],
      [{ redactedText: 'Bir yol.' }, { text: 'Bir yol.' }],
      [{ redactedSupplements: ['Ben ….'] }, { supplements: ['Ben ….', null] }],
      [{ redactedAppeals: ['…, kabul etmiyorum.'] }, { appeals: ['…, kabul etmiyorum.'] }],
      [{ withholdAttachments: true }, { attachmentsWithheld: true }],
      [{ redactedSubject: 'Sokak', withholdAttachments: null }, { subject: 'Sokak' }],
    ];
    let inForce: Record<string, unknown> = { ...nothingRedacted, appeals: [null] };

    for (const [named, set] of steps) {
      inForce = { ...inForce, ...set };
      expect(await evaluator.do(redact, { number, ...named })).toEqual({ redaction: inForce });
    }

    expect(await evaluator.do(redaction, { number })).toEqual({ redaction: inForce });
    expect(await officer.do(words, { number })).toEqual({
      subject: 'Sokak',
      text: 'Bir yol.',
      supplements: [{ text: 'Ben ….' }, { text: 'Çarşı Sokak.' }],
      appeals: [{ text: '…, kabul etmiyorum.' }],
    });
  });

  it('replaces a list as a whole', async () => {
    const number = await answered();
    await evaluator.do(redact, { number, redactedSupplements: ['Ben ….', '… Sokak.'] });

    const supplementsAfter = async (redactedSupplements: (string | null)[]) => {
      const set = { number, redactedSupplements, redactedSubject: 'Yol' };
      return (await evaluator.do<{ redaction: unknown }>(redact, set)).redaction;
    };

    const others = { ...nothingRedacted, subject: 'Yol' };
    expect(await supplementsAfter([null, 'Bir sokak.'])).toEqual({
      ...others,
      supplements: [null, 'Bir sokak.'],
    });
    expect(await supplementsAfter(['….'])).toEqual({ ...others, supplements: ['….', null] });
    expect(await supplementsAfter([])).toEqual(others);
  });

  it('shows the applicant’s own text again where it is null', async () => {
    const number = await answered();
    const appeal = 'Ben Ayşe Kaya, cevabı kabul etmiyorum.';
    await citizen.do(operations.appeal, { number, text: appeal });
    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    await evaluator.do(redact, {
      number,
      redactedText: 'Bir yol.',
      redactedSubject: 'Yol',
      redactedSupplements: ['Ben ….', '… Sokak.'],
      redactedAppeals: ['….'],
      withholdAttachments: true,
    });

    for (const field of ['redactedSubject', 'redactedSupplements', 'redactedAppeals']) {
      await evaluator.do(redact, { number, [field]: null });
    }
    expect(await evaluator.do(redaction, { number })).toEqual({
      redaction: {
        ...nothingRedacted,
        text: 'Bir yol.',
        appeals: [null],
        attachmentsWithheld: true,
      },
    });

    await evaluator.do(redact, { number, redactedText: null, withholdAttachments: false });
    expect(await evaluator.do(redaction, { number })).toEqual({ redaction: null });
    expect(await officer.do(words, { number })).toEqual({ ...own, appeals: [{ text: appeal }] });
  });

  it('is refused with a subject of several lines', async () => {
    const number = await answered();

    expect(await evaluator.refused(redact, { number, redactedSubject: 'Yol\nbozuk' })).toEqual(
      wrongField('redactedSubject', 'FORMAT'),
    );
  });

  it('shows the texts in force to the centre alone', async () => {
    const number = await answered();
    expect(await evaluator.do(redaction, { number })).toEqual({ redaction: null });
    await evaluator.do(redact, { number, redactedText: 'Bir yol.' });
    expect(await colleague.do(redaction, { number })).toEqual({
      redaction: { ...nothingRedacted, text: 'Bir yol.' },
    });

    for (const person of [citizen, await personOf(graph, { role: 'OFFICER', unitId: unit._id })]) {
      const { data, errors } = await person.ask(redaction, { number });
      expect({ data, codes: errors.map(({ extensions }) => extensions) }).toEqual({
        data: { application: { redaction: null } },
        codes: [{ code: 'FORBIDDEN' }],
      });
    }
  });

  it('keeps the texts of both when two evaluators redact at once and the one that lost repeats it', async () => {
    const number = await answered();
    const redactions = [
      { by: evaluator, named: { redactedText: 'Bir yol.' } },
      { by: colleague, named: { redactedSubject: 'Yol' } },
    ];

    const answers = await Promise.all(
      redactions.map(async ({ by, named }) => {
        const { errors } = await by.ask(redact, { number, ...named, expectedVersion: 1 });
        return errors[0]?.extensions ?? { code: 'OK' };
      }),
    );
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['OK', 'CONFLICT']));
    const lost = answers.findIndex(({ code }) => code === 'CONFLICT');
    expect(answers[lost]).toMatchObject({ version: 2 });
    const again = redactions[lost];
    await again?.by.do(redact, { number, ...again.named, expectedVersion: 2 });

    expect(await evaluator.do(redaction, { number })).toEqual({
      redaction: { ...nothingRedacted, subject: 'Yol', text: 'Bir yol.' },
    });
  });

  it.each([
    ['no argument', {}],
    ['only null for the attachments', { withholdAttachments: null }],
  ])('refuses a call without any text: %s', async (_, named) => {
    const number = await answered();

    expect(await evaluator.refused(redact, { number, ...named })).toEqual(
      wrongField('redactedText', 'REQUIRED'),
    );

    expect(await evaluator.do<Standing>(operations.standing, { number })).toMatchObject({
      version: 1,
    });
  });

  it('is possible after withdrawal, since units still see the application', async () => {
    const { number } = await made({}, { referrals: [{ unit, state: 'RETURNED' }] });
    await citizen.do(operations.withdraw, { number });

    await evaluator.do(redact, { number, redactedText: 'Bir yolun onarılması.' });

    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    expect(await officer.do(words, { number })).toMatchObject({ text: 'Bir yolun onarılması.' });
  });

  it.each([
    ['redactedSupplements', ['a', 'b', 'c'], 'RANGE', { max: 2 }],
    ['redactedAppeals', ['a'], 'RANGE', { max: 0 }],
    ['redactedSupplements', [''], 'RANGE', { min: 1, max: 10_000 }],
    ['redactedAppeals', ['\u0000'], 'FORMAT', {}],
  ])('refuses %s of %j, and changes nothing', async (field, texts, reason, limits) => {
    const number = await answered();

    expect(await evaluator.refused(redact, { number, [field]: texts })).toEqual(
      wrongField(field, reason, limits),
    );

    expect(await evaluator.do<Standing>(operations.standing, { number })).toMatchObject({
      version: 1,
    });
  });
});
