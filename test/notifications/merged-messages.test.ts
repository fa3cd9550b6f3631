import { afterAll, beforeAll, expect } from '@jest/globals';
import { Types } from 'mongoose';
import {
  measuresOfNotifications,
  type NotificationDocument,
  notificationModel,
} from '../../subgraphs/application/notifications/index.ts';
import { draftOf } from '../casework/drafts.ts';
import { appealOf, operations, type Standing } from '../casework/operations.ts';
import { filingInput } from '../support/filing.ts';
import {
  type AnotherGraph,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';

/** Steps that one message reports, through the whole graph in two processes. */

let graph: TestGraph;
let other: AnotherGraph;
let evaluator: Person;
let officer: Person;
let colleague: Person;
let head: Person;
let unitId: string;

beforeAll(async () => {
  graph = await startGraph({ settings: { NOTIFICATION_DELAY_MINUTES: 15 } });
  other = await graph.another();
  const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  unitId = unit._id;
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator' });
  officer = await personOf(graph, { role: 'OFFICER', unitId, subject: 'officer' });
  colleague = await personOf(graph, { role: 'OFFICER', unitId, subject: 'colleague' });
  head = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId, subject: 'head' });
});

afterAll(async () => {
  await other?.stop();
  await graph?.stop();
});

const minuteMs = 60_000;

const notifications = () =>
  graph.data.databases.application.connection.collection<NotificationDocument>('notifications');

/** The messages about an application, in the order of their steps. */
const messagesAbout = (number: string) =>
  notifications().find({ number }).sort({ version: 1 }).toArray();

/** The messages about an application, after those that wait have become due and were sent. */
async function sentAbout(number: string): Promise<NotificationDocument[]> {
  await notifications().updateMany({ number, lease: null }, { $set: { dueAt: new Date() } });
  return until(
    () => messagesAbout(number),
    (messages) => messages.every(({ state }) => state === 'SENT'),
  );
}

const stepsOf = (messages: readonly NotificationDocument[]) => messages.map(({ events }) => events);

async function filed(): Promise<{ citizen: Person; number: string }> {
  const { id: citizenId } = await graph.data.citizen();
  const citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
  const { number } = await citizen.do<Standing>(operations.file, { input: filingInput(graph) });
  return { citizen, number };
}

/** Refers it to the unit. @returns the id of the referral. */
async function refer(number: string): Promise<string> {
  const { referrals } = await evaluator.do<Standing>(operations.refer, {
    number,
    unitIds: [unitId],
  });
  return referrals.at(-1)?.id ?? '';
}

async function reply(number: string, referralId: string, kind: 'INTERIM' | 'FINAL') {
  const outcome = kind === 'FINAL' ? 'REFUSED' : null;
  const text = 'Başvurunuz incelenmiştir.';
  await officer.do(operations.draft, { referralId, kind, outcome, text });
  await colleague.do(operations.approve, await draftOf(colleague, number, referralId));
}

test('the confirmation is sent at once; steps of the next 15 minutes are one message', async () => {
  const { number } = await filed();
  await until(
    () => messagesAbout(number),
    ([confirmation]) => confirmation?.state === 'SENT',
  );
  await evaluator.do(operations.claim, { number });
  const referralId = await refer(number);
  await officer.do(operations.accept, { referralId });
  await reply(number, referralId, 'INTERIM');
  await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });

  const waiting = await messagesAbout(number);
  expect(stepsOf(waiting)).toEqual([
    ['FILED'],
    ['REFERRED', 'INTERIM_REPLIED', 'CLARIFICATION_REQUESTED'],
  ]);
  expect(waiting[1]).toMatchObject({ state: 'PENDING', attempts: 0, lease: null });
  expect(Number(waiting[1]?.dueAt) - Number(waiting[1]?.createdAt)).toBe(15 * minuteMs);

  const sent = await sentAbout(number);

  expect(stepsOf(sent)).toEqual(stepsOf(waiting));
  const kept = await graph.data
    .database('application')
    .collection('outboxMessages')
    .findOne({ publicId: sent[1]?.publicId });
  expect(kept?.['text']).toMatch(
    /sayılı başvurunuz için sizden ek bilgi isteniyor \(ve 2 adım daha\)\. /,
  );
});

test('a step after the message was sent, or is being sent, has one of its own', async () => {
  const { number } = await filed();
  const referralId = await refer(number);
  await sentAbout(number);
  await officer.do(operations.accept, { referralId });
  await reply(number, referralId, 'INTERIM');
  // A process that takes the message, and may send it.
  const lease = { lease: new Types.ObjectId(), mergesUntil: null };
  await notifications().updateMany({ number, state: 'PENDING' }, { $set: lease });
  await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });

  expect(stepsOf(await messagesAbout(number))).toEqual([
    ['FILED'],
    ['REFERRED'],
    ['INTERIM_REPLIED'],
    ['CLARIFICATION_REQUESTED'],
  ]);
});

