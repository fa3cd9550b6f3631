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
  type ContentDocument,
  contentModel,
  type TimelineDocument,
  timelineModel,
} from '../record/index.ts';
import { linkAttachments } from '../attachments/index.ts';
import { type Change, createPublisher } from '../events/index.ts';

/** An application with all documents that are stored when it is filed. */
export interface NewCase extends Change {
  words: Pick<ContentDocument, 'subject' | 'text'>;
  /** As in `Attachment.id`. */
  attachmentIds: readonly string[];
}

const batches = { most: 50, maxWaitMs: 100 };

/** How long a shared transaction is retried while another transaction holds a document that it writes. */
const sharedTimeoutMs = 50;

/**
 * Files applications, each in full or not at all, on disk at a majority. A transaction costs nearly the same
 * for one application as for many, so applications filed at the same time share one.
 */
export function createFiler(connection: Connection): (filed: NewCase) => Promise<void> {
  const applications = applicationModel(connection).collection;
  const contents = contentModel(connection).collection;
  const timelines = timelineModel(connection).collection;
  const publish = createPublisher(connection);

  /** @returns the attachments that each application then has. */
  async function write(
    cases: readonly NewCase[],
    session: ClientSession,
  ): Promise<AttachmentSummary[][]> {
    const options = { session };
    // Inserted first: of two filings under one key, the later one then fails on the key and on nothing else.
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

  /**
   * A filing that cannot succeed fails alone, with its own error, and a filing that has to wait waits alone.
   */
  async function file(cases: readonly NewCase[]): Promise<Promise<void>[]> {
    const isAlone = cases.length === 1;
    try {
      await fileAll(cases, isAlone ? {} : { timeoutMs: sharedTimeoutMs });
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

const contentOf = ({ application: { _id }, words }: NewCase): ContentDocument => ({
  _id,
  ...words,
  redactedSubject: null,
  redactedText: null,
  supplements: [],
});

const timelineOf = ({ application: { _id }, entries }: NewCase): TimelineDocument => ({
  _id,
  entries: [...entries],
});

/**
 * A key that was used before or is in use by another transaction, or an attachment that cannot be linked: the
 * other filings are not affected.
 */
function isOfOne(error: unknown): boolean {
  return (
    isClientError(error) ||
    error instanceof BusyError ||
    (error instanceof mongo.MongoServerError && error.code === 11_000)
  );
}
