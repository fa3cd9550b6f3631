import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import type { AttachmentDocument, AttachmentModel, AttachmentSummary } from '../record/index.ts';
import { attachmentLimits, unusedLifetimeMs } from './limits.ts';
import { summaryOf } from './link-attachments.ts';

/** An upload that belongs to no application, and when it is removed at the earliest if none uses it. */
interface UnusedUpload extends AttachmentSummary {
  readonly expiresAt: Date;
}

/** The uploads that take up a citizen's room. */
export interface UnusedUploads {
  /** In the order in which they are removed. */
  readonly uploads: readonly UnusedUpload[];
  /** Those that are being received, or whose transfer was interrupted. */
  readonly incomplete: number;
  /** How many of both a citizen may have. */
  readonly limit: number;
}

interface Expiring {
  readonly state: keyof typeof unusedLifetimeMs;
  readonly startedAt: Date;
}

/** The uploads of a citizen that belong to no application. */
export async function findUnusedUploads(
  uploads: AttachmentModel,
  citizenId: string,
): Promise<UnusedUploads> {
  const { unusedPerCitizen: limit } = attachmentLimits;
  const found = await uploads
    .find({ citizenId, applicationId: null, state: { $in: ['RECEIVING', 'STORED'] } })
    .limit(limit)
    .maxTimeMS(longestReadMs)
    .lean<(AttachmentDocument & Expiring)[]>();
  const stored = found.filter(({ state }) => state === 'STORED');
  return {
    uploads: stored
      .toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
      .map((upload) => ({ ...summaryOf(upload), expiresAt: expiryOf(upload) })),
    incomplete: found.length - stored.length,
    limit,
  };
}

/** When an upload that no application uses is removed at the earliest. */
export const expiryOf = ({ state, startedAt }: Expiring): Date =>
  new Date(startedAt.getTime() + unusedLifetimeMs[state]);
