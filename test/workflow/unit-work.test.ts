import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import { addDays } from '../../subgraphs/application/calendar/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen, TestReferral } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { calendar, today } from '../clocks/operations.ts';
import { draftOf } from './drafts.ts';
import {
  actionsInProgress,
  appealOf,
  operations,
  type ReferralStanding,
  type Standing,
} from './operations.ts';
import { openTown } from './town.ts';

let graph: TestGraph;
let applicant: TestCitizen;
let citizen: Person;
let evaluator: Person;
let officer: Person;
let colleague: Person;
let unit: UnitRecord;
let other: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  const { data } = graph;
  applicant = await data.citizen();
  unit = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  other = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator' });
  officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id, subject: 'officer-1' });
  colleague = await personOf(graph, { role: 'OFFICER', unitId: unit._id, subject: 'officer-2' });
});
afterAll(() => graph.stop());

/** An application with one referral to the unit. @returns the referral's id and the number. */
async function referral(
  made: Partial<TestReferral> = {},
  fields: Partial<ApplicationDocument> = {},
): Promise<{ referralId: string; number: string }> {
  const { number, referralIds } = await graph.data.application({
    citizen: applicant,
    fields,
    referrals: [{ unit, ...made }],
  });
  return { number, referralId: referralIds[0] ?? '' };
}

const now = () => new Date();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

