import { afterAll, beforeAll, expect } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import {
  measuresOfNotifications,
  notificationModel,
} from '../../subgraphs/application/notifications/index.ts';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { valueOf, valuesOf } from '../support/metrics.ts';
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
      corrected
      application {
        number
      }
    }
  }
`;

const change = `mutation ($contact: ContactInput!) { changeContact(contact: $contact) { email } }`;

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
    {
      at: expect.any(String),
      channel: 'EMAIL',
      sentBy: 'SMS',
      corrected: false,
      application: { number },
    },
  ]);
  expect(sms.requests.at(-1)?.body).toMatchObject({ to: '+905551112233' });
});

test('a citizen who is reached by no channel sees both, and which address was given anew', async () => {
  smtp.refusals.push(unknown);
  sms.statuses.push(410);
  const { person, number } = await filed();
  const notifications = graph.data.database('application').collection('notifications');
  const message = await until(
    () => notifications.findOne({ number }),
    (found) => found?.['state'] === 'FAILED',
  );
  const undelivered: { at: Date }[] = message?.['undelivered'] ?? [];
  const [email, phone] = undelivered.map(({ at }) => at.toISOString());
  const both = (correctedEmail: boolean, correctedPhone: boolean) => {
    const common = { sentBy: null, application: { number } };
    return [
      { ...common, channel: 'SMS', at: phone, corrected: correctedPhone },
      { ...common, channel: 'EMAIL', at: email, corrected: correctedEmail },
    ];
  };

  expect(await person.do(query)).toEqual(both(false, false));
  await person.do(change, { contact: { email: 'yeni@example.org' } });
  expect(await person.do(query)).toEqual(both(true, false));
  await person.do(change, { contact: { mobilePhone: '0532 123 45 67' } });
  expect(await person.do(query)).toEqual(both(true, true));
});

test('a citizen corrects an address: what is retried goes there, and what was not delivered is shown as corrected', async () => {
  const { database } = graph.data;
  const notifications = database('application').collection('notifications');
  smtp.refusals.push(unknown, { code: 451, status: '4.3.0', message: 'try again later' });
  const { person, number } = await filed();
  await shown(person, ([first]) => first?.['sentBy'] != null);
  const input = filingInput(graph, { answerChannel: 'EMAIL' });
  const retried = await person.do<Standing>(operations.file, { input });
  await until(
    () => notifications.findOne({ number: retried.number }),
    (message) => message?.['attempts'] === 1,
  );
  const corrected = async () =>
    (await person.do<Undelivered>(query)).map((one) => one['corrected']);

  await person.do(change, { contact: { mobilePhone: '0532 123 45 67' } });
  expect(await corrected()).toEqual([false]); // it was the e-mail address that did not work
  await person.do(change, { contact: { email: 'yeni@example.org' } });
  await notifications.updateOne({ number: retried.number }, { $set: { dueAt: new Date() } });

  const mail = await until(
    () => smtp.mails.find(({ subject }) => subject.includes(retried.number)),
    (found) => found !== undefined,
  );
  expect(mail?.to).toEqual(['yeni@example.org']);
  expect(await person.do(query)).toEqual([
    {
      at: expect.any(String),
      channel: 'EMAIL',
      sentBy: 'SMS',
      corrected: true,
      application: { number },
    },
  ]);
  expect(smtp.mails.filter(({ subject }) => subject.includes(number))).toEqual([]);
});

test('nobody sees messages to others, nor a message that was delivered', async () => {
  smtp.refusals.push(unknown);
  const { person } = await filed();
  await shown(person, ({ length }) => length === 1);
  const other = await filed();

  expect(await other.person.do(query)).toEqual([]);
});

test('messages that are due, fail and are given up are measured, and no longer when they are sent', async () => {
  const { database, databases } = graph.data;
  const notifications = database('application').collection('notifications');
  /** As it is now: `/metrics` may reuse what was counted within the last ten seconds. */
  const counted = async () => {
    const measures = measuresOfNotifications(notificationModel(databases.application.connection));
    const values = measures.map(async ({ name, value }) => [name, await value()] as const);
    return Object.fromEntries(await Promise.all(values));
  };
  /** Until nothing waits; what is to be tried again later is tried at once. */
  const untilSettled = () =>
    until(
      async () => {
        const later = { state: 'PENDING', lease: null, dueAt: { $gt: new Date() } };
        await notifications.updateMany(later, { $set: { dueAt: new Date() } });
        return notifications.countDocuments({ state: 'PENDING' });
      },
      (pending) => pending === 0,
    );
  const { number } = await filed();
  await untilSettled();
  const { _id, ...sent } = (await notifications.findOne({ number })) ?? {};
  const givenUp = await notifications.countDocuments({ state: 'FAILED' });
  const due = { state: 'PENDING', settledAt: null, dueAt: new Date(Date.now() - 3_600_000) };

  // More than one process takes at a time, and the server does not answer.
  const release = smtp.hold();
  await notifications.insertMany(
    Array.from({ length: 60 }, () => {
      const ids = { publicId: newId('message'), applicationId: new Types.ObjectId() };
      return { ...sent, ...ids, ...due, event: 'REFERRED', events: ['REFERRED'] };
    }),
  );
  await until(
    () => valuesOf(graph.url, 'notification_delay_seconds'),
    ({ '': delay = 0 }) => delay >= 3_600,
    60_000,
    500,
  );
  expect(await valueOf(graph.url, 'notifications_waiting')).toBe(60);
  release();
  await untilSettled();

  smtp.refusals.push({ code: 451, status: '4.3.0', message: 'try again later' });
  await filed();
  await until(counted, ({ notifications_failing: failing }) => failing === 1);
  await untilSettled();
  smtp.refusals.push(unknown);
  sms.statuses.push(410);
  await filed();
  await untilSettled();

  const none = {
    notifications_waiting: 0,
    notifications_failing: 0,
    notifications_outdated: 0,
    notification_delay_seconds: 0,
  };
  expect(await counted()).toEqual({ ...none, notifications_given_up: givenUp + 1 });
  await until(
    () => valueOf(graph.url, 'notifications_given_up'),
    (count) => count === givenUp + 1,
    60_000,
    500,
  );
  for (const name of Object.keys(none)) expect(await valueOf(graph.url, name)).toBe(0);
});

test('a fresh list is read by the index, each channel by its own time, and holds at most twenty entries', async () => {
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
      // By text message, each is given up after the next one was by e-mail.
      const undelivered = [
        { channel: 'EMAIL', at: at(10 * index), attempts: 1 },
        { channel: 'SMS', at: at(10 * index + 15), attempts: 2 },
      ];
      const changed = {
        version: index + 10,
        state: 'FAILED',
        undelivered,
        undeliveredAt: at(10 * index + 15),
      };
      return { ...fields, publicId: `msg_${String(index).padStart(22, '0')}`, ...changed };
    }),
  );

  const listed = await person.do<Undelivered>(query);

  const expected = Array.from({ length: 25 }, (_, index) => [
    ['EMAIL', 10 * index],
    ['SMS', 10 * index + 15],
  ])
    .flat()
    .map(([channel, time]) => [channel, at(Number(time)).toISOString()])
    .toSorted(([, one], [, other]) => String(other).localeCompare(String(one)))
    .slice(0, 20);
  expect(listed.map((one) => [one['channel'], one['at']])).toEqual(expected);
});
