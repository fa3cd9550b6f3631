import { localDateOf, startOfDay } from '../../../lib/kit/local-date.ts';
import { scopesOf, type SignedInViewer, type Viewer } from '../../../lib/kit/viewer.ts';
import { isKeptFrom } from '../../../lib/kit/unit-lineage.ts';
import {
  type ApplicationDigest,
  type ApplicationDocument,
  type AttachmentSummary,
  type Classification,
  type PassedOnRecord,
  type RatingRecord,
  type ReferralSummary,
  lastPassing,
  isPassedOn,
  responsibleUnitIds,
} from '../record/index.ts';
import type { UnitProjection } from '../units/index.ts';

/**
 * How much of an application a viewer sees, beyond the limits that the role's scopes already set: everything
 * (`WHOLE`); what a unit sees that works or has worked on it (`UNIT`); only the part of the viewer's own units,
 * because they have passed it on (`OWN_PART`).
 */
type Extent = 'WHOLE' | 'UNIT' | 'OWN_PART';

/** An application as one viewer sees it. */
export interface SeenApplication {
  readonly application: ApplicationDigest;
  readonly extent: Extent;
  /** The version and dates when the viewer's units passed it on; set exactly for `OWN_PART`. */
  readonly passedOn: PassedOnRecord | null;
  /** Whether a unit is the viewer's or below it. */
  isOwnUnit(unitId: string): boolean;
}

type Look = (
  application: ApplicationDigest,
  viewer: SignedInViewer,
  units: UnitProjection,
) => SeenApplication | null;

const whole = (application: ApplicationDigest): SeenApplication => ({
  application,
  extent: 'WHOLE',
  passedOn: null,
  isOwnUnit: () => false,
});

const nothing: Look = () => null;

/** The sight that each role has of an application; null if the viewer must not even learn that it exists. */
const looks: Record<SignedInViewer['role'], Look> = {
  CITIZEN: (application, { citizenId }) =>
    application.citizenId === citizenId ? whole(application) : null,
  EVALUATOR: whole,
  ANALYST: whole,
  OFFICER: (application, { unitId }, units) => {
    if (!unitId || isKeptFrom(application, unitId, units)) return null;
    const isOwnUnit = (id: string) => units.isWithin(id, unitId);
    const own = application.referrals.filter((referral) => isOwnUnit(referral.unitId));
    if (own.length === 0) return null;
    if (!own.every(isPassedOn)) return { application, extent: 'UNIT', passedOn: null, isOwnUnit };
    const passedOn = lastPassing(own);
    // Without a record of that moment nothing can be shown, and the present state is not for this
    // viewer.
    return passedOn && { application, extent: 'OWN_PART', passedOn, isOwnUnit };
  },
  ADMIN: nothing,
  SERVICE: nothing,
};

/** The application as the viewer sees it, or null. */
export function see(
  application: ApplicationDigest,
  viewer: Viewer,
  units: UnitProjection,
): SeenApplication | null {
  return viewer && looks[viewer.role](application, viewer, units);
}

/**
 * Whether the viewer may know who filed it, leaving the role's scope aside. A viewer who has passed the
 * application on no longer needs to know.
 */
export function maySeeApplicant({ application, extent }: SeenApplication): boolean {
  return extent === 'WHOLE' || (extent === 'UNIT' && !application.identityHidden);
}

/**
 * When the applicant did something, as the viewer sees it: where the applicant is hidden, the beginning of that day in
 * Istanbul. The instant would pair the application with whatever else the same person did at that time.
 */
export const momentSeen = (seen: SeenApplication, moment: Date): Date =>
  maySeeApplicant(seen) ? moment : startOfDay(localDateOf(moment));

/** The applicant's rating as the viewer sees it. */
export const ratingSeen = (seen: SeenApplication, rating: RatingRecord | null) =>
  rating && { ...rating, ratedAt: momentSeen(seen, rating.ratedAt) };

/**
 * When an application or one of its referrals ended, as the viewer sees it. Nothing but the applicant's withdrawal
 * ends any of them from that moment on.
 */
export const endSeen = (
  seen: SeenApplication,
  endedAt: Date,
  { withdrawnAt }: Pick<ApplicationDocument, 'withdrawnAt'>,
): Date => (withdrawnAt !== null && endedAt >= withdrawnAt ? momentSeen(seen, endedAt) : endedAt);

/** When the application ended, as the viewer sees it; null while it is open. */
export const closingSeen = (
  seen: SeenApplication,
  { closedAt, withdrawnAt }: Pick<ApplicationDocument, 'closedAt' | 'withdrawnAt'>,
): Date | null => closedAt && endSeen(seen, closedAt, { withdrawnAt });

/**
 * Whether the viewer may know the application's number. Applicants use the number in public: where the
 * applicant is hidden, the number is hidden from units too, and from every service that units would give it to.
 */
export function maySeeNumber({ application, extent }: SeenApplication): boolean {
  return extent === 'WHOLE' || !application.identityHidden;
}

/**
 * Whether the viewer may look up applications by number, and what belongs to them by id. Viewers who may not know
 * numbers would otherwise learn which of them exist; nothing is read for them.
 */
export const mayFindApplications = (viewer: Viewer) =>
  scopesOf(viewer).includes('application:number');

/** Whether the viewer sees what a unit did with its referral. */
export function maySeeReferral(
  { extent, isOwnUnit }: SeenApplication,
  { unitId }: Pick<ReferralSummary, 'unitId'>,
): boolean {
  return extent !== 'OWN_PART' || isOwnUnit(unitId);
}

/**
 * The attachments that the viewer sees. The centre may withhold them from the units, and a viewer who has
 * passed the application on needs none.
 */
export function attachmentsOf(
  { extent }: SeenApplication,
  { attachments, attachmentsWithheld }: ApplicationDocument,
): AttachmentSummary[] {
  if (extent === 'WHOLE') return attachments;
  return extent === 'UNIT' && !attachmentsWithheld ? attachments : [];
}

/** Whether the viewer sees the outcome after their own units were done. */
export const maySeeOutcome = ({ extent }: SeenApplication) => extent !== 'OWN_PART';

/** The version that the viewer sees. */
export const versionSeen = ({ application, passedOn }: SeenApplication): number =>
  (passedOn ?? application).version;

/** The dates that the viewer sees. */
export const datesSeen = ({
  application,
  passedOn,
}: SeenApplication): Pick<ApplicationDigest, 'targetDate' | 'statutoryDate'> =>
  passedOn ?? application;

/** The type, topic and place that the viewer sees. */
export const classificationSeen = ({ application, passedOn }: SeenApplication): Classification =>
  passedOn?.classification ?? application;

/** The units responsible now, the lead first; none for a viewer who has passed the application on. */
export const responsibleUnitsSeen = (seen: SeenApplication): string[] =>
  maySeeOutcome(seen) ? responsibleUnitIds(seen.application.referrals) : [];
