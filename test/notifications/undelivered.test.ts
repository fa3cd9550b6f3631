import { afterAll, beforeAll, expect } from '@jest/globals';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { type FakeSms, startFakeSms } from './fake-sms.ts';
import { type FakeSmtp, startFakeSmtp } from './fake-smtp.ts';

/** What a citizen sees of messages that could not be delivered. */

let smtp: FakeSmtp;
let sms: FakeSms;
let graph: TestGraph;

beforeAll(async () => {
  smtp = await startFakeSmtp();
  sms = await startFakeSms();
  const settings = { SMTP_URL: smtp.url, MAIL_FROM: 'bilgi@example.org', SMS_URL: sms.url };
  graph = await startGraph({ settings });
});

afterAll(async () => {
  await graph?.stop();
  await smtp?.stop();
  await sms?.stop();
});

const query = /* GraphQL */ `
  {
    myUndeliveredMessages {
      at
      channel
      sentBy
      application {
        number
      }
    }
  }
`;

type Undelivered = Record<string, unknown>[];

const unknown = { code: 550, status: '5.1.1', message: 'no such mailbox' };

/** A citizen who has filed by e-mail. */
async function filed(): Promise<{ person: Person; number: string }> {
  const { id: citizenId } = await graph.data.citizen();
  const person = await personOf(graph, { role: 'CITIZEN', citizenId });
  const input = filingInput(graph, { answerChannel: 'EMAIL' });
  const { number } = await person.do<Standing>(operations.file, { input });
  return { person, number };
}

const shown = (person: Person, wanted: (found: Undelivered) => boolean) =>
  until(() => person.do<Undelivered>(query), wanted);

test('a citizen whose e-mail address does not exist sees that, and which messages went by SMS', async () => {
  smtp.refusals.push(unknown);
  const { person, number } = await filed();

  const messages = await shown(person, ([first]) => first?.['sentBy'] != null);

  expect(messages).toEqual([
    { at: expect.any(String), channel: 'EMAIL', sentBy: 'SMS', application: { number } },
  ]);
  expect(sms.requests.at(-1)?.body).toMatchObject({ to: '+905551112233' });
});

test('a citizen who is reached by no channel sees that', async () => {
  smtp.refusals.push(unknown);
  sms.statuses.push(410);
  const { person, number } = await filed();
  const notifications = graph.data.database('application').collection('notifications');
  await until(
    () => notifications.findOne({ number }),
    (message) => message?.['state'] === 'FAILED',
  );

  expect(await person.do(query)).toEqual([
    { at: expect.any(String), channel: 'EMAIL', sentBy: null, application: { number } },
  ]);
});

test('nobody sees messages to others, nor a message that was delivered', async () => {
  smtp.refusals.push(unknown);
  const { person } = await filed();
  await shown(person, ({ length }) => length === 1);
  const other = await filed();

  expect(await other.person.do(query)).toEqual([]);
});

test('a fresh list is read by the index, and holds at most twenty messages', async () => {
  const { person, number } = await filed();
  const { database } = graph.data;
  const notifications = database('application').collection('notifications');
  const message = await until(
    () => notifications.findOne({ number, state: 'SENT' }),
    (found) => found !== null,
  );
  const at = (index: number) => new Date(Date.parse('2026-11-01T09:00:00Z') + index);
  await notifications.insertMany(
    Array.from({ length: 25 }, (_, index) => {
      const { _id, ...fields } = message ?? {};
      const undelivered = [{ channel: 'EMAIL', at: at(index), attempts: 1 }];
      const changed = {
        version: index + 10,
        state: 'FAILED',
        undelivered,
        undeliveredAt: at(index),
      };
      return { ...fields, publicId: `msg_${String(index).padStart(22, '0')}`, ...changed };
    }),
  );

  const listed = await person.do<Undelivered>(query);

  expect(listed.map((one) => one['at'])).toEqual(
    Array.from({ length: 20 }, (_, index) => at(24 - index).toISOString()),
  );
});
