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
    const documents = await office.steps('SMS', ['FILED']);
    office.start({ channel: 'SMS' });
    office.pass(retryPolicy.giveUpAfterMs);
    office.sms.statuses.push(503);

    expect((await office.become(documents, isFailed)).map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: 'SMS: HTTP 503' },
    ]);
  });
});

onceInTheSuite('a message that a server refuses permanently', () => {
  test.each([550, 553, 554])('by SMTP %i is given up at once', async (code) => {
    office.smtp.refusals.push({ code, message: 'no such mailbox' });
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    const found = await office.become(documents, isFailed);

    expect(found.map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: `SMTP: EENVELOPE RCPT TO ${code}` },
    ]);
    expect(found[0]?.settledAt).toEqual(office.now());
    expect(JSON.stringify(found)).not.toContain('@');
    expect(office.smtp.mails).toEqual([]);
  });

  test.each([400, 410, 422])('by HTTP %i is given up at once', async (status) => {
    office.sms.statuses.push(status);
    const documents = await office.steps('SMS', ['FILED']);
    office.start({ channel: 'SMS' });

    expect((await office.become(documents, isFailed)).map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: `SMS: HTTP ${status}` },
    ]);
  });

  test('delays no later message', async () => {
    office.smtp.refusals.push({ code: 550, message: 'no such mailbox' });
    const documents = await office.steps('EMAIL', ['FILED', 'CLAIMED']);
    office.start();

    const found = await office.become(documents, ({ state }) => state !== 'PENDING');

    expect(found.map(({ state }) => state)).toEqual(['FAILED', 'SENT']);
  });
});
