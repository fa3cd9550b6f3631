import type { Connection } from 'mongoose';
import {
  createBatchedFind,
  createBatchedFindMany,
  type Loader,
  perRequest,
} from '../../../lib/mongodb/batched-find.ts';
import {
  type OutboxMessageDocument,
  outboxMessageModel,
} from '../../../lib/messaging/outbox-message.model.ts';
import { type AppealDocument, appealModel } from './appeal.model.ts';
import {
  type ApplicationDigest,
  type ApplicationDocument,
  applicationModel,
  digestProjection,
} from './application.model.ts';
import { type AttachmentDocument, attachmentModel } from './attachment.model.ts';
import { type ContentDocument, contentModel } from './content.model.ts';
import { type ReferralDocument, referralModel } from './referral.model.ts';
import { type TimelineDocument, timelineModel } from './timeline.model.ts';

/** The digest with the fields that verify a tracking code. */
type TrackedApplication = ApplicationDigest & Pick<ApplicationDocument, 'tracking'>;

/** Whether an attachment has been cleaned, and with what result. */
type AttachmentState = Pick<AttachmentDocument, '_id' | 'cleaned' | 'cleanedBy'>;

/** The application that an attachment belongs to. */
type AttachmentPlace = Pick<AttachmentDocument, '_id' | 'publicId' | 'applicationId'>;

/**
 * Reads the record by key, for one request: each key once, together with the keys of other requests. Whether the
 * viewer may see a document is decided after the read. Ids are hexadecimal.
 */
export interface Loaders {
  /** The part of an application that the status query needs. */
  readonly digestByNumber: Loader<ApplicationDigest | null>;
  readonly trackedByNumber: Loader<TrackedApplication | null>;
  readonly applicationById: Loader<ApplicationDocument | null>;
  readonly applicationByPublicId: Loader<ApplicationDocument | null>;
  readonly attachmentById: Loader<AttachmentState | null>;
  readonly attachmentByPublicId: Loader<AttachmentPlace | null>;
  /** The texts of an application, by the application's id. */
  readonly contentById: Loader<ContentDocument | null>;
  /** The timeline of an application, by the application's id. */
  readonly timelineById: Loader<TimelineDocument | null>;
  readonly referralById: Loader<ReferralDocument | null>;
  readonly referralByPublicId: Loader<ReferralDocument | null>;
  readonly referralByDraftId: Loader<ReferralDocument | null>;
  readonly referralsByFileNumber: Loader<readonly ReferralDocument[]>;
  /** In no particular order, as are the appeals. */
  readonly referralsByApplicationId: Loader<readonly ReferralDocument[]>;
  readonly appealsByApplicationId: Loader<readonly AppealDocument[]>;
  readonly appealByPublicId: Loader<AppealDocument | null>;
  readonly outboxMessageByPublicId: Loader<OutboxMessageDocument | null>;
  /** Call after a change: everything is then read again when it is next requested. */
  forget(): void;
}

export type LoadersOfRequest = () => Loaders;

/** The loaders of the process. @returns a function that makes the loaders of a request on top of them. */
export function createLoaders(connection: Connection): LoadersOfRequest {
  const shared = loadersOfProcess(connection);
  return () => {
    const loaders = {
      digestByNumber: perRequest(shared.digestByNumber),
      trackedByNumber: perRequest(shared.trackedByNumber),
      applicationById: perRequest(shared.applicationById),
      applicationByPublicId: perRequest(shared.applicationByPublicId),
      attachmentById: perRequest(shared.attachmentById),
      attachmentByPublicId: perRequest(shared.attachmentByPublicId),
      contentById: perRequest(shared.contentById),
      timelineById: perRequest(shared.timelineById),
      referralById: perRequest(shared.referralById),
      referralByPublicId: perRequest(shared.referralByPublicId),
      referralByDraftId: perRequest(shared.referralByDraftId),
      referralsByFileNumber: perRequest(shared.referralsByFileNumber),
      referralsByApplicationId: perRequest(shared.referralsByApplicationId),
      appealsByApplicationId: perRequest(shared.appealsByApplicationId),
      appealByPublicId: perRequest(shared.appealByPublicId),
      outboxMessageByPublicId: perRequest(shared.outboxMessageByPublicId),
    };
    return {
      ...loaders,
      forget() {
        for (const loader of Object.values(loaders)) loader.forget();
      },
    };
  };
}

/** Each puts the keys of all requests into one command. */
function loadersOfProcess(connection: Connection) {
  const applications = applicationModel(connection);
  const attachments = attachmentModel(connection);
  const referrals = referralModel(connection);
  const appeals = appealModel(connection);
  const messages = outboxMessageModel(connection);
  return {
    digestByNumber: createBatchedFind<ApplicationDocument, ApplicationDigest>({
      model: applications,
      key: 'number',
      projection: digestProjection,
    }),
    trackedByNumber: createBatchedFind<ApplicationDocument, TrackedApplication>({
      model: applications,
      key: 'number',
      projection: { ...digestProjection, tracking: 1 },
    }),
    applicationById: createBatchedFind({ model: applications, key: '_id' }),
    applicationByPublicId: createBatchedFind({ model: applications, key: 'publicId' }),
    attachmentById: createBatchedFind<AttachmentDocument, AttachmentState>({
      model: attachments,
      key: '_id',
      projection: { cleaned: 1, cleanedBy: 1 },
    }),
    attachmentByPublicId: createBatchedFind<AttachmentDocument, AttachmentPlace>({
      model: attachments,
      key: 'publicId',
      projection: { publicId: 1, applicationId: 1 },
    }),
    contentById: createBatchedFind({ model: contentModel(connection), key: '_id' }),
    timelineById: createBatchedFind({ model: timelineModel(connection), key: '_id' }),
    referralById: createBatchedFind({ model: referrals, key: '_id' }),
    referralByPublicId: createBatchedFind({ model: referrals, key: 'publicId' }),
    referralByDraftId: createBatchedFind({ model: referrals, key: 'draft.id' }),
    referralsByFileNumber: createBatchedFindMany({ model: referrals, key: 'fileNumber' }),
    referralsByApplicationId: createBatchedFindMany({ model: referrals, key: 'applicationId' }),
    appealsByApplicationId: createBatchedFindMany({ model: appeals, key: 'applicationId' }),
    appealByPublicId: createBatchedFind({ model: appeals, key: 'publicId' }),
    outboxMessageByPublicId: createBatchedFind({ model: messages, key: 'publicId' }),
  };
}