describe('a reply', () => {
  const final = { kind: 'FINAL', outcome: 'GRANTED', text: 'Talebiniz yerine getirilmiştir.' };

  it('goes on after an interim one, and is the citizen’s only once it is approved', async () => {
    const { referralId, number } = await referral();
    const replies = `query($number: String!) { application(number: $number) {
      stage replies { kind outcome text } } }`;
    const interim = { kind: 'INTERIM', text: 'İnceleme sürmektedir, bilgi verilecektir.' };
    await officer.do(operations.draft, { referralId, ...interim });
    expect(await citizen.do(replies, { number })).toEqual({
      stage: 'AWAITING_APPROVAL',
      replies: [],
    });
    const approved = await colleague.do<ReferralStanding>(
      operations.approve,
      await draftOf(colleague, number),
    );
    expect(approved.state).toBe('IN_PROGRESS');
    await officer.do(operations.draft, { referralId, ...final });
    await colleague.do(operations.approve, await draftOf(colleague, number, referralId));
    expect(await citizen.do(replies, { number })).toEqual({
      stage: 'ANSWERED',
      replies: [{ ...interim, outcome: null }, final],
    });
  });

  it.each([
    ['by the statutory date meets it', 30, today],
    ['after it meets nothing, however the date moves later', 60, null],
  ])('that is an interim one %s', async (_, days, interimRepliedOn) => {
    const { referralId, number } = await referral({}, { type: 'REQUEST', filedAt: daysAgo(days) });
    const interim = { kind: 'INTERIM', text: 'İnceleme sürmektedir, bilgi verilecektir.' };
    await officer.do(operations.draft, { referralId, ...interim });
    await colleague.do(operations.approve, await draftOf(colleague, number, referralId));

    const stored = await graph.data
      .database('application')
      .collection('applications')
      .findOne({ number });
    expect(stored).toMatchObject({ interimRepliedOn });
  });

  it('is drafted for the unit and the centre alone, with the reason if it was rejected', async () => {
    const { referralId, number } = await referral();
    await officer.do(operations.draft, { referralId, ...final });
    const first = await draftOf(colleague, number);
    await colleague.do(operations.reject, { ...first, reason: 'Tarih eksik.' });
    await officer.do(operations.note, { referralId, text: 'Dosya arşivde.' });
    const inside = `query($number: String!) { application(number: $number) { referrals {
      draft { kind outcome text draftedBy rejectionReason } } timeline { event note officer } } }`;
    const draft = { ...final, draftedBy: 'officer-1', rejectionReason: 'Tarih eksik.' };
    const timeline = [
      { event: 'REPLY_DRAFTED', note: null, officer: 'officer-1' },
      { event: 'REPLY_REJECTED', note: 'Tarih eksik.', officer: 'officer-2' },
      { event: 'NOTE_ADDED', note: 'Dosya arşivde.', officer: 'officer-1' },
    ];
    for (const person of [officer, evaluator]) {
      expect(await person.do(inside, { number })).toEqual({ referrals: [{ draft }], timeline });
    }
    // Another unit of the same application knows that the referral exists, and its state.
    await evaluator.do(operations.refer, { number, unitIds: [other._id] });
    const elsewhere = await personOf(graph, { role: 'OFFICER', unitId: other._id });
    const seenElsewhere = await elsewhere.do<{ referrals: unknown; timeline: { event: string }[] }>(
      inside,
      { number },
    );
    expect(seenElsewhere.referrals).toEqual([{ draft: null }, { draft: null }]);
    expect(seenElsewhere.timeline.map(({ event }) => event)).toEqual(['REFERRED']);
    expect(await citizen.refused(inside, { number })).toEqual({ code: 'FORBIDDEN' });
  });

  it.each([
    ['a final one without an outcome', { ...final, outcome: null }, 'outcome', 'REQUIRED'],
    ['an interim one with an outcome', { ...final, kind: 'INTERIM' }, 'outcome', 'RANGE'],
    ['one that is too short', { ...final, text: 'Tamam.' }, 'text', 'RANGE'],
    [
      'secrets removed from what is no document',
      { ...final, outcome: 'GRANTED_WITH_SECRETS_REMOVED' },
      'outcome',
      'RANGE',
    ],
    [
      'that a petition belongs elsewhere',
      { ...final, outcome: 'REFERRED_ELSEWHERE' },
      'outcome',
      'RANGE',
    ],
  ])('is refused: %s', async (_, draft, field, reason) => {
    const { referralId } = await referral();
    expect(await officer.refused(operations.draft, { referralId, ...draft })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
      reason,
    });
  });

  it('is approved and rejected as it was read, never as it was exchanged meanwhile', async () => {
    const { referralId, number } = await referral();
    await officer.do(operations.draft, { referralId, ...final });
    const read = await draftOf(colleague, number);

    await officer.do(operations.withdrawReply, read);
    const exchanged = { ...final, outcome: 'REFUSED', text: 'Talebiniz uygun görülmemiştir.' };
    await officer.do(operations.draft, { referralId, ...exchanged });

    const conflict = { code: 'CONFLICT', field: 'draftId', state: 'AWAITING_APPROVAL' };
    expect(await colleague.refused(operations.approve, read)).toMatchObject(conflict);
    expect(
      await colleague.refused(operations.reject, { ...read, reason: 'Tarih eksik.' }),
    ).toMatchObject(conflict);
    expect(await officer.refused(operations.withdrawReply, read)).toMatchObject(conflict);
    const malformed = { referralId, draftId: 'x' };
    expect(await colleague.refused(operations.approve, malformed)).toMatchObject(conflict);
    await colleague.do(operations.approve, await draftOf(colleague, number));
    const replies = 'query($number: String!) { application(number: $number) { replies { text } } }';
    expect(await citizen.do(replies, { number })).toEqual({ replies: [{ text: exchanged.text }] });
  });

  it('is taken back by its drafter alone, and rejected by another alone', async () => {
    const { referralId, number } = await referral();
    await officer.do(operations.draft, { referralId, ...final });
    const read = await draftOf(officer, number);
    const refused = (requirement: string) => ({ code: 'FORBIDDEN', requirement });

    expect(
      await officer.refused(operations.reject, { ...read, reason: 'Yeniden yazılacak.' }),
    ).toMatchObject(refused('OTHER_THAN_DRAFTER'));
    expect(await colleague.refused(operations.withdrawReply, read)).toMatchObject(
      refused('DRAFTER'),
    );
    const withdrawn = await officer.do<ReferralStanding>(operations.withdrawReply, read);

    expect(withdrawn.state).toBe('IN_PROGRESS');
    const inside = `query($number: String!) { application(number: $number) {
      referrals { draft { id } } timeline { event officer } } }`;
    expect(await colleague.do(inside, { number })).toEqual({
      referrals: [{ draft: null }],
      timeline: [
        { event: 'REPLY_DRAFTED', officer: 'officer-1' },
        { event: 'REPLY_WITHDRAWN', officer: 'officer-1' },
      ],
    });
    const ofCitizen =
      'query($number: String!) { application(number: $number) { timeline { event } } }';
    expect(await citizen.do(ofCitizen, { number })).toEqual({ timeline: [] });
  });

  it('is approved once when two do it at once', async () => {
    const { referralId, number } = await referral();
    const third = await personOf(graph, {
      role: 'OFFICER',
      unitId: unit._id,
      subject: 'officer-3',
    });
    await officer.do(operations.draft, { referralId, ...final });
    const draft = await draftOf(colleague, number);
    const answers = await Promise.all(
      [colleague, third].map((person) => person.ask(operations.approve, draft)),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions['code'] ?? 'OK');
    expect(new Set(codes)).toEqual(new Set(['OK', 'CONFLICT']));
    expect(
      await citizen.do(
        'query($number: String!) { application(number: $number) { replies { kind } } }',
        {
          number,
        },
      ),
    ).toEqual({ replies: [{ kind: 'FINAL' }] });
  });
});

