import { idToLookUp } from '../../../lib/kit/public-id.ts';
import {
  type FindPartDependencies,
  type SeenApplication,
  seenById,
  wholeOf,
} from '../reading/index.ts';
import { attachmentsSeen, type SeenAttachment } from './seen-attachment.ts';

/** The attachment of an application with that id; null if there is none that the viewer sees. */
export async function findAttachment(
  dependencies: FindPartDependencies,
  id: string,
): Promise<SeenAttachment | null> {
  const { loaders } = dependencies;
  const place = await loaders.attachmentByPublicId.load(idToLookUp('attachment', id));
  const seen = place?.applicationId && (await seenById(dependencies, place.applicationId));
  if (!seen) return null;
  return attachmentIn(seen, id, dependencies);
}

/** The attachment of this application with that id; null if there is none that the viewer sees. */
export async function attachmentIn(
  seen: SeenApplication,
  id: string,
  { loaders, viewer }: Pick<FindPartDependencies, 'loaders' | 'viewer'>,
): Promise<SeenAttachment | null> {
  const all = attachmentsSeen(seen, await wholeOf(seen, loaders), viewer);
  return all.find(({ summary }) => summary.publicId === id) ?? null;
}
