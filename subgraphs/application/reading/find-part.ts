import { idToLookUp } from '../../../lib/kit/public-id.ts';
import type { PartIds } from '../../../lib/kit/part-ids.ts';
import type { ApplicationDocument, PartIdsByKind, ReplyDraftRecord } from '../record/index.ts';
import { appealsOf, type SeenAppeal } from './appeals.ts';
import { contentOf, type SeenSupplement } from './content.ts';
import { type FindReferralDependencies, seenReferralOrNull } from './find-referral.ts';
import { draftOf, repliesOfReferral, type SeenReply } from './referrals.ts';
import { see, type SeenApplication } from './sight.ts';
import { type SeenEntry, timelineOf } from './timeline.ts';

export interface FindPartDependencies extends FindReferralDependencies {
  partIds: PartIdsByKind;
}

/** Finds a part of an application by its id; null if there is none that the viewer sees. */
type FindPart<Part> = (dependencies: FindPartDependencies, id: string) => Promise<Part | null>;

// Each is looked for among those that the viewer sees of its application, so that no rule of sight is repeated here.

export const findDraft: FindPart<ReplyDraftRecord> = async (dependencies, id) => {
  const { loaders, viewer } = dependencies;
  const referral = await loaders.referralByDraftId.load(idToLookUp('draft', id));
  const seen = referral && (await seenReferralOrNull(dependencies, referral));
  return seen && draftOf(seen, viewer);
};

export const findReply: FindPart<SeenReply> = async (dependencies, id) => {
  const { loaders, partIds } = dependencies;
  const place = partIds.reply.read(id);
  const referral = place && (await loaders.referralById.load(place.documentId));
  const seen = referral && (await seenReferralOrNull(dependencies, referral));
  return (seen && repliesOfReferral(seen).find(({ index }) => index === place?.index)) ?? null;
};

export const findAppeal: FindPart<SeenAppeal> = async (dependencies, id) => {
  const { loaders, units } = dependencies;
  const appeal = await loaders.appealByPublicId.load(idToLookUp('appeal', id));
  const seen = appeal && (await seenById(dependencies, appeal.applicationId));
  const appeals = seen ? await appealsOf(seen, loaders, units) : [];
  return appeals.find(({ appeal: { publicId } }) => publicId === id) ?? null;
};

export const findEntry: FindPart<SeenEntry> = (dependencies, id) =>
  findAmong(dependencies, dependencies.partIds.timelineEntry, id, (seen) =>
    timelineOf(seen, dependencies.viewer, dependencies.loaders),
  );

export const findSupplement: FindPart<SeenSupplement> = (dependencies, id) =>
  findAmong(dependencies, dependencies.partIds.supplement, id, async (seen) => {
    const content = await contentOf(seen, dependencies.loaders);
    return content?.supplements ?? [];
  });

/** The application with that `_id`, as the viewer sees it. */
export async function seenById(
  { loaders, viewer, units }: FindReferralDependencies,
  applicationId: ApplicationDocument['_id'] | string,
): Promise<SeenApplication | null> {
  const application = await loaders.applicationById.load(String(applicationId));
  return application && see(application, viewer, units);
}

async function findAmong<Part extends { readonly index: number }>(
  dependencies: FindPartDependencies,
  ids: PartIds,
  id: string,
  partsOf: (seen: SeenApplication) => Promise<readonly Part[]>,
): Promise<Part | null> {
  const place = ids.read(id);
  const seen = place && (await seenById(dependencies, place.documentId));
  const parts = seen ? await partsOf(seen) : [];
  return parts.find(({ index }) => index === place?.index) ?? null;
}
