import type { Types } from 'mongoose';
import {
  type SmallFile,
  smallFileOf,
  summaryOf,
} from '../../../subgraphs/application/attachments/index.ts';
import type {
  ApplicationDocument,
  AttachmentDocument,
  AttachmentSummary,
} from '../../../subgraphs/application/record/index.ts';
import type { EarlierIds } from '../../../lib/mongodb/earlier-ids.ts';
import { type Random, weightedChoice } from '../../random.ts';
import { objectIdsOf } from '../object-ids.ts';
import { cleanSamples } from './samples.ts';

const minuteMs = 60_000;

/** Room for the attachments of one application among the ids of their kind. */
const idsEach = 8;

/** An attachment with everything that is stored of it. */
export interface SeededAttachment {
  document: AttachmentDocument;
  summary: AttachmentSummary;
  original: SmallFile;
  /** For units; null if none can be made. */
  copy: SmallFile | null;
}

/** Draws the next attachment of an application, which is filed with it. */
export type DrawAttachment = (
  random: Random,
  of: Pick<ApplicationDocument, '_id' | 'citizenId' | 'filedAt'> & { index: number; place: number },
) => SeededAttachment;

/** Attachments of the demonstration data: each one of a few files, uploaded some minutes before the filing, and cleaned. */
export function createAttachments(seed: number, publicId: EarlierIds): DrawAttachment {
  const attachmentId = objectIdsOf(seed, 'attachment');
  const copyId = objectIdsOf(seed, 'attachmentCopy');
  const draw = weightedChoice(cleanSamples(), ({ weight }) => weight);

  return (random, { _id: applicationId, citizenId, filedAt, index, place }) => {
    const { name, contentType, content, cleaned } = draw(random);
    const at = filedAt.getTime();
    const startedAt = new Date(at - random.between(2, 15) * minuteMs);
    const idIn = (ids: typeof attachmentId): Types.ObjectId => ids(index * idsEach + place, at);
    const _id = idIn(attachmentId);
    const copy = cleaned.copy && smallFileOf(idIn(copyId), cleaned.copy, filedAt);
    const document: AttachmentDocument = {
      _id,
      publicId: publicId('attachment', _id),
      citizenId,
      state: 'STORED',
      startedAt,
      name,
      contentType,
      bytes: content.length,
      applicationId,
      place: null,
      cleanedBy: cleaned.cleanedBy,
      cleaned: {
        copy: copy && { id: copy.file._id, bytes: copy.file.length },
        refusal: cleaned.refusal,
        warnings: cleaned.warnings,
      },
      cleaning: null,
      cleaningAttempts: 0,
      copyIds: copy ? [copy.file._id] : [],
    };
    const original = smallFileOf(_id, content, startedAt);
    return { document, summary: summaryOf(document), original, copy };
  };
}
