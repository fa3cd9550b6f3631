import { expect, it } from '@jest/globals';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { today } from '../calendar/operations.ts';
import { draftOf } from './drafts.ts';
import { operations, type ReferralStanding } from './operations.ts';
import { daysAgo } from '../support/days.ts';
import {
  graph,
  citizen,
  evaluator,
  officer,
  colleague,
  unit,
  other,
  referral,
} from './unit-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('a reply', () => {
  const final = { kind: 'FINAL', outcome: 'GRANTED', text: 'Talebiniz yerine getirilmiştir.' };

  it('may follow an interim one, and is the citizen’s only after approval', async () => {
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
      'secrets removed from a reply to a petition',
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
    expect(await officer.refused(operations.draft, { referralId, ...draft })).toMatchObject(
      wrongField(field, reason),
    );
  });

  it('is approved and rejected as it was read, never in a version that replaced it', async () => {
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

  it('is withdrawn by its drafter alone, and rejected by another officer alone', async () => {
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

  it('is approved once when two officers approve at the same time', async () => {
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

onceInTheSuite('a question that the applicant does not answer', () => {
  it.each([
    ['drafts a reply', operations.draft, 'AWAITING_APPROVAL', 'CLARIFICATION_ENDED'],
    ['forwards it', operations.forward, 'FORWARDED', 'FORWARDED'],
    ['returns it', operations.return, 'RETURNED', 'RETURNED'],
  ])('ends when the unit %s', async (_, operation, state, entry) => {
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
    // Its applicant is notified by one public step or another.
    const { timeline } = await citizen.do<{ timeline: { event: string }[] }>(
      'query ($number: String!) { application(number: $number) { timeline { event } } }',
      { number },
    );
    expect(timeline.map(({ event }) => event)).toContain(entry);
  });
});

onceInTheSuite('extendReferral', () => {
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
