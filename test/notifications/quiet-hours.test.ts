import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import {
  type NotificationDocument,
  notificationTimes,
} from '../../subgraphs/application/notifications/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { idsOf, isSent, isTried, type Office, openOffice } from './office.ts';

/** When messages are sent. */

const hourMs = 3_600_000;
const minuteMs = 60_000;

let office: Office;

beforeEach(async () => {
  office = await openOffice();
  office.times = notificationTimes;
  office.pass(10 * hourMs); // 22:00 in Türkiye
});

afterEach(() => office?.stop());

const morning = new Date('2026-11-25T08:00:00+03:00');
const textIds = () =>
  office.sms.requests.map(({ idempotencyKey }) => `<${idempotencyKey}@example.org>`);

onceInTheSuite('at night', () => {
  test('only the confirmation of a filing goes by text message; the rest does at eight', async () => {
    const documents = await office.steps('SMS', ['FILED', 'REFERRED', 'REPLIED']);
    office.start({ channel: 'SMS' });
    const [confirmation, ...others] = documents;
    await office.become(documents.slice(0, 1), isSent);
    expect(others.map(({ dueAt }) => dueAt)).toEqual([morning, morning]);
    expect(textIds()).toEqual(confirmation ? idsOf([confirmation]) : []);

    office.awaitTurnOf(others[0]);
    await office.become(others, isSent);

    expect(textIds()).toEqual(idsOf(documents));
  });

  test('e-mails are sent', async () => {
    const documents = await office.steps('EMAIL', ['REPLIED']);
    office.pass(15 * minuteMs);
    office.start();

    await office.become(documents, isSent);

    expect(office.mailIds()).toEqual(idsOf(documents));
  });

  test.each([
    ['a retry', 'SMS', '20:59', () => office.sms.statuses.push(503)],
    [
      'a message whose e-mail address is refused',
      'EMAIL',
      '21:01',
      () => office.smtp.refusals.push({ code: 550, status: '5.1.1', message: 'no such mailbox' }),
    ],
  ] as const)('%s waits until eight to go by text message', async (_what, channel, time, fail) => {
    const dueAt = new Date(`2026-11-24T${time}:00+03:00`);
    office.pass(dueAt.getTime() - notificationTimes.mergeMs - office.now().getTime());
    fail();
    const documents = await office.steps(channel, ['REPLIED']);
    office.awaitTurnOf(documents[0]);
    expect(office.now()).toEqual(dueAt);
    office.start({ channel });
    await office.become(documents, ({ attempts }) => attempts === 1);
    office.pass(2 * minuteMs);

    const [kept] = await office.become(documents, (seen) => seen.dueAt >= morning);

    expect(kept).toMatchObject({ state: 'PENDING', attempts: 1, lease: null, dueAt: morning });
    office.awaitTurnOf(kept);
    await office.become(documents, isSent);
    expect(office.sms.requests.length).toBe(channel === 'SMS' ? 2 : 1);
  });
});

const stepsOf = (messages: readonly NotificationDocument[]) => messages.map(({ events }) => events);

onceInTheSuite('at night, an applicant who chose e-mail and has only a phone on record', () => {
  const reported = async () => {
    office.contact = { mobilePhone: '+905551112233', email: null };
    const documents = await office.steps('EMAIL', ['REFERRED']);
    const [first] = documents;
    if (!first) throw new Error('a referral is reported');
    office.awaitTurnOf(first);
    return { documents, first };
  };

  test('gets one text message in the morning for all steps', async () => {
    const { documents, first } = await reported();
    expect(office.now()).toEqual(new Date('2026-11-24T22:15:00+03:00'));
    office.start();
    await office.become(documents, office.isPutOff);
    office.pass(hourMs);
    await office.nextStep(first, 'INTERIM_REPLIED');
    office.pass(hourMs);

    const waiting = await office.nextStep(first, 'EXTENDED');

    expect(stepsOf(waiting)).toEqual([['REFERRED', 'INTERIM_REPLIED', 'EXTENDED']]);
    expect(waiting[0]).toMatchObject({ attempts: 0, dueAt: morning, mergesUntil: morning });
    office.awaitTurnOf(waiting[0]);
    await office.become(documents, isSent);
    expect(textIds()).toEqual(idsOf(documents));
    expect(office.sms.requests[0]?.body).toMatchObject({
      text: expect.stringContaining('için cevap süresi uzatıldı (ve 2 adım daha)'),
    });
  });

  test('gets a message of its own for a step after one that a process may have sent', async () => {
    const { documents, first } = await reported();
    // A process that took the message and died.
    const { _id } = first;
    await office.notifications.updateOne({ _id }, { $set: { lease: new Types.ObjectId() } });
    office.start();
    await office.become(documents, office.isPutOff);

    const waiting = await office.nextStep(first, 'EXTENDED');

    expect(stepsOf(waiting)).toEqual([['REFERRED'], ['EXTENDED']]);
    expect(waiting[0]).toMatchObject({ attempts: 0, dueAt: morning, mergesUntil: null });
  });
});

onceInTheSuite('behind a message that fails', () => {
  test('the steps that follow become one message, sent after it', async () => {
    const documents = await office.steps('EMAIL', ['REFERRED']);
    const [first] = documents;
    if (!first) throw new Error('a referral is reported');
    office.awaitTurnOf(first);
    office.smtp.refusals.push({ code: 451, status: '4.3.0', message: 'later' });
    office.start();
    const [failing] = await office.become(documents, isTried(1));
    const [, second] = await office.nextStep(first, 'INTERIM_REPLIED');
    if (!failing || !second) throw new Error('an interim reply is reported');
    // The first one is tried again only after the second one is due.
    const dueAt = new Date(second.dueAt.getTime() + hourMs);
    await office.notifications.updateOne({ _id: first._id }, { $set: { dueAt } });
    office.awaitTurnOf(second);
    await office.become([second], office.isPutOff);
    office.pass(minuteMs);

    const all = await office.nextStep(first, 'EXTENDED');

    expect(stepsOf(all)).toEqual([['REFERRED'], ['INTERIM_REPLIED', 'EXTENDED']]);
    office.pass(2 * hourMs);
    await office.become(all, isSent);
    expect(office.mailIds()).toEqual(idsOf(all));
  });
});

onceInTheSuite('an applicant who wants to know of important steps alone', () => {
  test('gets no message about others, also if it has waited, and is not shown as failed', async () => {
    const documents = await office.steps('EMAIL', ['FILED', 'REFERRED', 'REPLIED', 'CANCELLED']);
    office.preference = 'IMPORTANT_STEPS';
    office.pass(15 * minuteMs);
    office.start();

    const found = await office.become(documents, ({ state }) => state !== 'PENDING');

    expect(found.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['SENT', 1],
      ['SKIPPED', 0],
      ['SENT', 1],
      ['SKIPPED', 0],
    ]);
    expect(found.map(({ settledAt }) => settledAt)).toEqual(documents.map(() => office.now()));
    expect(office.mailIds()).toEqual(idsOf(documents.filter((_, index) => index % 2 === 0)));
  });
});
