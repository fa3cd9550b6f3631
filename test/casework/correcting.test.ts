import { expect, it } from '@jest/globals';
import { type ApplicationDocument, datesOf } from '../../subgraphs/application/record/index.ts';
import { calendar } from '../calendar/operations.ts';
import { daysAgo } from '../support/days.ts';
import { earlierAnswer } from '../support/earlier-answer.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { wrongField, wrongFields } from '../support/wrong-field.ts';
import { draftOf } from './drafts.ts';
import { operations, type Standing } from './operations.ts';
import {
  applicant,
  citizen,
  colleague,
  evaluator,
  graph,
  officer,
  other,
  referral,
  unit,
} from './unit-scene.ts';

const reason = 'Bilgi edinme başvurusudur.';

const described = /* GraphQL */ `
  fragment Described on Application {
    type
    topic {
      id
    }
    province {
      code
    }
    district {
      code
    }
    targetDate
    statutoryDate
    overdue
    version
  }
`;
const read = `query ($number: String!) { application(number: $number) { ...Described } } ${described}`;
const readByReferral = `query ($id: ID!) { referral(id: $id) { application {
  ...Described availableOutcomes extension { reason } } } } ${described}`;

const interim = (repliedAt: Date) =>
  ({
    kind: 'INTERIM',
    outcome: null,
    text: 'Konu incelenmektedir, sonucu bildirilecektir.',
    repliedAt,
  }) as const;

const topics = () => graph.data.directory.topics.map(({ _id }) => _id);
const districts = (provinceCode: string) =>
  graph.data.directory.provinces.find(({ _id }) => _id === provinceCode)?.districts ?? [];

