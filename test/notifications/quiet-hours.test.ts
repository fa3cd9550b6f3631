import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { notificationTimes } from '../../subgraphs/application/notifications/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { idsOf, isSent, type Office, openOffice } from './office.ts';

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
