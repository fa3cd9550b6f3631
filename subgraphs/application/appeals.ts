import type { AppealDocument } from './appeal.model.ts';
import type { Loaders } from './loaders.ts';
import { maySeeOutcome, type SeenApplication } from './sight.ts';

/** The appeals that the viewer sees, oldest first. */
export async function appealsOf(
  seen: SeenApplication,
  loaders: Loaders,
): Promise<AppealDocument[]> {
  if (!maySeeOutcome(seen)) return [];
  const appeals = await loaders.appealsByApplicationId.load(seen.application._id.toHexString());
  return appeals.toSorted((one, other) => one.appealedAt.getTime() - other.appealedAt.getTime());
}
