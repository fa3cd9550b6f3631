import { isClientError } from '../../../lib/kit/errors.ts';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import {
  BusyError,
  inTransaction,
  type TransactionOptions,
} from '../../../lib/mongodb/transaction.ts';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import {
  type ApplicationDocument,
  applicationModel,
  type AttachmentSummary,
  contentModel,
  timelineModel,
} from '../record/index.ts';
import { linkAttachments } from '../attachments/index.ts';
import { createPublisher } from '../events/index.ts';
import { contentOf, type NewCase, timelineOf } from './new-case.ts';

const batches = { most: 50, patienceMs: 100 };

/** How long several try together where another transaction holds what one of them writes. */
const patienceTogetherMs = 50;

/**
 * Files applications, each whole or not at all, on disk at a majority. Most of the cost of a transaction
 * is the same for one application as for many, so those that are filed at the same time share one.
 */
export function createFiler(connection: Connection): (filed: NewCase) => Promise<void> {
  const applications = applicationModel(connection).collection;
  const contents = contentModel(connection).collection;
  const timelines = timelineModel(connection).collection;
  const publish = createPublisher(connection);

  /** @returns the attachments that each has then. */
  async function write(
    cases: readonly NewCase[],
    session: ClientSession,
  ): Promise<AttachmentSummary[][]> {
    const options = { session };
    // First, for of two filings under one key the later one fails on the key and nothing else.
    await applications.insertMany(cases.map(applicationOf), options);
    const linked: AttachmentSummary[][] = [];
    for (const { application, attachmentIds: ids } of cases) {
      const link = { application, ids, field: 'input.attachmentIds' };
      linked.push(await linkAttachments(connection, link, session));
    }
    await contents.insertMany(cases.map(contentOf), options);
    await timelines.insertMany(cases.map(timelineOf), options);
    await publish(cases, session);
    return linked;
  }

  async function fileAll(cases: readonly NewCase[], options?: TransactionOptions): Promise<void> {
    const linked = await inTransaction(connection, (session) => write(cases, session), options);
    for (const [index, { application }] of cases.entries()) {
      application.attachments = linked[index] ?? [];
    }
  }

  /** One that cannot be filed fails alone, with its own error, and one that has to wait waits alone. */
  async function file(cases: readonly NewCase[]): Promise<Promise<void>[]> {
    const isAlone = cases.length === 1;
    try {
      await fileAll(cases, isAlone ? {} : { patienceMs: patienceTogetherMs });
      return cases.map(() => Promise.resolve());
    } catch (error) {
      if (isAlone || !isOfOne(error)) throw error;
      return cases.map((one) => fileAll([one]));
    }
  }

  const filing = inBatches(file, batches);
  return async (filed) => {
    await filing.load(filed);
  };
}

const applicationOf = ({ application }: NewCase): ApplicationDocument => application;

/**
 * A key that was used before or that somebody else is about to use, an attachment that cannot be linked:
 * the others have nothing to do with it.
 */
function isOfOne(error: unknown): boolean {
  return (
    isClientError(error) ||
    error instanceof BusyError ||
    (error instanceof mongo.MongoServerError && error.code === 11_000)
  );
}
