import type { ClientSession, Connection } from 'mongoose';
import { inSharedTransactions } from '../../../lib/mongodb/shared-transactions.ts';
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

/**
 * Files applications, each in full or not at all, on disk at a majority. Applications filed at the same time share a
 * transaction. One whose key was used before or is about to be used, or with an attachment that cannot be linked,
 * fails alone.
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

  const file = inSharedTransactions({ connection, write });
  return async (filed) => {
    filed.application.attachments = await file(filed);
  };
}

const applicationOf = ({ application }: NewCase): ApplicationDocument => application;
