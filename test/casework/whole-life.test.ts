import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { draftOf } from './drafts.ts';
import { appealOf, operations, type ReferralStanding, type Standing } from './operations.ts';

let graph: TestGraph;
let citizen: Person;
let evaluator: Person;
let units: { lead: string; second: string; other: string; parent: string };
let topicId: string;

beforeAll(async () => {
  graph = await startGraph();
  const { data } = graph;
  const applicant = await data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id, subject: 'ayse' });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-1' });
  const lead = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  const [second, other] = data.directory.units.filter(
    ({ kind, provinceCode, parentId }) =>
      kind === 'DISTRICT_DIRECTORATE' && provinceCode === '54' && parentId !== lead.parentId,
  );
  if (!second || !other || !lead.parentId) throw new Error('the test directory has such units');
  units = { lead: lead._id, second: second._id, other: other._id, parent: lead.parentId };
  topicId = data.directory.topics[0]?._id ?? '';
});
afterAll(() => graph.stop());

const officerOf = (unitId: string, subject: string) =>
  personOf(graph, { role: 'OFFICER', unitId, subject });

const file = (type: string, key: string) =>
  citizen.do<Standing>(operations.file, {
    input: {
      type,
      topicId,
      subject: 'Sokak lambaları yanmıyor',
      text: 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.',
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: key,
    },
  });

const referralTo = (standing: Standing, unitId: string): string => {
  const referral = standing.referrals.findLast(({ unit }) => unit.id === unitId);
  if (!referral) throw new Error(`there is no referral to ${unitId}`);
  return referral.id;
};

const statesOf = ({ referrals }: Standing) => referrals.map(({ state }) => state);

describe('a complaint', () => {
  it('goes from filing to rating through two units, of which one passes it on and one asks the citizen', async () => {
    const filed = await file('COMPLAINT', 'complaint-1');
    const { number } = filed;
    expect(filed).toEqual({
      number: expect.stringMatching(/^\d{10}$/),
      stage: 'RECEIVED',
      version: 1,
      availableActions: ['WITHDRAW'],
      responsibleUnits: [],
      referrals: [],
    });

    const claimed = await evaluator.do<Standing>(operations.claim, { number });
    expect(claimed).toMatchObject({ stage: 'UNDER_EVALUATION', version: 2 });
    const hidden = await evaluator.do<Standing>(operations.hideIdentity, { number });
    expect(hidden.availableActions).toEqual(['REFER', 'REFUSE', 'CORRECT', 'REDACT']);
    await evaluator.do(operations.redact, { number, redactedText: 'Lambalar yanmıyor.' });
    const referred = await evaluator.do<Standing>(operations.refer, {
      number,
      unitIds: [units.lead, units.second],
    });
    expect(referred.stage).toBe('REFERRED');
    expect(referred.responsibleUnits).toEqual([{ id: units.lead }, { id: units.second }]);

    // The second unit passes it on.
    const passer = await officerOf(units.second, 'officer-2');
    const forwarded = await passer.do<ReferralStanding>(operations.forward, {
      referralId: referralTo(referred, units.second),
      unitId: units.other,
      reason: 'Bölge bizde değil.',
    });
    expect(forwarded.state).toBe('FORWARDED');
    // From now on it sees its own part.
    expect(statesOf(forwarded.application)).toEqual(['FORWARDED']);

    // The lead asks the citizen, and the clock is paused once nobody works on it.
    const officer = await officerOf(units.lead, 'officer-1');
    const colleague = await officerOf(units.lead, 'officer-1b');
    const leadReferral = referralTo(referred, units.lead);
    const accepted = await officer.do<ReferralStanding>(operations.accept, {
      referralId: leadReferral,
    });
    expect(accepted).toMatchObject({ state: 'IN_PROGRESS', application: { stage: 'IN_PROGRESS' } });
    const asked = await officer.do<ReferralStanding>(operations.requestClarification, {
      referralId: leadReferral,
      question: 'Hangi sokak?',
    });
    expect(asked.application.stage).toBe('AWAITING_CITIZEN');
    const supplemented = await citizen.do<Standing>(operations.supplement, {
      number,
      text: 'Gül Sokak.',
    });
    expect(supplemented.stage).toBe('IN_PROGRESS');
    expect(statesOf(supplemented)).toEqual(['IN_PROGRESS', 'FORWARDED', 'PENDING']);

    // The four-eyes principle: another officer approves a draft.
    const draft = {
      referralId: leadReferral,
      kind: 'FINAL',
      outcome: 'GRANTED',
      text: 'Lambalar onarılmıştır, bilgilerinize sunulur.',
    };
    await officer.do(operations.draft, draft);
    const first = await draftOf(colleague, number, leadReferral);
    expect(await officer.refused(operations.approve, first)).toMatchObject({
      code: 'FORBIDDEN',
      requirement: 'OTHER_THAN_DRAFTER',
    });
    await colleague.do(operations.reject, { ...first, reason: 'Tarih eksik.' });
    await officer.do(operations.draft, draft);
    const approved = await colleague.do<ReferralStanding>(
      operations.approve,
      await draftOf(colleague, number, leadReferral),
    );
    expect(approved.state).toBe('ANSWERED');
    expect(approved.application.stage).toBe('REFERRED');

    // The unit to which it was passed on answers, too.
    const other = await officerOf(units.other, 'officer-3');
    const otherColleague = await officerOf(units.other, 'officer-3b');
    const otherReferral = referralTo(supplemented, units.other);
    await other.do(operations.accept, { referralId: otherReferral });
    await other.do(operations.assign, { referralId: otherReferral, assignee: 'officer-3' });
    await other.do(operations.note, { referralId: otherReferral, text: 'Ekip gönderildi.' });
    await other.do(operations.draft, { ...draft, referralId: otherReferral, outcome: 'INFORMED' });
    const answered = await otherColleague.do<ReferralStanding>(
      operations.approve,
      await draftOf(otherColleague, number, otherReferral),
    );
    expect(answered.application.stage).toBe('ANSWERED');

    const rated = await citizen.do<Standing>(operations.rate, { number, score: 4, solved: true });
    expect(rated).toMatchObject({ stage: 'ANSWERED', availableActions: [] });
    expect(
      await citizen.refused(operations.rate, { number, score: 5, solved: true }),
    ).toMatchObject({ code: 'CONFLICT', requirement: 'NOT_RATED' });

    const story = `query($number: String!) { application(number: $number) {
      applicant { name } text rating { score solved }
      replies { kind outcome unit { id } }
      timeline { event actor unit { id } note } } }`;
    const events = ['FILED', 'CLAIMED', 'IDENTITY_HIDDEN', 'REFERRED', 'REFERRED', 'FORWARDED'];
    const seenByCitizen = await citizen.do<{ timeline: { event: string }[] }>(story, { number });
    expect(seenByCitizen).toMatchObject({
      applicant: { name: 'Ayşe' },
      rating: { score: 4, solved: true },
      replies: [
        { kind: 'FINAL', outcome: 'GRANTED', unit: { id: units.lead } },
        { kind: 'FINAL', outcome: 'INFORMED', unit: { id: units.other } },
      ],
    });
    expect(seenByCitizen.timeline.map(({ event }) => event)).toEqual([
      ...events,
      'REFERRED',
      'ACCEPTED',
      'CLARIFICATION_REQUESTED',
      'SUPPLEMENTED',
      'REPLIED',
      'ACCEPTED',
      'REPLIED',
      'RATED',
    ]);
    // Officers cannot use the number of an application with a hidden applicant.
    expect(await officer.refused(story, { number })).toEqual({ code: 'NOT_FOUND' });
    const seenByOfficer = await officer.ask(
      `query ($id: ID!) { referral(id: $id) { application { number applicant { name } text } } }`,
      { id: leadReferral },
    );
    expect(seenByOfficer.errors).toEqual([]);
    expect(seenByOfficer.data).toEqual({
      referral: { application: { number: null, applicant: null, text: 'Lambalar yanmıyor.' } },
    });
  });
});