test('steps that are made while messages are sent are all reported, each once', async () => {
  const numbers = await Promise.all(Array.from({ length: 10 }, async () => (await filed()).number));
  const reported = await Promise.all(
    numbers.map(async (number) => {
      const referralId = await refer(number);
      const due = notifications().updateMany({ number }, { $set: { dueAt: new Date() } });
      await officer.do(operations.accept, { referralId });
      await reply(number, referralId, 'INTERIM');
      await due;
      await officer.do(operations.requestClarification, { referralId, question: 'Hangi yol?' });
      return stepsOf(await sentAbout(number)).flat();
    }),
  );

  const steps = ['FILED', 'REFERRED', 'INTERIM_REPLIED', 'CLARIFICATION_REQUESTED'];
  expect(reported).toEqual(numbers.map(() => steps));
});

test('the life of a complaint costs a message for each step that the applicant needs to know', async () => {
  const { citizen, number } = await filed();
  await evaluator.do(operations.claim, { number });
  const referralId = await refer(number);
  await officer.do(operations.accept, { referralId });
  await sentAbout(number);
  await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  await sentAbout(number);
  await citizen.do(operations.supplement, { number, text: 'Atatürk Caddesi.' });
  await reply(number, referralId, 'FINAL');
  await sentAbout(number);
  await citizen.do(operations.rate, { number, score: 1, solved: false });
  await citizen.do(operations.appeal, {
    number,
    text: 'Cevap konuyu karşılamıyor, itiraz ederim.',
  });
  const text = 'Karar yerindedir, itirazınız reddedilmiştir.';
  const appeal = await appealOf(citizen, number);
  await head.do(operations.decideAppeal, { ...appeal, decision: 'DISMISSED', text });

  expect(stepsOf(await sentAbout(number))).toEqual([
    ['FILED'],
    ['REFERRED'],
    ['CLARIFICATION_REQUESTED'],
    ['REPLIED'],
    ['APPEAL_DISMISSED'],
  ]);
});

/** What became of the messages about an application, after those that wait have become due. */
async function outcomesAbout(number: string) {
  await notifications().updateMany({ number, lease: null }, { $set: { dueAt: new Date() } });
  const settled = await until(
    () => messagesAbout(number),
    (messages) => messages.every(({ state }) => state !== 'PENDING'),
  );
  return settled.map(({ state, events, outdated }) => ({ state, events, outdated }));
}

const confirmed = { state: 'SENT', events: ['FILED'] };

test('a question that was answered before it was sent is not sent', async () => {
  const { citizen, number } = await filed();
  const referralId = await refer(number);
  await sentAbout(number);
  await officer.do(operations.accept, { referralId });
  await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  await citizen.do(operations.supplement, { number, text: 'Atatürk Caddesi.' });
  const { connection } = graph.data.databases.application;
  const counted = () =>
    measuresOfNotifications(notificationModel(connection))
      .find(({ name }) => name === 'notifications_outdated')
      ?.value();
  const before = await counted();

  expect(await outcomesAbout(number)).toEqual([
    confirmed,
    { state: 'SENT', events: ['REFERRED'] },
    { state: 'OUTDATED', events: ['CLARIFICATION_REQUESTED'] },
  ]);
  const [, , dropped] = await messagesAbout(number);
  expect(dropped).toMatchObject({ attempts: 0, settledAt: expect.any(Date), lastError: null });
  expect([before, await counted()]).toEqual([0, 1]);
});

test('what a later step has undone is left out of a message with other steps', async () => {
  const { number } = await filed();
  const referralId = await refer(number);
  await officer.do(operations.accept, { referralId });
  await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  await reply(number, referralId, 'FINAL');

  expect(await outcomesAbout(number)).toEqual([
    confirmed,
    {
      state: 'SENT',
      events: ['REFERRED', 'CLARIFICATION_REQUESTED', 'CLARIFICATION_ENDED', 'REPLIED'],
      outdated: ['CLARIFICATION_REQUESTED', 'CLARIFICATION_ENDED'],
    },
  ]);
  const [, sent] = await messagesAbout(number);
  const kept = await graph.data
    .database('application')
    .collection('outboxMessages')
    .findOne({ publicId: sent?.publicId });
  expect(kept?.['text']).toMatch(/sayılı başvurunuz hakkında cevap verildi \(ve 1 adım daha\)\. /);
});

test('of an application that was withdrawn meanwhile only the confirmation is sent', async () => {
  const { citizen, number } = await filed();
  const referralId = await refer(number);
  await officer.do(operations.accept, { referralId });
  await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  await citizen.do(operations.withdraw, { number });

  expect(await outcomesAbout(number)).toEqual([
    confirmed,
    { state: 'OUTDATED', events: ['REFERRED', 'CLARIFICATION_REQUESTED'] },
  ]);
});
