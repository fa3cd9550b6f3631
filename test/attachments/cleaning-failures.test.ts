import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Types } from 'mongoose';
import { pino } from 'pino';
import { attachmentModel } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { cleaningOf, connection, copiesOf, stored, useFiles } from './cleaning-scene.ts';

const never = new AbortController().signal;

const collections = ['attachments', 'attachmentCopies.chunks'] as const;

onceInTheSuite('a file that could not be cleaned', () => {
  useFiles();
  let cleaning: ReturnType<typeof cleaningOf>;
  let logged: unknown[];
  const logger = pino(
    { level: 'error' },
    { write: (line) => logged.push((JSON.parse(line) as { msg: string }).msg) },
  );

  beforeEach(() => {
    logged = [];
    cleaning = cleaningOf({ logger });
  });

  afterEach(async () => {
    await cleaning.stop();
    for (const collection of collections) await allow(collection, {});
  });

  /** Has MongoDB refuse all other documents. */
  async function allow(collection: (typeof collections)[number], validator: object) {
    const { db } = connection;
    if (!(await db?.listCollections({ name: collection }).hasNext())) {
      await connection.createCollection(collection);
    }
    await db?.command({ collMod: collection, validator });
  }

  const document = (_id: Types.ObjectId) => attachmentModel(connection).findOne({ _id }).lean();

  /** Runs the job once the file may be tried again. */
  async function again(_id: Types.ObjectId) {
    const due = { $set: { 'cleaning.until': new Date(0) } };
    await attachmentModel(connection).updateOne({ _id, cleaning: { $ne: null } }, due);
    await cleaning.run(never);
    return document(_id);
  }

  const pauseOf = (found: Awaited<ReturnType<typeof document>>) =>
    Math.round(((found?.cleaning?.until.getTime() ?? 0) - Date.now()) / 60_000);

  test('because its copy cannot be stored is retried without end, ever more rarely', async () => {
    const _id = await stored('a');
    await allow('attachmentCopies.chunks', { $expr: false });
    const pauses: number[] = [];
    for (let times = 1; times <= 8; times += 1) pauses.push(pauseOf(await again(_id)));

    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    const failed = await document(_id);
    expect(failed).toMatchObject({ cleanedBy: 0, cleaned: null, cleaningAttempts: 0 });
    expect(failed?.copyIds).toEqual([failed?.cleaning?.copyId]);
    expect(logged).toEqual(Array(8).fill('an attachment was not cleaned; will retry'));
    await allow('attachmentCopies.chunks', {});
    expect(await again(_id)).toMatchObject({ cleaned: { refusal: null }, cleaningAttempts: 0 });
    expect(await document(_id)).not.toHaveProperty('cleaningFailures');
  });

  test('is no crash either if that can be stored only later', async () => {
    const _id = await stored('a');
    await allow('attachmentCopies.chunks', { $expr: false });
    await allow('attachments', { cleaningFailures: { $exists: false } });

    await expect(cleaning.run(never)).rejects.toThrow('Document failed validation');
    const unknown = await document(_id);
    await allow('attachments', {});
    await cleaning.run(never);

    expect(unknown).toMatchObject({ cleaningAttempts: 1 });
    expect(await document(_id)).toMatchObject({ cleaningAttempts: 0, cleaningFailures: 1 });
  });

  test('because the thread ended with it is given up after five times', async () => {
    const _id = await stored('a');
    for (let times = 1; times <= 5; times += 1) {
      const { promise: gate, resolve: open } = Promise.withResolvers<void>();
      const copies = copiesOf();
      const slow = cleaningOf({
        logger,
        copies: {
          ...copies,
          remove: (id) => copies.remove(id),
          write: (id, content) => copies.write(id, slowly(content)),
        },
      });
      /** The thread has the file, whose first piece is being stored. */
      async function* slowly(content: AsyncIterable<Uint8Array>) {
        for await (const piece of content) {
          yield piece;
          await gate;
        }
      }
      await attachmentModel(connection).updateOne(
        { _id, cleaning: { $ne: null } },
        { $set: { 'cleaning.until': new Date(0) } },
      );
      const run = slow.run(never);
      await until(
        () => document(_id),
        (found) => found?.cleaningAttempts === times,
      );
      await slow.stop();
      open();
      await run;
    }
    expect(await document(_id)).toMatchObject({ cleaned: null, cleaningAttempts: 5 });
    expect(pauseOf(await document(_id))).toBe(1);

    expect(await again(_id)).toMatchObject({
      cleaned: { copy: null, refusal: 'TOO_LARGE' },
      cleaning: null,
    });
  });
});
