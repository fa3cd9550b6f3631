import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestApplication, TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import {
  actionsInProgress,
  operations,
  type ReferralStanding,
  type Standing,
} from './operations.ts';

let graph: TestGraph;
let applicant: TestCitizen;
let citizen: Person;
let evaluator: Person;
let colleague: Person;
let unit: UnitRecord;
let other: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  applicant = await graph.data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-1' });
  colleague = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-2' });
  unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
});
afterAll(() => graph.stop());

const made = (fields: Partial<ApplicationDocument> = {}, rest: Partial<TestApplication> = {}) =>
  graph.data.application({ citizen: applicant, fields, ...rest });

describe('Application.suggestedUnits', () => {
  const suggestedUnits = `query($number: String!) { application(number: $number) {
    suggestedUnits { unit { id } reason } } }`;

  it('offers what suggestUnits offers for topic and place, to the centre and to officers', async () => {
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

  it('offers no unit below the one whose head a complaint is about, competent or not', async () => {
    const suggested = async (fields: Partial<ApplicationDocument>) => {
      const { number } = await made({ type: 'COMPLAINT', ...fields });
      const { suggestedUnits: offered } = await evaluator.do<{
        suggestedUnits: { unit: { id: string; ancestors: { id: string }[] } }[];
      }>(
        `query($number: String!) { application(number: $number) {
          suggestedUnits { unit { id ancestors { id } } } } }`,
        { number },
      );
      return offered.map(({ unit: { id, ancestors } }) => [id, ...ancestors.map((one) => one.id)]);
    };
    const governorship = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
    const isBelow = (ids: string[]) => ids.includes(governorship);
    expect((await suggested({ meantUnitId: governorship })).some(isBelow)).toBe(true);

    const kept = await suggested({ meantUnitId: governorship, aboutHeadOfUnit: true });

    expect(kept.length).toBeGreaterThan(0);
    expect(kept.some(isBelow)).toBe(false);
  });

  it('offers the competent ones for a complaint about the head of a unit that has none above', async () => {
    const about = { type: 'COMPLAINT', meantUnitId: '85316115' } as const;
    const [one, other] = [await made(about), await made({ ...about, aboutHeadOfUnit: true })];

    const offered = await evaluator.do<{ suggestedUnits: unknown[] }>(suggestedUnits, {
      number: one.number,
    });

    expect(offered.suggestedUnits.length).toBeGreaterThan(0);
    expect(await evaluator.do(suggestedUnits, { number: other.number })).toEqual(offered);
  });

  it('offers the unit above for a complaint about the head of a unit, and not the unit itself', async () => {
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
    ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'unitIds', reason: 'CONFLICT' });
  });
});