describe('a question that the applicant does not answer', () => {
  it.each([
    ['drafts a reply', operations.draft, 'AWAITING_APPROVAL', 'CLARIFICATION_ENDED'],
    ['forwards it', operations.forward, 'FORWARDED', 'FORWARDED'],
    ['returns it', operations.return, 'RETURNED', 'RETURNED'],
  ])('ends when the unit %s', async (_, operation, state, told) => {
    const { referralId, number } = await referral({ state: 'AWAITING_CITIZEN' });

    const done = await officer.do<ReferralStanding>(operation, {
      referralId,
      kind: 'FINAL',
      outcome: 'REFUSED',
      text: 'İstenen bilgi verilmediğinden talebiniz karşılanamamıştır.',
      unitId: other._id,
      reason: 'Konu başka birimin görev alanındadır.',
    });

    expect(done.state).toBe(state);
    // Its applicant is told, by one public step or another.
    const { timeline } = await citizen.do<{ timeline: { event: string }[] }>(
      'query ($number: String!) { application(number: $number) { timeline { event } } }',
      { number },
    );
    expect(timeline.map(({ event }) => event)).toContain(told);
  });
});

describe('a referral that was forwarded and forwarded again', () => {
  const link = 'id state unit { id }';
  const chain = `${link} forwardedFrom { ${link} forwardedFrom { ${link} forwardedFrom { id } } }`;
  const read = `query($number: String!) {
    application(number: $number) { referrals { ${chain} } } }`;
  const inbox = `query($unitId: ID!) { unitInbox(unitId: $unitId) { nodes { ${chain} } } }`;
  interface Link {
    id: string;
    state: string;
    unit: { id: string };
    forwardedFrom: Link | null;
  }
  let units: string[];
  let officers: Person[];

  beforeAll(async () => {
    const last = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '69' });
    units = [unit._id, other._id, last._id];
    officers = await Promise.all(
      units.map((unitId) => personOf(graph, { role: 'OFFICER', unitId })),
    );
  });

  /** @returns the three, as whoever sees all of them reads them, the first made first. */
  async function forwardedTwice(): Promise<{ number: string; links: Link[] }> {
    const { number, referralId } = await referral({ state: 'PENDING' }, { type: 'COMPLAINT' });
    const ids = [referralId];
    for (const [index, unitId] of units.slice(1).entries()) {
      const reason = 'Konu başka birimin görev alanındadır.';
      await officers[index]?.do(operations.forward, { referralId: ids.at(-1), unitId, reason });
      const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
      ids.push(referrals.at(-1)?.id ?? '');
    }
    const links: Link[] = [];
    for (const [index, id] of ids.entries()) {
      const state = index < 2 ? 'FORWARDED' : 'PENDING';
      const forwardedFrom = links.at(-1) ?? null;
      links.push({ id, state, unit: { id: units[index] ?? '' }, forwardedFrom });
    }
    return { number, links };
  }

  it('is followed back by the citizen, the centre and the unit that has it', async () => {
    const { number, links } = await forwardedTwice();

    for (const person of [citizen, evaluator, officers[2]]) {
      expect(await person?.do(read, { number })).toEqual({ referrals: links });
    }
    expect(await officers[2]?.do(inbox, { unitId: units[2] })).toMatchObject({
      nodes: expect.arrayContaining(links.slice(2)),
    });
  });

  it('is followed by a unit that has passed it on no further than to what it sees', async () => {
    const { number, links } = await forwardedTwice();

    expect(await officers[1]?.do(read, { number })).toEqual({
      referrals: [{ ...links[1], forwardedFrom: null }],
    });
  });

  it('is not what the centre has referred anew', async () => {
    const { number } = await referral({ state: 'RETURNED' });
    await evaluator.do(operations.refer, { number, unitIds: [other._id] });

    const { referrals } = await citizen.do<{ referrals: Link[] }>(read, { number });

    expect(referrals.map(({ forwardedFrom }) => forwardedFrom)).toEqual([null, null]);
  });
});