describe('an information request', () => {
  it('is extended, refused and objected to, and the unit above decides', async () => {
    const { number } = await file('INFORMATION_REQUEST', 'information-1');
    const referred = await evaluator.do<Standing>(operations.refer, {
      number,
      unitIds: [units.lead],
    });
    const officer = await officerOf(units.lead, 'officer-1');
    const colleague = await officerOf(units.lead, 'officer-1b');
    const referralId = referralTo(referred, units.lead);
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.extend, { referralId, reason: 'Belgeler başka birimde.' });
    expect(
      await officer.refused(operations.extend, { referralId, reason: 'Bir kez daha.' }),
    ).toMatchObject({ code: 'CONFLICT', requirement: 'NOT_EXTENDED' });
    await officer.do(operations.draft, {
      referralId,
      kind: 'FINAL',
      outcome: 'REFUSED',
      text: 'İstenen bilgi devlet sırrı kapsamındadır.',
    });
    await colleague.do(operations.approve, await draftOf(colleague, number, referralId));

    const appealed = await citizen.do<Standing>(operations.appeal, {
      number,
      text: 'Bilginin açıklanmasını istiyorum, sır değildir.',
    });
    expect(appealed.stage).toBe('ANSWERED');
    const decision = {
      ...(await appealOf(citizen, number)),
      decision: 'UPHELD',
      text: 'İtiraz yerindedir, yeniden işleme alınsın.',
    };
    // The unit that refused may not decide on it.
    expect(await officer.refused(operations.decideAppeal, decision)).toMatchObject({
      code: 'FORBIDDEN',
      requirement: 'UNIT_OF_APPEAL',
    });
    const superior = await officerOf(units.parent, 'superior');
    const decided = await superior.do<Standing>(operations.decideAppeal, decision);
    expect(decided.stage).toBe('REFERRED');
    expect(decided.responsibleUnits).toEqual([{ id: units.lead }]);

    const again = referralTo(decided, units.lead);
    await officer.do(operations.accept, { referralId: again });
    await officer.do(operations.draft, {
      referralId: again,
      kind: 'FINAL',
      outcome: 'GRANTED_WITH_SECRETS_REMOVED',
      text: 'İstenen bilgi ekte, gizli kısımları çıkarılarak sunulmuştur.',
    });
    await colleague.do(operations.approve, await draftOf(colleague, number, again));
    await citizen.do(operations.rate, { number, score: 2, solved: false });
    const appeals = `query($number: String!) { application(number: $number) {
      stage appeals { kind state unit { id } text decisionText } } }`;
    expect(await citizen.do(appeals, { number })).toEqual({
      stage: 'ANSWERED',
      appeals: [
        {
          kind: 'OBJECTION',
          state: 'UPHELD',
          unit: { id: units.parent },
          text: 'Bilginin açıklanmasını istiyorum, sır değildir.',
          decisionText: decision.text,
        },
      ],
    });
  });
});
