import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Types } from 'mongoose';
import { daysBetween, localDateOf } from '../../lib/kit/local-date.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { directoryModels } from '../../subgraphs/institution-directory/units/index.ts';
import { checkApplicationNumber } from '../../subgraphs/application/numbers/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { countStored, storedOf } from './support.ts';

let graph: TestGraph;
let citizen: TestCitizen;

beforeAll(async () => {
  graph = await startGraph();
  citizen = await graph.data.citizen();
});

afterAll(() => graph?.stop());

const applicant = (of = citizen) => personOf(graph, { role: 'CITIZEN', citizenId: of.id });

const wholeMutation = /* GraphQL */ `
  mutation File($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      __typename
      number
      type
      topic {
        id
        name
      }
      subject
      text
      stage
      filedAt
      targetDate
      statutoryDate
      overdue
      remainingBusinessDays
      responsibleUnit {
        id
      }
      responsibleUnits {
        id
      }
      referrals {
        id
      }
      replies {
        text
      }
      timeline {
        at
        event
        actor
        unit {
          id
        }
        note
      }
      applicant {
        id
        name
        maskedNationalId
      }
      identityHidden
      province {
        code
        name
      }
      district {
        code
        name
      }
      meantUnit {
        id
        name
      }
      aboutHeadOfUnit
      answerChannel
      supplements {
        text
      }
      attachments {
        id
      }
      rating {
        score
      }
      appeals {
        id
      }
      availableActions
      refusalReason
      version
    }
  }
`;

describe('a filed application', () => {
  test('is answered in full', async () => {
    const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const [topic] = graph.data.directory.topics;
    const input = filingInput(graph, {
      type: 'COMPLAINT',
      subject: '  Kaldırım işgali ',
      text: '<script>alert("x")</script>\nKaldırım araçlarla dolu. 😀 Gereğini arz ederim. ',
      districtCode: '3401',
      meantUnitId: unit._id,
      aboutHeadOfUnit: true,
      hideIdentity: true,
      answerChannel: 'EMAIL',
    });

    const { data, errors } = await (await applicant()).ask(wholeMutation, { input });

    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      fileApplication: {
        __typename: 'Application',
        number: expect.stringMatching(/^\d{10}$/),
        type: 'COMPLAINT',
        topic: { id: topic?._id, name: topic?.name },
        subject: 'Kaldırım işgali',
        // As written: any text is text, whatever it looks like.
        text: '<script>alert("x")</script>\nKaldırım araçlarla dolu. 😀 Gereğini arz ederim.',
        stage: 'RECEIVED',
        filedAt: instant,
        targetDate: day,
        statutoryDate: day,
        overdue: false,
        remainingBusinessDays: 14,
        responsibleUnit: null,
        responsibleUnits: [],
        referrals: [],
        replies: [],
        timeline: [{ at: instant, event: 'FILED', actor: 'CITIZEN', unit: null, note: null }],
        applicant: {
          id: citizen.id,
          name: 'Ayşe',
          maskedNationalId: citizen.document.maskedNationalId,
        },
        identityHidden: true,
        province: { code: '34', name: 'İstanbul' },
        district: { code: '3401', name: 'Adalar' },
        meantUnit: { id: unit._id, name: 'İstanbul Valiliği' },
        aboutHeadOfUnit: true,
        answerChannel: 'EMAIL',
        supplements: [],
        attachments: [],
        rating: null,
        appeals: [],
        availableActions: ['WITHDRAW'],
        refusalReason: null,
        version: 1,
      },
    });
  });

  test('is stored with its texts, its history, an event and a message, and no duplicates', async () => {
    const input = filingInput(graph);
    const { number } = await (await applicant()).do<{ number: string }>(fileMutation, { input });

    const { applications, contents, timelines, events, notifications } = await storedOf(
      graph,
      input.idempotencyKey,
    );
    const [application] = applications;
    if (!application) throw new Error('nothing was stored');
    const { _id, filedAt, targetDate, statutoryDate } = application;
    expect(applications).toEqual([
      {
        _id: expect.any(Types.ObjectId),
        publicId: expect.stringMatching(/^app_[\w-]{22}$/),
        number,
        type: 'REQUEST',
        topicId: input.topicId,
        provinceCode: '34',
        districtCode: null,
        meantUnitId: null,
        aboutHeadOfUnit: false,
        citizenId: citizen.id,
        applicantHash: citizen.document.applicantHash,
        tracking: { keyVersion: 1, counter: 0 },
        identityHidden: false,
        answerChannel: 'SMS',
        idempotencyKey: input.idempotencyKey,
        attachments: [],
        attachmentsWithheld: false,
        filedAt: expect.any(Date),
        publicEventAt: expect.any(Date),
        targetDate: expect.any(String),
        statutoryDate: expect.any(String),
        calendarVersion: 0,
        pauses: [],
        extendedOn: null,
        interimRepliedOn: null,
        awaitingCitizenSince: null,
        stage: 'RECEIVED',
        open: true,
        awaitsCentre: true,
        alarmOn: expect.any(String),
        targetPassedTold: false,
        statutoryPassedTold: false,
        claimedAt: null,
        claimedBy: null,
        answeredAt: null,
        closedAt: null,
        rating: null,
        refusalReason: null,
        withdrawnAt: null,
        referrals: [],
        version: 1,
      },
    ]);
    const filedOn = localDateOf(filedAt);
    expect(daysBetween(filedOn, targetDate)).toBeGreaterThan(0);
    expect(daysBetween(filedOn, statutoryDate)).toBeGreaterThan(0);
    expect(contents).toEqual([
      {
        _id,
        subject: input.subject,
        text: input.text,
        redactedSubject: null,
        redactedText: null,
        supplements: [],
      },
    ]);
    const nobodyElse = { unitId: null, referralId: null };
    const entry = { at: filedAt, event: 'FILED', ...nobodyElse, public: true };
    expect(timelines).toEqual([
      { _id, entries: [{ ...entry, actor: 'CITIZEN', officer: null, note: null }] },
    ]);
    const ofApplication = { _id: expect.any(Types.ObjectId), applicationId: _id, version: 1 };
    // The stream of events gives it its position some moments later.
    const isPlaced = events.some(({ position }) => position !== undefined);
    const place = isPlaced ? { position: expect.stringMatching(/^[\da-f]{24}$/) } : {};
    const aim = { unitIds: [], aboutHeadOfUnit: false, meantUnitId: null };
    expect(events).toEqual([
      { ...entry, ...ofApplication, ...place, ...aim, type: 'REQUEST', topicId: input.topicId },
    ]);
    expect(notifications).toEqual([
      expect.objectContaining({
        ...ofApplication,
        publicId: expect.stringMatching(/^msg_[\w-]{22}$/),
        citizenId: citizen.id,
        number,
        channel: 'SMS',
        event: 'FILED',
        position: 0,
        createdAt: filedAt,
      }),
    ]);
  });

  test('may name a closed unit: the centre decides where it goes', async () => {
    const closed = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '54' });
    const { units } = directoryModels(graph.data.databases.directory.connection);
    await units.updateOne({ _id: closed._id }, { status: 'CLOSED', version: 2 });
    const query = `{ administrativeUnit(id: "${closed._id}") { status } }`;
    await until(
      () => graph.client.data(query),
      (data) => JSON.stringify(data).includes('CLOSED'),
    );
    const input = filingInput(graph, { meantUnitId: closed._id });

    expect(await (await applicant()).do(fileMutation, { input })).toEqual({
      number: expect.any(String),
    });
  });
});