describe('extendReferral', () => {
  it.each([
    ['of a petition', { type: 'COMPLAINT' }, 'INFORMATION_REQUEST'],
    [
      'after the time has run out',
      { type: 'INFORMATION_REQUEST', filedAt: daysAgo(60) },
      'BEFORE_STATUTORY_DATE',
    ],
  ] as const)('is a conflict %s', async (_, fields, requirement) => {
    const { referralId } = await referral({}, fields);
    expect(
      await officer.refused(operations.extend, { referralId, reason: 'Belgeler başka yerde.' }),
    ).toMatchObject({ code: 'CONFLICT', requirement });
  });
});

describe('what the citizen does after an answer', () => {
  const answered = (
    repliedAt: Date,
    type: ApplicationDocument['type'],
    outcome: 'GRANTED' | 'REFUSED',
  ) =>
    referral(
      {
        state: 'ANSWERED',
        closedAt: repliedAt,
        replies: [{ kind: 'FINAL', outcome, text: 'Cevap.', repliedAt }],
      },
      { type, answeredAt: repliedAt },
    );
  const text = 'Cevabı kabul etmiyorum, yeniden incelensin.';

  /** The fewest days after which a term has run out today: a day off at its end moves it. */
  const justPast = (term: number) => {
    let days = term + 1;
    while (calendar.nextBusinessDayFrom(addDays(today, term - days)) >= today) days += 1;
    return days;
  };

  it.each([
    ['a petition’s', 30, 'REQUEST', 'GRANTED', 'OK'],
    ['a petition’s', justPast(30), 'REQUEST', 'GRANTED', 'CONFLICT'],
    ['a refused information request’s', 15, 'INFORMATION_REQUEST', 'REFUSED', 'OK'],
    ['a refused information request’s', justPast(15), 'INFORMATION_REQUEST', 'REFUSED', 'CONFLICT'],
    ['a granted information request’s', justPast(15), 'INFORMATION_REQUEST', 'GRANTED', 'OK'],
  ] as const)(
    'appealing against %s answer on day %i (%s, %s) ends with %s',
    async (_, days, type, outcome, expected) => {
      const { number } = await answered(daysAgo(days), type, outcome);
      const { errors } = await citizen.ask(operations.appeal, { number, text });
      expect(errors[0]?.extensions['code'] ?? 'OK').toBe(expected);
    },
  );

  it.each([
    ['REQUEST', 'REFUSED', false, 'OK'],
    ['REQUEST', 'REFUSED', true, 'CONFLICT'],
    ['INFORMATION_REQUEST', 'GRANTED', true, 'CONFLICT'],
    // The law's right to object is nothing that a rating takes away.
    ['INFORMATION_REQUEST', 'REFUSED', true, 'OK'],
  ] as const)(
    'appealing against an answer (%s, %s) that was rated with solved %s ends with %s',
    async (type, outcome, solved, expected) => {
      const { number } = await answered(now(), type, outcome);
      const rated = await citizen.do<Standing>(operations.rate, { number, score: 3, solved });
      expect(rated.availableActions.includes('APPEAL')).toBe(expected === 'OK');

      const { errors } = await citizen.ask(operations.appeal, { number, text });

      expect(errors[0]?.extensions).toEqual(
        expected === 'OK'
          ? undefined
          : expect.objectContaining({ code: 'CONFLICT', requirement: 'NOT_RATED_AS_SOLVED' }),
      );
    },
  );

  it('appeals once, and the unit above may let the answer stand', async () => {
    const { number } = await answered(now(), 'REQUEST', 'GRANTED');
    await citizen.do(operations.appeal, { number, text });
    expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
      code: 'CONFLICT',
      requirement: 'NOT_APPEALED',
    });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const decided = await superior.do<Standing>(operations.decideAppeal, {
      ...(await appealOf(citizen, number)),
      decision: 'DISMISSED',
      text: 'Verilen cevap yerindedir, değişiklik gerekmez.',
    });
    expect(decided.stage).toBe('ANSWERED');
    expect(
      await superior.refused(operations.decideAppeal, {
        ...(await appealOf(citizen, number)),
        decision: 'UPHELD',
        text,
      }),
    ).toMatchObject({ code: 'CONFLICT', requirement: 'APPEAL_PENDING' });
  });

  /** The unit has answered, and the applicant appeals. */
  async function appealed(answering: { drafter: Person; approver: Person }) {
    const { number, referralId } = await referral({ state: 'IN_PROGRESS' });
    await answering.drafter.do(operations.draft, {
      referralId,
      kind: 'FINAL',
      outcome: 'REFUSED',
      text: 'Talebiniz yerinde görülmemiştir.',
    });
    await answering.approver.do(operations.approve, await draftOf(answering.approver, number));
    await citizen.do(operations.appeal, { number, text });
    return number;
  }

  it('is not decided by whoever has drafted or approved the answer', async () => {
    const inAbove = (subject: string) =>
      personOf(graph, { role: 'OFFICER', unitId: unit.parentId, subject });
    const [drafter, approver, third] = await Promise.all(
      ['superior-1', 'superior-2', 'superior-3'].map(inAbove),
    );
    if (!drafter || !approver || !third) throw new Error('there are three');
    const number = await appealed({ drafter, approver });
    const decision = { ...(await appealOf(citizen, number)), decision: 'DISMISSED', text };

    for (const person of [drafter, approver]) {
      expect(await person.refused(operations.decideAppeal, decision)).toMatchObject({
        code: 'FORBIDDEN',
        requirement: 'OTHER_THAN_WHO_ANSWERED',
      });
    }

    const decided = await third.do<Standing>(operations.decideAppeal, decision);
    expect(decided.stage).toBe('ANSWERED');
  });

  it('is answered anew when the appeal is upheld: the centre cannot end that', async () => {
    const number = await appealed({ drafter: officer, approver: colleague });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const { referrals } = await superior.do<Standing>(operations.decideAppeal, {
      ...(await appealOf(citizen, number)),
      decision: 'UPHELD',
      text,
    });
    const cancelled = { referralId: referrals[1]?.id, reason: 'Gerek kalmamıştır.' };

    expect(await evaluator.refused(operations.cancel, cancelled)).toMatchObject({
      code: 'CONFLICT',
      requirement: 'NEW_ANSWER_TO_COME',
    });

    // Another unit may give it.
    await evaluator.do(operations.refer, { number, unitIds: [other._id] });
    const { state } = await evaluator.do<ReferralStanding>(operations.cancel, cancelled);
    expect(state).toBe('CANCELLED');
  });

  it('has no rating any more while a new answer is to come, nor with it until it is rated too', async () => {
    const rating = (number: string) =>
      citizen.do(
        `query ($number: String!) { application(number: $number) { rating { score solved } } }`,
        { number },
      );
    const number = await appealed({ drafter: officer, approver: colleague });
    await citizen.do(operations.rate, { number, score: 1, solved: false });
    expect(await rating(number)).toEqual({ rating: { score: 1, solved: false } });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const { referrals } = await superior.do<Standing>(operations.decideAppeal, {
      ...(await appealOf(citizen, number)),
      decision: 'UPHELD',
      text,
    });
    expect(await rating(number)).toEqual({ rating: null });

    const referralId = referrals[1]?.id;
    await officer.do(operations.accept, { referralId });
    const answer = { kind: 'FINAL', outcome: 'GRANTED', text: 'Lambalar yenilenmiştir.' };
    await officer.do(operations.draft, { referralId, ...answer });
    await colleague.do(operations.approve, await draftOf(colleague, number, referralId));
    expect(await rating(number)).toEqual({ rating: null });

    await citizen.do(operations.rate, { number, score: 5, solved: true });
    expect(await rating(number)).toEqual({ rating: { score: 5, solved: true } });
    const { timeline } = await citizen.do<{ timeline: { event: string; note: string | null }[] }>(
      'query ($number: String!) { application(number: $number) { timeline { event note } } }',
      { number },
    );
    expect(timeline.flatMap(({ event, note }) => (event === 'RATED' ? [note] : []))).toEqual([
      '1/5, çözülmedi',
      '5/5, çözüldü',
    ]);
  });

  it('is decided by nobody whose units have passed it on, nor told them', async () => {
    const { number, referralId } = await referral({ state: 'IN_PROGRESS' });
    const forwarding = { referralId, unitId: other._id, reason: 'Görev alanımızda değildir.' };
    await officer.do(operations.forward, forwarding);
    const decision = { referralId, decision: 'DISMISSED', text };
    const refusal = { code: 'FORBIDDEN' }; // without the requirement, which would tell
    expect(await officer.refused(operations.decideAppeal, decision)).toEqual(refusal);

    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
    const next = referrals.find(({ unit: { id } }) => id === other._id);
    const there = ['one', 'another'].map((subject) =>
      personOf(graph, { role: 'OFFICER', unitId: other._id, subject }),
    );
    const [drafter, approver] = await Promise.all(there);
    const answer = { kind: 'FINAL', outcome: 'REFUSED', text: 'Talep yerinde görülmemiştir.' };
    await drafter?.do(operations.accept, { referralId: next?.id });
    await drafter?.do(operations.draft, { referralId: next?.id, ...answer });
    if (approver) {
      await approver.do(operations.approve, await draftOf(approver, number, next?.id));
    }
    await citizen.do(operations.appeal, { number, text });

    expect(await officer.refused(operations.decideAppeal, decision)).toEqual(refusal);
    const { referralId: contested } = await appealOf(citizen, number);
    expect(contested).toBe(next?.id);
    expect(
      await officer.refused(operations.decideAppeal, { ...decision, referralId: contested }),
    ).toEqual({ code: 'NOT_FOUND' });
  });

  it('cannot be rated as solved while an appeal waits', async () => {
    const { number } = await answered(now(), 'REQUEST', 'GRANTED');
    await citizen.do(operations.appeal, { number, text });

    expect(
      await citizen.refused(operations.rate, { number, score: 5, solved: true }),
    ).toMatchObject({ code: 'CONFLICT', stage: 'ANSWERED' });

    const rated = await citizen.do<Standing>(operations.rate, { number, score: 1, solved: false });
    expect(rated.availableActions).toEqual([]);
  });

  describe('of two units', () => {
    const reply = (outcome: 'GRANTED' | 'REFUSED', repliedAt: Date) => ({
      state: 'ANSWERED' as const,
      closedAt: repliedAt,
      replies: [{ kind: 'FINAL' as const, outcome, text: 'Cevap.', repliedAt }],
    });
    /** The first has granted it, the other refused. */
    const bothAnswered = (at: Date, type: ApplicationDocument['type']) =>
      graph.data.application({
        citizen: applicant,
        fields: { type, answeredAt: at },
        referrals: [
          { unit, ...reply('GRANTED', at) },
          { unit: other, ...reply('REFUSED', at) },
        ],
      });
    const appeals = /* GraphQL */ `
      query ($number: String!) {
        application(number: $number) {
          appeals {
            kind
            unit {
              id
            }
          }
        }
      }
    `;

    it('appeals against each answer, one after the other', async () => {
      const { number } = await bothAnswered(now(), 'INFORMATION_REQUEST');
      const superiors = await Promise.all(
        [other, unit].map(({ parentId }) =>
          personOf(graph, { role: 'OFFICER', unitId: parentId, subject: 'superior' }),
        ),
      );

      for (const superior of superiors) {
        await citizen.do(operations.appeal, { number, text });
        expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
          requirement: 'NOT_APPEALED',
        });
        const dismissal = {
          ...(await appealOf(citizen, number)),
          decision: 'DISMISSED',
          text,
        };
        await superior.do(operations.decideAppeal, dismissal);
      }

      expect(await citizen.do(appeals, { number })).toEqual({
        appeals: [
          { kind: 'OBJECTION', unit: { id: other.parentId } },
          { kind: 'APPEAL', unit: { id: unit.parentId } },
        ],
      });
      expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
        code: 'CONFLICT',
        requirement: 'NOT_APPEALED',
      });
    });

    it('has its time for the other answer when the one that waited is decided', async () => {
      const { number, referrals, _id } = await bothAnswered(daysAgo(40), 'REQUEST');
      const decide = (decidedAt: Date) =>
        graph.data
          .database('application')
          .collection('appeals')
          .insertOne({
            applicationId: _id,
            referralId: referrals[1]?.id,
            kind: 'APPEAL',
            state: 'DISMISSED',
            unitId: other.parentId,
            text,
            appealedAt: daysAgo(39),
            decisionText: text,
            decidedBy: 'superior',
            decidedAt,
          });
      expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
        requirement: 'APPEAL_IN_TIME',
      });

      await decide(daysAgo(30));

      await citizen.do(operations.appeal, { number, text });
      expect(await citizen.do(appeals, { number })).toMatchObject({
        appeals: [{ unit: { id: other.parentId } }, { unit: { id: unit.parentId } }],
      });
    });

    const against = /* GraphQL */ `
      mutation ($number: String!, $text: String!, $referralId: ID) {
        appealApplication(number: $number, text: $text, referralId: $referralId) {
          appeals {
            kind
            unit {
              id
            }
          }
        }
      }
    `;

    it('names the answer that the appeal is against', async () => {
      const { number, referralIds } = await bothAnswered(now(), 'INFORMATION_REQUEST');
      const appealTo = (referralId: unknown) => ({ number, text, referralId });
      for (const none of ['x', newId('referral')]) {
        expect(await citizen.refused(against, appealTo(none))).toMatchObject({
          code: 'BAD_USER_INPUT',
          field: 'referralId',
          reason: 'UNKNOWN',
        });
      }

      expect(await citizen.do(against, appealTo(referralIds[0]))).toEqual({
        appeals: [{ kind: 'APPEAL', unit: { id: unit.parentId } }],
      });
    });

    it('does not appeal against a referral that has no answer', async () => {
      const { number, referralIds } = await graph.data.application({
        citizen: applicant,
        referrals: [
          { unit, state: 'FORWARDED' },
          { unit: other, state: 'ANSWERED' },
        ],
      });
      const referralId = referralIds[0];
      expect(await citizen.refused(against, { number, text, referralId })).toMatchObject({
        code: 'CONFLICT',
        stage: 'ANSWERED',
      });
    });

    it.each([
      ['APPEAL_IN_TIME', justPast(15), 'OBJECTION'],
      ['NOT_RATED_AS_SOLVED', 0, 'APPEAL'],
    ] as const)('is told %s of one answer alone', async (requirement, days, ruledOut) => {
      const { number, referralIds } = await bothAnswered(daysAgo(days), 'INFORMATION_REQUEST');
      const [granted, refused] = referralIds;
      if (ruledOut === 'APPEAL') {
        await citizen.do(operations.rate, { number, score: 5, solved: true });
      }
      const [no, yes] = ruledOut === 'APPEAL' ? [granted, refused] : [refused, granted];

      expect(await citizen.refused(against, { number, text, referralId: no })).toMatchObject({
        code: 'CONFLICT',
        requirement,
      });
      await citizen.do(against, { number, text, referralId: yes });
    });

    it('still appeals when the time to object to the other has run out', async () => {
      const { number } = await bothAnswered(daysAgo(justPast(15)), 'INFORMATION_REQUEST');

      await citizen.do(operations.appeal, { number, text });

      expect(await citizen.do(appeals, { number })).toEqual({
        appeals: [{ kind: 'APPEAL', unit: { id: unit.parentId } }],
      });
    });
  });

  it.each([0, 6, -1])('does not rate with %i', async (score) => {
    const { number } = await answered(now(), 'REQUEST', 'GRANTED');
    expect(await citizen.refused(operations.rate, { number, score, solved: true })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'score',
      reason: 'RANGE',
    });
  });
});

