import type { Connection, Types } from 'mongoose';
import type { MigrationKeys } from '../../../lib/mongodb/migrations.ts';
import { createEarlierIds } from '../../../lib/mongodb/earlier-ids.ts';
import { givePublicIds } from '../../../lib/mongodb/give-public-ids.ts';
import { appealModel, applicationModel, attachmentModel, referralModel } from '../record/index.ts';
import { outboxMessageModel } from '../../../lib/messaging/outbox-message.model.ts';
import { notificationModel } from '../notifications/index.ts';

/** The earlier form: everything outside the graph used the stored ObjectId. */
interface EarlierApplication {
  _id: Types.ObjectId;
  citizenId: Types.ObjectId;
  attachments: readonly { id: Types.ObjectId }[];
}

interface EarlierReferral {
  _id: Types.ObjectId;
  draft: { id: Types.ObjectId } | null;
  replies: readonly { draftId?: Types.ObjectId | null }[];
}

type OfCitizen = Pick<EarlierApplication, '_id' | 'citizenId'>;

/**
 * Gives public ids to documents stored before public ids existed, and refers to citizens by theirs. All ids
 * follow from a key and the ObjectId, so the citizen subgraph gives each citizen the same one.
 */
export async function giveApplicationPublicIds(
  connection: Connection,
  keys: MigrationKeys,
): Promise<void> {
  const idOf = createEarlierIds(keys);

  await givePublicIds<EarlierApplication>(
    applicationModel(connection).collection,
    ['citizenId', 'attachments'],
    ({ _id, citizenId, attachments }) => ({
      // Attachments are only ever added.
      unchanged: { attachments: { $size: attachments.length } },
      $set: {
        publicId: idOf('application', _id),
        citizenId: idOf('citizen', citizenId),
        ...Object.fromEntries(
          attachments.map(({ id }, index) => [
            `attachments.${index}.publicId`,
            idOf('attachment', id),
          ]),
        ),
      },
    }),
  );
  await givePublicIds<EarlierReferral>(
    referralModel(connection).collection,
    ['draft', 'replies'],
    ({ _id, draft, replies }) => ({
      // A reply that is added was the draft before.
      unchanged: { 'draft.id': draft?.id ?? null },
      $set: {
        publicId: idOf('referral', _id),
        ...(draft && { 'draft.id': idOf('draft', draft.id) }),
        ...Object.fromEntries(
          replies.flatMap(({ draftId }, index) =>
            draftId ? [[`replies.${index}.draftId`, idOf('draft', draftId)]] : [],
          ),
        ),
      },
    }),
  );
  await givePublicIds<OfCitizen>(
    attachmentModel(connection).collection,
    ['citizenId'],
    ({ _id, citizenId }) => ({
      $set: { publicId: idOf('attachment', _id), citizenId: idOf('citizen', citizenId) },
    }),
  );
  await givePublicIds<OfCitizen>(
    notificationModel(connection).collection,
    ['citizenId'],
    ({ _id, citizenId }) => ({
      $set: { publicId: idOf('message', _id), citizenId: idOf('citizen', citizenId) },
    }),
  );
  await givePublicIds(outboxMessageModel(connection).collection, [], ({ _id }) => ({
    $set: { publicId: idOf('message', _id) },
  }));
  await givePublicIds(appealModel(connection).collection, [], ({ _id }) => ({
    $set: { publicId: idOf('appeal', _id) },
  }));
}