describe('the day', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test.each([
    ['the last one of a year', '2027-12-31T20:59:59.999Z', '27'],
    [
      'the first one of a year, when it has begun in Türkiye and nowhere west of it',
      '2027-12-31T21:00:00Z',
      '28',
    ],
  ])('%s decides the year of the number', async (_when, now, year) => {
    stopClockAt(now);
    const { number } = await (
      await applicant()
    ).do<{ number: string }>(fileMutation, { input: filingInput(graph) });

    expect(number.slice(0, 2)).toBe(year);
    expect(checkApplicationNumber(number)).toBe('OK');
  });

  test.each([
    ['a petition', 'REQUEST', '2026-03-31', '2026-04-09'],
    ['an information request', 'INFORMATION_REQUEST', '2026-03-31', '2026-04-01'],
  ] as const)('of filing %s decides its dates', async (_what, type, targetDate, statutoryDate) => {
    stopClockAt('2026-03-10T20:59:59Z');
    const answer = await (
      await applicant()
    ).do(wholeMutation, { input: filingInput(graph, { type }) });

    expect(answer).toMatchObject({
      filedAt: '2026-03-10T20:59:59.000Z',
      targetDate,
      statutoryDate,
      remainingBusinessDays: 14,
    });
  });
});

/** Only the clock: timers and measurements of durations keep running. */
function stopClockAt(now: string): void {
  jest.useFakeTimers({
    now: new Date(now),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

describe('filing is refused', () => {
  const forbidden = (message: string) => ({
    data: { fileApplication: null },
    errors: [{ message, path: ['fileApplication'], extensions: { code: 'FORBIDDEN' } }],
  });

  test('to those who are not signed in', async () => {
    const variables = { input: filingInput(graph) };
    const { data, errors } = await graph.client.ask(fileMutation, { variables });

    expect({ data, errors }).toEqual({
      data: { fileApplication: null },
      errors: [
        {
          message: 'Sign in first: this needs an access token.',
          path: ['fileApplication'],
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });

  test.each(['EVALUATOR', 'OFFICER', 'ANALYST', 'ADMIN'] as const)('to %s', async (role) => {
    const { _id: unitId } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const before = await countStored(graph);
    const somebody = await personOf(graph, { role, ...(role === 'OFFICER' && { unitId }) });

    const { data, errors } = await somebody.ask(fileMutation, { input: filingInput(graph) });

    expect({ data, errors }).toEqual(forbidden('Your role does not allow this.'));
    expect(await countStored(graph)).toEqual(before);
  });

  test('to a citizen who is no longer on record', async () => {
    const before = await countStored(graph);
    const citizenId = newId('citizen');
    const nobody = await personOf(graph, { role: 'CITIZEN', citizenId });

    const { data, errors } = await nobody.ask(fileMutation, { input: filingInput(graph) });

    expect({ data, errors }).toEqual(forbidden('You are no longer on record.'));
    expect(await countStored(graph)).toEqual(before);
  });
});

test('a citizen on record since before the hash was stored there files with the hash of an earlier application', async () => {
  const earlier = await graph.data.citizen({ applicantHash: null });
  const person = await applicant(earlier);
  const input = filingInput(graph);

  expect(await person.refused(fileMutation, { input })).toEqual({ code: 'UNAVAILABLE' });
  const { applicantHash } = await graph.data.application({ citizen: earlier });
  await person.do(fileMutation, { input });

  const { applications } = await storedOf(graph, input.idempotencyKey);
  expect(applications).toEqual([expect.objectContaining({ applicantHash })]);
});
