import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { retryPolicy } from '../../lib/messaging/retry.ts';
import type { NotificationDocument } from '../../subgraphs/application/notifications/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { idsOf, isFailed, isSent, isTried, type Office, openOffice, outcomeOf } from './office.ts';

/** What happens to a message that a server refuses. */

let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

afterEach(() => office?.stop());

/** The time until something is due, as a multiple of the first delay. */
const delayOf = ({ dueAt }: NotificationDocument) =>
  (dueAt.getTime() - office.now().getTime()) / retryPolicy.firstDelayMs;

onceInTheSuite('a message that a server refuses temporarily', () => {
  test('by SMTP is sent again after growing pauses, until the server accepts it', async () => {
    const busy = { code: 451, message: 'try later' };
    office.smtp.refusals.push(busy, busy);
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    const [once] = await office.become(documents, isTried(1));
    expect(once).toMatchObject({
      state: 'PENDING',
      lease: null,
      settledAt: null,
      lastError: 'SMTP: EENVELOPE RCPT TO 451',
    });
    if (!once) throw new Error('No message was tried.');
    expect(Math.abs(delayOf(once) - 1)).toBeLessThanOrEqual(retryPolicy.jitter);
    expect(await office.queue('EMAIL').take(10, office.now())).toBeNull();
    office.awaitTurnOf(once);
    const [twice] = await office.become(documents, isTried(2));
    if (!twice) throw new Error('No message was tried.');
    expect(Math.abs(delayOf(twice) - 2)).toBeLessThanOrEqual(2 * retryPolicy.jitter);
    office.awaitTurnOf(twice);

    expect((await office.become(documents, isSent)).map(outcomeOf)).toEqual([
      { state: 'SENT', attempts: 3, lastError: null },
    ]);
    expect(office.mailIds()).toEqual(idsOf(documents));
  });

  test.each([408, 425, 429, 500, 503, 401, 403, 404, 405])(
    'by HTTP %i is sent again with the same id',
    async (status) => {
      office.sms.statuses.push(status);
      const documents = await office.steps('SMS', ['FILED']);
      office.start({ channel: 'SMS' });

      const [refused] = await office.become(documents, isTried(1));
      expect(refused).toMatchObject({ state: 'PENDING', lastError: `SMS: HTTP ${status}` });
      office.awaitTurnOf(refused);
      await office.become(documents, isSent);

      const id = documents[0]?.publicId;
      expect(office.sms.requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual([id, id]);
    },
  );

  test('is given up after three days', async () => {
    office.contact = { mobilePhone: '+905551112233', email: null };
    const documents = await office.steps('SMS', ['FILED']);
    office.start({ channel: 'SMS' });
    office.pass(retryPolicy.giveUpAfterMs);
    office.sms.statuses.push(503);

    expect((await office.become(documents, isFailed)).map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: 'SMS: HTTP 503' },
    ]);
  });
});

/** The replies to a recipient after which the address is given up, and others. */
const replies = {
  permanent: [
    { code: 550 },
    { code: 551 },
    { code: 553 },
    { code: 556 },
    { code: 550, status: '5.1.1' },
    { code: 550, status: '5.1.2' },
    { code: 556, status: '5.1.10' },
    { code: 550, status: '5.2.1' },
  ],
  temporary: [
    { code: 552 },
    { code: 554 },
    { code: 503 },
    { code: 552, status: '5.2.2' },
    { code: 550, status: '5.7.1' },
    { code: 550, status: '5.7.26' },
    { code: 554, status: '5.7.1' },
    { code: 554, status: '5.6.0' },
    { code: 550, status: '5.1.8' },
    { code: 450, status: '4.2.1' },
  ],
};
const written = ({ code, status }: { code: number; status?: string }) =>
  status === undefined ? `${code}` : `${code} ${status}`;

onceInTheSuite('an address that a server refuses permanently', () => {
  test.each(replies.permanent)('by SMTP $code $status is given up at once', async (reply) => {
    office.contact = { mobilePhone: null, email: 'ayse@example.org' };
    office.smtp.refusals.push({ ...reply, message: 'no such mailbox' });
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    const found = await office.become(documents, isFailed);

    expect(found.map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: `SMTP: EENVELOPE RCPT TO ${written(reply)}` },
    ]);
    expect(found[0]).toMatchObject({
      settledAt: office.now(),
      undelivered: [{ channel: 'EMAIL', at: office.now(), attempts: 1 }],
    });
    expect(JSON.stringify(found)).not.toContain('@');
    expect(office.smtp.mails).toEqual([]);
  });

  test('after the text, by its enhanced status code, is given up as well', async () => {
    office.contact = { mobilePhone: null, email: 'ayse@example.org' };
    office.smtp.refusedTexts.push({ code: 550, status: '5.1.1', message: 'no such mailbox' });
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    expect((await office.become(documents, isFailed)).map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: 'SMTP: EMESSAGE DATA 550 5.1.1' },
    ]);
  });

  test.each([400, 410, 422])('by HTTP %i is given up at once', async (status) => {
    office.contact = { mobilePhone: '+905551112233', email: null };
    office.sms.statuses.push(status);
    const documents = await office.steps('SMS', ['FILED']);
    office.start({ channel: 'SMS' });

    expect((await office.become(documents, isFailed)).map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: `SMS: HTTP ${status}` },
    ]);
  });

  test('delays no later message', async () => {
    office.contact = { mobilePhone: null, email: 'ayse@example.org' };
    office.smtp.refusals.push({ code: 550, message: 'no such mailbox' });
    const documents = await office.steps('EMAIL', ['FILED', 'REFERRED']);
    office.start();

    const found = await office.become(documents, ({ state }) => state !== 'PENDING');

    expect(found.map(({ state }) => state)).toEqual(['FAILED', 'SENT']);
  });
});

