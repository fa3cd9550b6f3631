import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { retryPolicy } from '../../lib/messaging/retry.ts';
import {
  type NotificationDocument,
  leaseMs,
} from '../../subgraphs/application/notifications/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { idsOf, isSent, type Office, openOffice } from './office.ts';

/** Several senders over one database, as in several processes. */

let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

afterEach(() => office?.stop());

onceInTheSuite('several processes', () => {
  test('send each message once, and those of one application in order', async () => {
    const events = ['FILED', 'REFERRED', 'FORWARDED', 'REPLIED'] as const;
    const all: NotificationDocument[][] = [];
    for (let index = 0; index < 15; index += 1) all.push(await office.steps('EMAIL', events));
    for (let index = 0; index < 3; index += 1) office.start();

    await office.become(all.flat(), isSent, { passing: 100 });

    expect(office.mailIds()).toHaveLength(all.flat().length);
    expect(new Set(office.mailIds())).toEqual(new Set(idsOf(all.flat())));
    for (const documents of all) {
      const ids = new Set(idsOf(documents));
      expect(office.mailIds().filter((id) => id !== undefined && ids.has(id))).toEqual([...ids]);
    }
    expect(await office.notifications.countDocuments({ attempts: { $ne: 1 } })).toBe(0);
  });

  test('take over from one that died between sending and recording, with the same id', async () => {
    const documents = await office.steps('EMAIL', ['FILED', 'REFERRED']);
    // The one that dies.
    const lease = await office.queue('EMAIL').take(1, office.now());
    const message = lease?.series[0]?.messages[0];
    if (!message) throw new Error('The queue has no message.');
    const port = office.mailPort();
    const words = { channel: 'EMAIL', to: 'a@example.org', subject: 'x', text: 'y' } as const;
    const { _id, publicId: id } = message;
    await port.send({ _id, id, ...words, masked: words }, new AbortController().signal);
    await port.stop();

    office.start();
    // A later message waits while the earlier one may still be in progress.
    await office.become(documents, ({ dueAt }) => dueAt > office.now());
    expect(office.mailIds()).toEqual(idsOf(documents.slice(0, 1)));
    office.pass(leaseMs);
    await office.become(documents, isSent);

    const [first = '', second = ''] = idsOf(documents);
    expect(office.mailIds()).toEqual([first, first, second]);
    // The former owner cannot change the result.
    const late = { lastError: 'too late', lastFailedAt: office.now() };
    const by = { channel: 'EMAIL', at: office.now(), attempts: 1 } as const;
    const queue = office.queue('EMAIL');
    expect({
      failed: await queue.fail(message, lease, by, late),
      retried: await queue.retry(message, lease, office.now(), late),
    }).toEqual({ failed: false, retried: false });
    expect((await office.stored(documents)).map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  });

  test('send no message of an application past one that waits for a retry', async () => {
    office.smtp.refusals.push({ code: 451, message: 'try later' });
    const documents = await office.steps('EMAIL', ['FILED', 'REFERRED', 'REPLIED']);
    office.start();
    office.start();
    await office.become(documents, office.isPutOff);
    expect(office.mailIds()).toEqual([]);

    office.pass(2 * retryPolicy.firstDelayMs);
    await office.become(documents, isSent, { passing: 100 });

    expect(office.mailIds()).toEqual(idsOf(documents));
  });
});

onceInTheSuite('polling for due messages', () => {
  test('examines no message that is sent, given up or not due yet', async () => {
    const due = [
      ...(await office.steps('SMS', ['FILED'])),
      ...(await office.steps('SMS', ['FILED'])),
    ];
    office.pass(1);
    const others = await office.steps('SMS', ['FILED']);
    const copies = (fields: Partial<NotificationDocument>, count: number) =>
      Array.from({ length: count }, () => ({
        ...others[0],
        _id: new Types.ObjectId(),
        applicationId: new Types.ObjectId(),
        ...fields,
      }));
    office.pass(-1);
    await office.notifications.insertMany([
      ...copies({}, 300),
      ...copies({ channel: 'EMAIL', dueAt: office.now() }, 300),
      ...copies({ state: 'SENT', dueAt: office.now(), settledAt: new Date() }, 300),
      ...copies({ state: 'FAILED', dueAt: office.now(), settledAt: new Date() }, 300),
    ]);
    const { db } = office.database.connection;
    await db?.command({ profile: 2 });

    const lease = await office.queue('SMS').take(8, office.now());

    await db?.command({ profile: 0 });
    const profiled = await db
      ?.collection('system.profile')
      .find({ ns: /\.notifications$/, op: { $in: ['query', 'update'] } })
      .toArray();
    expect(lease?.series).toHaveLength(due.length);
    expect(profiled).toHaveLength(3);
    for (const { docsExamined, keysExamined } of profiled ?? []) {
      expect(docsExamined).toBeLessThanOrEqual(due.length);
      expect(keysExamined).toBeLessThanOrEqual(2 * due.length + 1);
    }
  });
});
