import type { Connection } from 'mongoose';
import { checkAll } from '../../../lib/kit/check-all.ts';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import { attachmentModel } from '../record/index.ts';
import { attachmentLimits } from './limits.ts';

/** @throws `BAD_USER_INPUT` for duplicate ids, and for too many. */
export function requireAttachmentIds(ids: readonly string[], field: string): readonly string[] {
  if (ids.length > attachmentLimits.perApplication) throw tooManyAttachments(field);
  if (new Set(ids).size < ids.length) throw badInput(field, 'RANGE', say`Name each upload once.`);
  return ids;
}

export const tooManyAttachments = (field: string) =>
  badInput(
    field,
    'RANGE',
    say`An application has at most ${attachmentLimits.perApplication} attachments.`,
    { max: attachmentLimits.perApplication },
  );

interface Uploads {
  citizenId: string;
  /** As in `Attachment.id`. */
  ids: readonly string[];
  field: string;
}

/**
 * Refuses uploads that cannot be filed before anything is written. Those that are filed meanwhile are refused when they
 * are linked.
 * @throws `BAD_USER_INPUT` unless they are different ones, not too many, and each is the citizen's own, complete and
 * unused.
 */
export async function requireUploads(
  connection: Connection,
  { citizenId, ids, field }: Uploads,
): Promise<readonly string[]> {
  requireAttachmentIds(ids, field);
  if (ids.length === 0) return ids;
  const publicIds = ids.map((id) => idToLookUp('attachment', id));
  const unused = await attachmentModel(connection)
    .find(
      { publicId: { $in: publicIds }, citizenId, state: 'STORED', applicationId: null },
      { _id: 0, publicId: 1 },
    )
    .maxTimeMS(longestReadMs)
    .lean();
  requireAmong(ids, new Set(unused.map(({ publicId }) => publicId)), field);
  return ids;
}

/** @throws `BAD_USER_INPUT` that names each id beside those of the usable uploads, by its place in the argument. */
export function requireAmong(
  ids: readonly string[],
  usable: Pick<ReadonlySet<string>, 'has'>,
  argument: string,
): void {
  checkAll(
    ids.map((id, index) => () => {
      if (usable.has(id)) return;
      const field = `${argument}[${index}]`;
      throw badInput(field, 'UNKNOWN', say`${field} is not the id of an unused upload of yours.`);
    }),
  );
}
