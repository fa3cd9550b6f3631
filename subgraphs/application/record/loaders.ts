import type { Connection } from 'mongoose';
import {
  createBatchedFind,
  createBatchedFindMany,
  perRequest,
} from '../../../lib/mongodb/batched-find.ts';
import { appealModel } from './appeal.model.ts';
import {
  type ApplicationDigest,
  type ApplicationDocument,
  applicationModel,
  digestProjection,
} from './application.model.ts';
import { type AttachmentDocument, attachmentModel } from './attachment.model.ts';
import { contentModel } from './content.model.ts';
import { referralModel } from './referral.model.ts';
import { timelineModel } from './timeline.model.ts';

/** The digest with the fields that verify a tracking code. */
type TrackedApplication = ApplicationDigest & Pick<ApplicationDocument, 'tracking'>;

/** The loaders of the process; call the result for the loaders of a request. */
export function createLoaders(connection: Connection) {
  const applications = applicationModel(connection);
  const digestByNumber = createBatchedFind<ApplicationDocument, ApplicationDigest>({
    model: applications,
    key: 'number',
    projection: digestProjection,
  });
  const trackedByNumber = createBatchedFind<ApplicationDocument, TrackedApplication>({
    model: applications,
    key: 'number',
    projection: { ...digestProjection, tracking: 1 },
  });
  const applicationById = createBatchedFind({ model: applications, key: '_id' });
  const applicationByPublicId = createBatchedFind({ model: applications, key: 'publicId' });
  const attachmentById = createBatchedFind<
    AttachmentDocument,
    Pick<AttachmentDocument, '_id' | 'cleaned'>
  >({ model: attachmentModel(connection), key: '_id', projection: { cleaned: 1 } });
  const contentById = createBatchedFind({ model: contentModel(connection), key: '_id' });
  const timelineById = createBatchedFind({ model: timelineModel(connection), key: '_id' });
  const referralByPublicId = createBatchedFind({
    model: referralModel(connection),
    key: 'publicId',
  });
  const referralsByFileNumber = createBatchedFindMany({
    model: referralModel(connection),
    key: 'fileNumber',
  });
  const referralsByApplicationId = createBatchedFindMany({
    model: referralModel(connection),
    key: 'applicationId',
  });
  const appealsByApplicationId = createBatchedFindMany({
    model: appealModel(connection),
    key: 'applicationId',
  });

  return () => {
    const loaders = {
      digestByNumber: perRequest(digestByNumber),
      trackedByNumber: perRequest(trackedByNumber),
      applicationById: perRequest(applicationById),
      applicationByPublicId: perRequest(applicationByPublicId),
      attachmentById: perRequest(attachmentById),
      contentById: perRequest(contentById),
      timelineById: perRequest(timelineById),
      referralByPublicId: perRequest(referralByPublicId),
      referralsByFileNumber: perRequest(referralsByFileNumber),
      referralsByApplicationId: perRequest(referralsByApplicationId),
      appealsByApplicationId: perRequest(appealsByApplicationId),
    };
    return {
      ...loaders,
      /** Call after a change: everything is then read again when it is next requested. */
      forget() {
        for (const loader of Object.values(loaders)) loader.forget();
      },
    };
  };
}

export type Loaders = ReturnType<ReturnType<typeof createLoaders>>;