describe('withdrawApplication', () => {
  it('ends every open referral, and nothing follows', async () => {
    const { referralId, number } = await referral();
    const withdrawn = await citizen.do<Standing>(operations.withdraw, { number });
    expect(withdrawn).toMatchObject({
      stage: 'WITHDRAWN',
      availableActions: [],
      referrals: [{ state: 'CANCELLED' }],
    });
    // The unit keeps seeing that it had it.
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

describe('forwardReferral', () => {
  it('by the lead makes the next unit the lead', async () => {
    const third = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const { number, referralIds } = await graph.data.application({
      citizen: applicant,
      referrals: [{ unit }, { unit: other }],
    });

    await officer.do(operations.forward, {
      referralId: referralIds[0],
      unitId: third._id,
      reason: 'Görev alanımızda değildir.',
    });

    const { responsibleUnits } = await evaluator.do<Standing>(operations.standing, { number });
    expect(responsibleUnits).toEqual([{ id: third._id }, { id: other._id }]);
  });
});

describe('addNote', () => {
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

describe('several referrals at once', () => {
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

  /** What became of one that could not be done. */
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

  it('are accepted each on its own', async () => {
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

  it('tell of each what the mutation for one tells', async () => {
    const answered = await referral({ state: 'ANSWERED' });
    const full = await referral({ state: 'PENDING' }, { version: 1_000 });
    const withoutEnd = { requirement: 'ROOM_FOR_NOTES', version: 1_000, state: 'PENDING' };
    const steps = ['ACCEPT', 'FORWARD', 'RETURN'];
    const cases = [
      { several: accept, one: operations.accept, of: answered, tells: { state: 'ANSWERED' } },
      { several: assign, one: operations.assign, of: full, tells: withoutEnd },
    ];

    for (const { several, one, of, tells } of cases) {
      const { referralId } = of;
      const alone = await officer.refused(one, { referralId });
      expect(alone).toMatchObject(tells);
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
    ['what is no unit', async () => 'Kadıköy', 'FORMAT'],
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
    expect(await officer.refused(operations.forward, { referralId, unitId, reason: why })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'unitId',
      reason,
    });
  });

  it('of one application are all answered as the last has left it', async () => {
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

  it('go on after one whose dates nobody can know yet', async () => {
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
        `mutation($referralIds: [ID!]!) { assignReferrals(referralIds: $referralIds, assignee: "officer-2") {
          referral { assignee } error { code } } }`,
        { referralIds },
      ),
    ).toEqual([1, 2].map(() => ({ referral: { assignee: 'officer-2' }, error: null })));
    expect(
      await officer.do(
        `mutation($referralIds: [ID!]!, $unitId: ID!) {
          forwardReferrals(referralIds: $referralIds, unitId: $unitId, reason: "Görev alanı dışında.") {
            referral { state application { responsibleUnits { id } } } error { code } } }`,
        { referralIds, unitId: other._id },
      ),
    ).toEqual(
      [1, 2].map(() => ({
        // What comes after is not the officer's, from the moment on.
        referral: { state: 'FORWARDED', application: { responsibleUnits: [] } },
        error: null,
      })),
    );
  });

  it.each([
    ['none', 0, 'BAD_USER_INPUT'],
    ['201', 201, 'LIMIT_EXCEEDED'],
  ])('are refused when there are %s', async (_, count, code) => {
    const referralIds = Array.from({ length: count }, () => newId('referral'));
    expect(await officer.refused(accept, { referralIds })).toMatchObject({
      code,
      field: 'referralIds',
    });
  });
});

describe('what people write', () => {
  const note = (text: unknown) => ({ text });

  it.each([
    ['a NUL byte', 'a\u0000b', 'FORMAT'],
    ['half a surrogate pair', 'a\ud800b', 'FORMAT'],
    ['nothing but white space', '  \n ', 'RANGE'],
    ['60 kB of combining marks', `a${'\u0301'.repeat(30_000)}`, 'RANGE'],
  ])('is refused with %s', async (_, text, reason) => {
    const { referralId } = await referral();
    expect(await officer.refused(operations.note, { referralId, ...note(text) })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'text',
      reason,
    });
  });

  it('is kept as it is when it looks like markup or an operator', async () => {
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
