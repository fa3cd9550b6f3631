import type { Connection, Types } from 'mongoose';
import type { MigrationKeys } from '../../../lib/mongodb/migrations.ts';
import { createEarlierIds, type EarlierIds } from '../../../lib/mongodb/earlier-ids.ts';
import { givePublicIds } from '../../../lib/mongodb/give-public-ids.ts';

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
  await nameApplications(connection, idOf);
  await nameReferrals(connection, idOf);
  for (const [collection, kind] of ofCitizens) {
    await givePublicIds<OfCitizen>(
      connection.collection(collection),
      ['citizenId'],
      ({ _id, citizenId }) => ({
        $set: { publicId: idOf(kind, _id), citizenId: idOf('citizen', citizenId) },
      }),
    );
  }
  for (const [collection, kind] of others) {
    await givePublicIds(connection.collection(collection), [], ({ _id }) => ({
      $set: { publicId: idOf(kind, _id) },
    }));
  }
}

const ofCitizens = [
  ['attachments', 'attachment'],
  ['notifications', 'message'],
] as const;

const others = [
  ['outboxMessages', 'message'],
  ['appeals', 'appeal'],
] as const;

const nameApplications = (connection: Connection, idOf: EarlierIds): Promise<void> =>
  givePublicIds<EarlierApplication>(
    connection.collection('applications'),
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

const nameReferrals = (connection: Connection, idOf: EarlierIds): Promise<void> =>
  givePublicIds<EarlierReferral>(
    connection.collection('referrals'),
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