onceInTheSuite('a refusal that may change', () => {
  test.each(replies.temporary)('by SMTP $code $status is retried', async (reply) => {
    office.smtp.refusals.push({ ...reply, message: 'not now' });
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    const [refused] = await office.become(documents, isTried(1));

    expect(refused).toMatchObject({
      state: 'PENDING',
      lastError: `SMTP: EENVELOPE RCPT TO ${written(reply)}`,
    });
    office.awaitTurnOf(refused);
    await office.become(documents, isSent);
    expect(office.mailIds()).toEqual(idsOf(documents));
    expect(office.sms.requests).toEqual([]);
  });

  test.each([{ code: 550 }, { code: 554, status: '5.7.1' }, { code: 552, status: '5.3.4' }])(
    'by SMTP $code $status after the text is retried',
    async (reply) => {
      office.smtp.refusedTexts.push({ ...reply, message: 'not now' });
      const documents = await office.steps('EMAIL', ['FILED']);
      office.start();

      const [refused] = await office.become(documents, isTried(1));

      expect(refused).toMatchObject({
        state: 'PENDING',
        lastError: `SMTP: EMESSAGE DATA ${written(reply)}`,
      });
      office.awaitTurnOf(refused);
      await office.become(documents, isSent);
    },
  );
});

onceInTheSuite('a message whose address is given up', () => {
  const unknown = { code: 550, status: '5.1.1', message: 'no such mailbox' };

  test('goes by text message where a phone is known, with the same id', async () => {
    office.smtp.refusals.push(unknown);
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    const found = await office.become(documents, isSent);

    expect(found).toMatchObject([
      { attempts: 2, undelivered: [{ channel: 'EMAIL', at: office.now(), attempts: 1 }] },
    ]);
    expect(office.sms.requests).toMatchObject([
      { idempotencyKey: documents[0]?.publicId, body: { to: '+905551112233' } },
    ]);
    expect(office.smtp.mails).toEqual([]);
    expect(office.logged).toEqual([
      {
        level: 'info',
        notificationId: documents[0]?.publicId,
        channel: 'EMAIL',
        lastError: 'SMTP: EENVELOPE RCPT TO 550 5.1.1',
        msg: 'a notification takes another channel',
      },
    ]);
  });

  test('goes by e-mail where the phone does not exist', async () => {
    office.sms.statuses.push(422);
    const documents = await office.steps('SMS', ['FILED']);
    office.start({ channel: 'SMS' });

    await office.become(documents, isSent);

    expect(office.mailIds()).toEqual(idsOf(documents));
  });

  test('has attempts of its own by the other channel, also after three days of the first', async () => {
    const documents = await office.steps('EMAIL', ['FILED']);
    office.pass(retryPolicy.giveUpAfterMs);
    office.smtp.refusals.push({ code: 451, message: 'try later' });
    office.sms.statuses.push(503);
    office.start();

    const [refused] = await office.become(documents, isTried(2));
    expect(refused).toMatchObject({ state: 'PENDING', lastError: 'SMS: HTTP 503' });
    if (!refused) throw new Error('No message was tried.');
    expect(Math.abs(delayOf(refused) - 1)).toBeLessThanOrEqual(retryPolicy.jitter);
    office.awaitTurnOf(refused);
    await office.become(documents, isSent);

    expect(office.sms.requests).toHaveLength(2);
  });

  test('by both channels has failed', async () => {
    office.smtp.refusals.push(unknown);
    office.sms.statuses.push(410);
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    expect(await office.become(documents, isFailed)).toMatchObject([
      {
        attempts: 2,
        lastError: 'SMS: HTTP 410',
        undelivered: [
          { channel: 'EMAIL', attempts: 1 },
          { channel: 'SMS', attempts: 2 },
        ],
      },
    ]);
  });

  test('names both channels also if the other address is removed while it is retried', async () => {
    office.sms.statuses.push(422);
    office.smtp.refusals.push({ code: 451, message: 'try later' });
    const documents = await office.steps('SMS', ['FILED']);
    office.start({ channel: 'SMS' });
    const [refused] = await office.become(documents, isTried(2));
    office.contact = { mobilePhone: '+905551112233', email: null };
    office.awaitTurnOf(refused);

    expect(await office.become(documents, isFailed)).toMatchObject([
      { undelivered: [{ channel: 'SMS' }, { channel: 'EMAIL' }] },
    ]);
  });

  test('is not passed by a later one', async () => {
    office.smtp.refusals.push(unknown);
    const documents = await office.steps('EMAIL', ['FILED', 'REFERRED']);
    office.start();

    await office.become(documents, isSent);

    const bySms = office.sms.requests.map(
      ({ idempotencyKey }) => `<${idempotencyKey}@example.org>`,
    );
    expect([bySms, office.mailIds()]).toEqual([
      idsOf(documents.slice(0, 1)),
      idsOf(documents.slice(1)),
    ]);
  });
});
