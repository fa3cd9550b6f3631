import { unitAbove } from '../../../lib/kit/unit-lineage.ts';
import { type AppealDocument, type ApplicationDigest, type Loaders } from '../record/index.ts';
import { referralsOf, type SeenReferral } from './referrals.ts';
import { maySeeOutcome, type SeenApplication } from './sight.ts';
import type { UnitProjection } from '../units/index.ts';

/** An appeal as one viewer sees it. */
export interface SeenAppeal {
  readonly appeal: AppealDocument;
  /** The unit that decides, or has decided. */
  readonly unitId: string;
  readonly seen: SeenApplication;
}

/** The appeals that the viewer sees, oldest first. */
export async function appealsOf(
  seen: SeenApplication,
  loaders: Loaders,
  units: UnitProjection,
): Promise<SeenAppeal[]> {
  if (!maySeeOutcome(seen)) return [];
  const appeals = await loaders.appealsByApplicationId.load(seen.application._id.toHexString());
  return oldestFirst(appeals).map((appeal) => ({
    appeal,
    seen,
    unitId: unitOfAppeal(appeal, seen.application, units),
  }));
}

/** The referral whose answer is appealed against; null if the viewer does not see it. */
export async function referralOfAppeal(
  { appeal, seen }: SeenAppeal,
  loaders: Loaders,
): Promise<SeenReferral | null> {
  const referrals = await referralsOf(seen, loaders);
  return referrals.find(({ referral: { _id } }) => _id.equals(appeal.referralId)) ?? null;
}

export const oldestFirst = (appeals: readonly AppealDocument[]): AppealDocument[] =>
  appeals.toSorted((one, other) => one.appealedAt.getTime() - other.appealedAt.getTime());

/**
 * The unit that decides an appeal, or has decided it. Until the decision it is the unit above the one that
 * answered, in the present tree; the stored unit is where that was at the last look-up.
 */
export function unitOfAppeal(
  { state, unitId, referralId }: Pick<AppealDocument, 'state' | 'unitId' | 'referralId'>,
  application: Pick<ApplicationDigest, 'referrals' | 'aboutHeadOfUnit' | 'meantUnitId'>,
  units: UnitProjection,
): string {
  if (state !== 'PENDING') return unitId;
  const answered = application.referrals.find(({ id }) => id.equals(referralId));
  return answered ? unitAbove(application, answered.unitId, units) : unitId;
}

/** Why the citizen contests the answer; units see the redacted text where the centre has redacted it. */
export const textOfAppeal = ({ appeal: { text, redactedText }, seen: { extent } }: SeenAppeal) =>
  extent === 'WHOLE' ? text : (redactedText ?? text);