describe('claimApplication', () => {
  it('is won by one of two evaluators who claim at once, and the other is told how it stands', async () => {
    const claimAtOnce = async () => {
      const { number } = await made();
      return Promise.all(
        [evaluator, colleague].map((one) => one.ask(operations.claim, { number })),
      );
    };

    // Many, since what was just stored could be missed for a moment only.
    const all = await Promise.all(Array.from({ length: 30 }, claimAtOnce));

    const outcomesOf = (answers: (typeof all)[number]) =>
      answers.map(({ errors }) => errors[0]?.extensions ?? 'OK');
    for (const answers of all) {
      expect(outcomesOf(answers)).toHaveLength(2);
      expect(outcomesOf(answers)).toEqual(
        expect.arrayContaining([
          'OK',
          // Whether it came second or found the other one there already.
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

  it('keeps the others from deciding, until one takes over', async () => {
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

describe('claimApplication of what somebody has', () => {
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

  it('is a conflict for whoever has it already, and changes nothing', async () => {
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

  it('takes it over while units work on it, so that somebody else goes on when one is away', async () => {
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
    // No step of the application's: nobody but staff learns of it.
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

describe('an application that was changed without end', () => {
  it.each([
    [999, true],
    [1_000, false],
  ])('of version %i is given notes: %s, and is worked on to its end', async (version, notes) => {
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
  });
});

describe('redactApplication', () => {
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

  it('sets what units see of everything that the applicant has written, also after the answer', async () => {
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

  it('keeps what an earlier one has set of what it does not name', async () => {
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

  it('gives a list the place of the whole one before', async () => {
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

  it('shows the applicant’s own again of what is null', async () => {
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

  it('shows what is in force to the centre alone', async () => {
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

  it('keeps what both have set when two do it at once and the one that lost does it again', async () => {
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
  ])('refuses a call that names nothing: %s', async (_, named) => {
    const number = await answered();

    expect(await evaluator.refused(redact, { number, ...named })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'redactedText',
      reason: 'REQUIRED',
    });

    expect(await evaluator.do<Standing>(operations.standing, { number })).toMatchObject({
      version: 1,
    });
  });

  it('goes on when it has been withdrawn, for units go on seeing it', async () => {
    const { number } = await made({}, { referrals: [{ unit, state: 'RETURNED' }] });
    await citizen.do(operations.withdraw, { number });

    await evaluator.do(redact, { number, redactedText: 'Bir yolun onarılması.' });

    const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });
    expect(await officer.do(words, { number })).toMatchObject({ text: 'Bir yolun onarılması.' });
  });

  it.each([
    ['redactedSupplements', ['a', 'b', 'c'], 'RANGE'],
    ['redactedAppeals', ['a'], 'RANGE'],
    ['redactedSupplements', [''], 'RANGE'],
    ['redactedAppeals', ['\u0000'], 'FORMAT'],
  ])('refuses %s of %j, and changes nothing', async (field, texts, reason) => {
    const number = await answered();

    expect(await evaluator.refused(redact, { number, [field]: texts })).toEqual({
      code: 'BAD_USER_INPUT',
      field,
      reason,
    });

    expect(await evaluator.do<Standing>(operations.standing, { number })).toMatchObject({
      version: 1,
    });
  });
});

describe('an illegal move', () => {
  it('is a conflict that tells the state found, what is possible and the version', async () => {
    const { number } = await made({}, { referrals: [{ unit, state: 'IN_PROGRESS' }] });
    const { message: _, ...found } = await evaluator.refused(operations.refuse, {
      number,
      reason: 'NO_CONCRETE_FACT',
    });
    expect(found).toEqual({
      code: 'CONFLICT',
      stage: 'IN_PROGRESS',
      availableActions: ['CLAIM', 'REFER', 'REDACT'],
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

  it('is refused with the version found when another one was expected', async () => {
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

describe('referApplication', () => {
  it.each([
    ['no unit', () => [], 'RANGE'],
    [
      'eleven units',
      () => Array.from({ length: 11 }, (_, index) => String(10_000_000 + index)),
      'RANGE',
    ],
    ['a unit twice', () => [unit._id, unit._id], 'RANGE'],
    ['what is no id', () => ['Kadıköy'], 'FORMAT'],
    ['an unknown unit', () => ['00000000'], 'UNKNOWN'],
  ] as const)('refuses %s', async (_, unitIds, reason) => {
    const { number } = await made();
    expect(await evaluator.refused(operations.refer, { number, unitIds: unitIds() })).toMatchObject(
      {
        code: 'BAD_USER_INPUT',
        field: 'unitIds',
        reason,
      },
    );
  });

  it('adds a unit to those at work, and settles what was returned', async () => {
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

describe('hideIdentity', () => {
  it('is for complaints and reports that are not hidden yet', async () => {
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

describe('cancelReferral', () => {
  it('lets the answer of the others stand when a unit has returned its part', async () => {
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

  it('is told to the applicant with its reason, since the stage may go back', async () => {
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

describe('a move by somebody who may not make it', () => {
  it('is refused by the role, and looks like nothing to those who do not see the application', async () => {
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