onceInTheSuite('correctApplication', () => {
  it('corrects type, topic and place, and dates the application by the type from the day of filing', async () => {
    const [topicId, corrected] = topics();
    const [district] = districts('54');
    const { number } = await referral(
      { state: 'IN_PROGRESS' },
      { filedAt: new Date('2026-03-10T09:00:00Z') },
    );
    expect(await citizen.do(read, { number })).toMatchObject({
      type: 'REQUEST',
      targetDate: '2026-03-31',
      statutoryDate: '2026-04-09',
      version: 1,
    });

    await evaluator.do<Standing>(operations.correct, {
      number,
      type: 'INFORMATION_REQUEST',
      topicId: corrected,
      place: { provinceCode: '54', districtCode: district?.code },
      reason,
      expectedVersion: 1,
    });

    const now = {
      type: 'INFORMATION_REQUEST',
      topic: { id: corrected },
      province: { code: '54' },
      district: { code: district?.code },
    };
    for (const person of [citizen, evaluator, officer]) {
      expect(await person.do(read, { number })).toEqual({
        ...now,
        targetDate: '2026-03-31',
        statutoryDate: '2026-04-01',
        overdue: true,
        version: 2,
      });
    }
    const { timeline, referrals } = await citizen.do<{ timeline: unknown[]; referrals: unknown[] }>(
      `query ($number: String!) { application(number: $number) {
        referrals { statutoryDate }
        timeline { event actor note unit { id }
          correction { before { ...Parts } after { ...Parts } } }
      } }
      fragment Parts on Classification { type topic { id } province { code } district { code } }`,
      { number },
    );
    const before = {
      type: 'REQUEST',
      topic: { id: topicId },
      province: { code: '34' },
      district: null,
    };
    expect(referrals).toEqual([{ statutoryDate: '2026-04-01' }]);
    expect(timeline.at(-1)).toEqual({
      event: 'CORRECTED',
      actor: 'EVALUATOR',
      note: reason,
      unit: null,
      correction: { before, after: now },
    });
  });

  it('moves it in the lists that are filtered by what was corrected', async () => {
    const [topicId = '', corrected] = topics();
    const fields = { type: 'SUGGESTION', topicId, provinceCode: '69' } as const;
    const { number, referralId } = await referral({ state: 'IN_PROGRESS' }, fields);
    const queued = await graph.data.application({ citizen: applicant, fields });
    const listed = async () => {
      const inbox = async (filter: object) => {
        const { nodes } = await officer.do<{ nodes: { id: string }[] }>(
          `query ($unitId: ID!, $filter: UnitInboxFilter) {
            unitInbox(unitId: $unitId, filter: $filter) { nodes { id } } }`,
          { unitId: unit._id, filter },
        );
        return nodes.some(({ id }) => id === referralId);
      };
      const queue = async (filter: object) => {
        const { nodes } = await evaluator.do<{ nodes: { number: string }[] }>(
          `query ($filter: EvaluationQueueFilter) {
            evaluationQueue(filter: $filter) { nodes { number } } }`,
          { filter },
        );
        return nodes.some((one) => one.number === queued.number);
      };
      return {
        type: [await inbox({ types: ['SUGGESTION'] }), await inbox({ types: ['OPINION'] })],
        topic: [await inbox({ topicIds: [topicId] }), await inbox({ topicIds: [corrected] })],
        province: [await queue({ provinceCodes: ['69'] }), await queue({ provinceCodes: ['54'] })],
      };
    };
    const [there, gone] = [
      [true, false],
      [false, true],
    ];
    expect(await listed()).toEqual({ type: there, topic: there, province: there });

    for (const one of [number, queued.number]) {
      const place = { provinceCode: '54' };
      const type = 'OPINION';
      await evaluator.do(operations.correct, {
        number: one,
        type,
        topicId: corrected,
        place,
        reason,
      });
    }

    expect(await listed()).toEqual({ type: gone, topic: gone, province: gone });
    const suggestions = await evaluator.do<{ suggestedUnits: unknown }>(
      `query ($number: String!) { application(number: $number) {
        suggestedUnits { unit { id } reason } } }`,
      { number },
    );
    expect(suggestions.suggestedUnits).toEqual(
      await evaluator.do(
        `query ($topicId: ID!) {
          suggestUnits(topicId: $topicId, provinceCode: "54") { unit { id } reason } }`,
        { topicId: corrected },
      ),
    );
  });

  it('shows a unit that has passed it on what it was then', async () => {
    const { number, referralId } = await referral(
      { state: 'IN_PROGRESS' },
      { type: 'INFORMATION_REQUEST', filedAt: daysAgo(1), identityHidden: true },
    );
    await officer.do(operations.extend, { referralId, reason });
    await officer.do(operations.forward, { referralId, unitId: other._id, reason });
    const then = await officer.do(readByReferral, { id: referralId });
    expect(then).toMatchObject({ application: { extension: { reason } } });
    const place = { provinceCode: '69' };

    for (const type of ['OPINION', 'THANKS']) {
      await evaluator.do(operations.correct, { number, type, place, reason });
    }

    expect(await officer.do(readByReferral, { id: referralId })).toEqual(then);
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
    const next = await personOf(graph, { role: 'OFFICER', unitId: other._id });
    expect(await next.do(readByReferral, { id: referrals[1]?.id })).toMatchObject({
      application: {
        type: 'THANKS',
        province: { code: '69' },
        version: 5,
        availableOutcomes: ['GRANTED', 'PARTLY_GRANTED', 'REFUSED', 'INFORMED'],
        extension: null,
      },
    });
  });

  it('judges an interim reply by the dates of the type', async () => {
    const { number } = await referral(
      { state: 'IN_PROGRESS', replies: [interim(new Date('2026-04-06T09:00:00Z'))] },
      { type: 'INFORMATION_REQUEST', filedAt: new Date('2026-03-10T09:00:00Z') },
    );
    const overdue = async () => (await citizen.do<{ overdue: boolean }>(read, { number })).overdue;
    expect(await overdue()).toBe(true);

    await evaluator.do(operations.correct, { number, type: 'COMPLAINT', reason });
    expect(await overdue()).toBe(false);

    await evaluator.do(operations.correct, { number, type: 'INFORMATION_REQUEST', reason });
    expect(await overdue()).toBe(true);
  });

  it('dates a new answer from the upheld appeal, and judges no interim reply of the answer before', async () => {
    const reopenedAt = new Date('2026-05-04T09:00:00Z');
    const { number } = await referral(
      { state: 'IN_PROGRESS', replies: [interim(new Date('2026-04-06T09:00:00Z'))] },
      {
        type: 'INFORMATION_REQUEST',
        filedAt: new Date('2026-03-10T09:00:00Z'),
        earlierAnswers: [
          earlierAnswer({ targetDate: '2026-03-31', statutoryDate: '2026-03-31', reopenedAt }),
        ],
      },
    );

    await evaluator.do(operations.correct, { number, type: 'COMPLAINT', reason });

    const { targetDate, statutoryDate } = datesOf('COMPLAINT', reopenedAt, calendar);
    expect(await citizen.do(read, { number })).toMatchObject({
      targetDate,
      statutoryDate,
      overdue: true,
    });
  });

  it('reports the passing of a date again if the date lies ahead now', async () => {
    const { number } = await referral(
      { state: 'IN_PROGRESS' },
      { type: 'INFORMATION_REQUEST', filedAt: daysAgo(5), statutoryPassedTold: true },
    );

    await evaluator.do(operations.correct, { number, type: 'REQUEST', reason });

    const stored = await graph.data
      .database('application')
      .collection<ApplicationDocument>('applications')
      .findOne({ number });
    expect(stored).toMatchObject({
      statutoryPassedTold: false,
      alarmOn: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('lets no draft be approved whose outcome is not possible for the type', async () => {
    const { number, referralId } = await referral(
      { state: 'IN_PROGRESS' },
      { type: 'INFORMATION_REQUEST', filedAt: daysAgo(1) },
    );
    const text = 'Bilgi, gizli kısımları çıkarılarak ekte sunulmuştur.';
    const outcome = 'GRANTED_WITH_SECRETS_REMOVED';
    await officer.do(operations.draft, { referralId, kind: 'FINAL', outcome, text });

    await evaluator.do(operations.correct, { number, type: 'REQUEST', reason });

    const draft = await draftOf(colleague, number, referralId);
    expect(await colleague.refused(operations.approve, draft)).toEqual({
      code: 'CONFLICT',
      requirement: 'OUTCOME_OF_TYPE',
      state: 'AWAITING_APPROVAL',
      availableActions: ['ASSIGN', 'REJECT_REPLY', 'ADD_NOTE'],
      version: 3,
    });
    await colleague.do(operations.reject, { ...draft, reason: 'Tür düzeltildi.' });
  });

  it.each<[what: string, input: () => object, error: object]>([
    [
      'nothing to correct, without a reason',
      () => ({ reason: 'yok' }),
      wrongFields([
        { field: 'type', reason: 'REQUIRED' },
        { field: 'reason', reason: 'RANGE', min: 5, max: 2_000 },
      ]),
    ],
    [
      'an unknown topic and an unknown province',
      () => ({ topicId: 'yok', place: { provinceCode: '99' } }),
      wrongFields([
        { field: 'topicId', reason: 'UNKNOWN' },
        { field: 'place.provinceCode', reason: 'UNKNOWN' },
      ]),
    ],
    [
      'a district of another province',
      () => ({ place: { provinceCode: '34', districtCode: districts('54')[0]?.code } }),
      wrongField('place.districtCode', 'UNKNOWN'),
    ],
  ])('refuses %s', async (_what, input, error) => {
    const { number } = await referral({ state: 'IN_PROGRESS' });

    expect(await evaluator.refused(operations.correct, { number, reason, ...input() })).toEqual(
      error,
    );
  });

  it.each<[what: string, fields: Partial<ApplicationDocument>, input: object, error: object]>([
    ['what it is already', {}, { type: 'REQUEST', place: { provinceCode: '34' } }, {}],
    [
      'what another evaluator has claimed',
      { claimedBy: 'somebody-else', claimedAt: daysAgo(1) },
      { type: 'OPINION' },
      { requirement: 'NOT_OF_ANOTHER_EVALUATOR' },
    ],
    ['what has ended', { withdrawnAt: daysAgo(1) }, { type: 'OPINION' }, { stage: 'WITHDRAWN' }],
    ['another version', {}, { type: 'OPINION', expectedVersion: 7 }, { version: 1 }],
  ])('refuses to correct %s', async (_what, fields, input, error) => {
    const { number } = await referral({ state: 'IN_PROGRESS' }, fields);

    expect(await evaluator.refused(operations.correct, { number, reason, ...input })).toMatchObject(
      { code: 'CONFLICT', ...error },
    );
  });
});
