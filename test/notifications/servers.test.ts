import { afterAll, beforeAll, expect } from '@jest/globals';
import {
  type ApplicationDocument,
  applicationModel,
} from '../../subgraphs/application/record/index.ts';
import type { GraphClient } from '../support/client.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { type FakeSms, startFakeSms } from './fake-sms.ts';
import { type FakeSmtp, startFakeSmtp } from './fake-smtp.ts';

/** The notifications of applicants over servers, through the whole graph. */

let smtp: FakeSmtp;
let sms: FakeSms;
let graph: TestGraph;

beforeAll(async () => {
  smtp = await startFakeSmtp({ password: 'p@ss:word/ğ' });
  sms = await startFakeSms();
  graph = await startGraph({
    settings: {
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Başvuru Merkezi <bilgi@example.org>',
      SMS_URL: sms.url,
      SMS_TOKEN: 'sms-token',
    },
  });
});

afterAll(async () => {
  await graph?.stop();
  await smtp?.stop();
  await sms?.stop();
});

async function file(
  answerChannel: 'SMS' | 'EMAIL',
  { client }: { client: GraphClient } = graph,
): Promise<string> {
  const { id: citizenId } = await graph.data.citizen();
  const token = await graph.token({ role: 'CITIZEN', citizenId });
  const input = {
    type: 'REQUEST',
    topicId: graph.data.directory.topics[0]?._id,
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    provinceCode: '34',
    answerChannel,
    idempotencyKey: crypto.randomUUID(),
  };
  const { fileApplication } = await client.data(operations.file, { variables: { input }, token });
  return (fileApplication as Standing).number; // the form of the query
}

const unitId = () => graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;

/** The number and tracking code of an application. */
async function codeOf(number: string): Promise<string> {
  const found = await applicationModel(graph.data.databases.application.connection)
    .findOne({ number })
    .lean<ApplicationDocument>();
  if (!found) throw new Error(`There is no application ${number}.`);
  return graph.data.trackingCode(found);
}

/** The ids of the messages about an application, once all of them are sent. */
async function sentAbout(number: string): Promise<string[]> {
  const found = await until(
    () =>
      graph.data
        .database('application')
        .collection('notifications')
        .find({ number })
        .sort({ version: 1, position: 1 })
        .toArray(),
    (notifications) => notifications.every(({ state }) => state === 'SENT'),
  );
  return found.map(({ publicId }) => String(publicId));
}

test('an e-mail goes out over SMTP with every Turkish letter intact', async () => {
  const number = await file('EMAIL');
  const evaluator = await personOf(graph, { role: 'EVALUATOR' });
  await evaluator.do(operations.refer, { number, unitIds: [unitId()] });
  const ids = await sentAbout(number);

  expect(smtp.mails).toEqual(
    ['alındı', 'ilgili birime sevk edildi'].map((text) => ({
      from: 'bilgi@example.org',
      secure: false,
      to: ['ayse@example.org'],
      headers: expect.any(Map),
      subject: `${number} sayılı başvurunuz ${text}`,
      text: expect.stringContaining(
        `Sayın başvuru sahibi,\n\n${number} sayılı başvurunuz ${text}. `,
      ),
    })),
  );
  expect(smtp.mails[0]?.text).toMatch(/giriş yapınız\.\n\nBu ileti kendiliğinden gönderilmiştir/);
  const headers = smtp.mails.map(({ headers }) =>
    ['message-id', 'from', 'to', 'auto-submitted'].map((name) => headers.get(name)),
  );
  expect(headers).toEqual(
    ids.map((id) => [
      `<${id}@example.org>`,
      'Başvuru Merkezi <bilgi@example.org>',
      'ayse@example.org',
      'auto-generated',
    ]),
  );
});

test('a text message is posted with its token and its id', async () => {
  const number = await file('SMS');
  const [id] = await sentAbout(number);

  expect(sms.requests).toEqual([
    {
      authorization: 'Bearer sms-token',
      idempotencyKey: id,
      body: {
        to: '+905551112233',
        text: `${number} sayılı başvurunuz alındı. Takip kodunuz: ${await codeOf(number)}. Ayrıntılar için giriş yapınız.`,
        id,
      },
    },
  ]);
  expect(
    await graph.data.database('application').collection('outboxMessages').countDocuments(),
  ).toBe(0);
});

test('an administrator reads why messages are pending', async () => {
  const admin = await personOf(graph, { role: 'ADMIN' });
  const backlog = () => admin.do('{ notificationBacklog { waiting failed lastError } }');
  sms.statuses.push(503);
  const number = await file('SMS');

  expect(
    await until(backlog, (seen) => (seen as { lastError: unknown }).lastError !== null), // the form of the query
  ).toEqual({ waiting: 1, failed: 0, lastError: 'SMS: HTTP 503' });

  await graph.data
    .database('application')
    .collection('notifications')
    .updateMany({ number }, { $set: { dueAt: new Date() } });
  await sentAbout(number);
  expect(await backlog()).toEqual({ waiting: 0, failed: 0, lastError: null });
});

test('two graphs over the same databases send one message for each step', async () => {
  const other = await graph.another();
  const evaluator = await personOf(graph, { role: 'EVALUATOR' });
  const before = smtp.mails.length;
  const numbers = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const number = await file('EMAIL', index % 2 === 0 ? graph : other);
      await evaluator.do(operations.refer, { number, unitIds: [unitId()] });
      return number;
    }),
  );
  await Promise.all(numbers.map(sentAbout));
  await other.stop();

  const subjects = smtp.mails.slice(before).map(({ subject }) => subject);
  for (const number of numbers) {
    expect(subjects.filter((subject) => subject.startsWith(number))).toEqual([
      `${number} sayılı başvurunuz alındı`,
      `${number} sayılı başvurunuz ilgili birime sevk edildi`,
    ]);
  }
});
