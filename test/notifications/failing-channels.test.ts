import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { generateKeys } from '../../lib/platform/identity/keys.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import { outboxMessageModel } from '../../lib/messaging/outbox-message.model.ts';
import { retryPolicy } from '../../lib/messaging/retry.ts';
import { warnEveryMs } from '../../lib/messaging/watched-ports.ts';
import {
  type NotificationDocument,
  createOutbox,
} from '../../subgraphs/application/notifications/index.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { isFailed, isSent, isTried, keys, type Office, openOffice } from './office.ts';

/** The logs and metrics of a server that accepts no message. */

let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

afterEach(() => office?.stop());

const busy = { code: 451, message: 'try later' };
const refused = {
  level: 'warn',
  channel: 'EMAIL',
  lastError: 'SMTP: EENVELOPE RCPT TO 451',
  msg: 'messages cannot be sent',
};
const again = { level: 'info', channel: 'EMAIL', msg: 'messages are sent again' };

/** A message that is tried once, with any result. */
async function tryOne(channel: 'EMAIL' | 'SMS' = 'EMAIL'): Promise<void> {
  await office.become(await office.steps(channel, ['FILED']), isTried(1));
}

onceInTheSuite('a server that refuses everything', () => {
  test('is logged when it begins, every five minutes, and when it ends', async () => {
    office.smtp.refusals.push(...Array.from({ length: 20 }, () => busy));
    office.start();
    await tryOne();
    await tryOne();
    expect(office.logged).toEqual([refused]);

    office.pass(warnEveryMs);
    await tryOne();
    await tryOne();
    expect(office.logged).toEqual([refused, refused]);

    office.smtp.refusals.length = 0;
    await tryOne();
    await tryOne();
    expect(office.logged).toEqual([refused, refused, again]);
  });

  test('of text messages is logged as well, without any part of the message', async () => {
    office.sms.statuses.push(503);
    office.start({ channel: 'SMS' });
    await tryOne('SMS');

    expect(office.logged).toEqual([{ ...refused, channel: 'SMS', lastError: 'SMS: HTTP 503' }]);
  });

  test('intermittently is logged as rarely as one that always does', async () => {
    office.start();
    const refuseOne = async () => {
      office.smtp.refusals.push(busy);
      await tryOne();
      await tryOne();
    };
    await refuseOne();
    await refuseOne();
    expect(office.logged).toEqual([refused, again]);

    office.pass(warnEveryMs);
    await refuseOne();
    expect(office.logged).toEqual([refused, again, refused, again]);
  });
});

onceInTheSuite('a working server', () => {
  test('is not logged, also where it refuses one message permanently', async () => {
    office.contact = { mobilePhone: null, email: 'ayse@example.org' };
    office.smtp.refusals.push({ code: 550, message: 'no such mailbox' });
    office.start();
    await office.become(await office.steps('EMAIL', ['FILED']), isFailed);
    await office.become(await office.steps('EMAIL', ['FILED']), isSent);

    expect(office.logged).toMatchObject([{ msg: 'a notification was given up' }]);
  });
});

onceInTheSuite('the latest error of pending messages', () => {
  const backlog = async () => {
    const { notifications } = office;
    const outboxMessages = outboxMessageModel(office.database.connection);
    const cursors = createCursorCodec(keyOf(await generateKeys(), 'application/cursor'), 'outbox');
    return createOutbox({ notifications, outboxMessages, cursors }).backlog();
  };

  test('is shown until no failed message is pending', async () => {
    expect(await backlog()).toEqual({ waiting: 0, failed: 0, lastError: null });
    office.smtp.refusals.push(busy);
    office.start();
    const mail = await office.steps('EMAIL', ['FILED']);
    await office.become(mail, isTried(1));
    expect(await backlog()).toEqual({ waiting: 1, failed: 0, lastError: refused.lastError });

    office.pass(1);
    office.sms.statuses.push(503);
    office.start({ channel: 'SMS' });
    const text = await office.steps('SMS', ['FILED']);
    await office.become(text, isTried(1));
    expect(await backlog()).toEqual({ waiting: 2, failed: 0, lastError: 'SMS: HTTP 503' });

    office.pass(2 * retryPolicy.firstDelayMs);
    await office.become([...mail, ...text], isSent);
    expect(await backlog()).toEqual({ waiting: 0, failed: 0, lastError: null });
  });

  test('is found without examining anything else', async () => {
    const [message] = await office.steps('SMS', ['FILED']);
    const copies = (fields: Partial<NotificationDocument>) =>
      Array.from({ length: 100 }, (_, index) => ({
        ...message,
        _id: new Types.ObjectId(),
        applicationId: new Types.ObjectId(),
        lastError: `SMS: HTTP ${500 + index}`,
        lastFailedAt: new Date(index),
        ...fields,
      }));
    await office.notifications.insertMany([
      ...copies({}),
      ...copies({ lastError: null, lastFailedAt: null }),
      ...copies({ state: 'FAILED', lastFailedAt: new Date(), settledAt: new Date() }),
    ]);
    const { db } = office.database.connection;
    await db?.command({ profile: 2 });

    const { lastError } = await backlog();

    await db?.command({ profile: 0 });
    const profiled = await db
      ?.collection('system.profile')
      .find({ ns: /\.notifications$/, 'command.find': 'notifications' })
      .toArray();
    expect(lastError).toBe('SMS: HTTP 599');
    expect(profiled).toMatchObject([{ keysExamined: 1, docsExamined: 1 }]);
  });

  test('is known for failures from before their time was stored', async () => {
    const documents = await office.steps('SMS', ['FILED']);
    await office.notifications.collection.updateMany({}, [
      { $set: { lastError: 'SMS: HTTP 503' } },
      { $unset: 'lastFailedAt' },
    ]);

    const migration = migrations.find(({ name }) => name === '0004-failing-notifications');
    await migration?.up(office.database.connection, keys);
    await migration?.up(office.database.connection, keys);

    expect(await backlog()).toEqual({
      waiting: documents.length,
      failed: 0,
      lastError: 'SMS: HTTP 503',
    });
  });
});
