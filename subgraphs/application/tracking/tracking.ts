import { notFound } from '../../../lib/kit/errors.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  type ApplicationDigest,
  type ApplicationDocument,
  type ApplicationModel,
  type Loaders,
  requireTrackingCode,
  type TrackingCodes,
} from '../record/index.ts';
import { requireApplicationNumber } from '../numbers/index.ts';
import { see, type SeenApplication, wholeOf } from '../reading/index.ts';
import type { UnitProjection } from '../units/index.ts';
import type { TrackingLimits } from './tracking-limits.ts';

export interface TrackingDependencies {
  model: ApplicationModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  codes: TrackingCodes;
  limits: TrackingLimits;
  /** The address from which the viewer asks; null where it is not known. */
  clientAddress: string | null;
  /** Has the answer sent that many milliseconds later. */
  holdBack(ms: number): void;
}

/** Tracks applications by their codes, for one request. */
export interface Tracking {
  /**
   * An unknown number takes the same work, and the same time, as a wrong code.
   * @throws `BAD_USER_INPUT`; `NOT_FOUND` unless number and code belong together; the errors of
   * `TrackingLimits`.
   */
  track(number: string, trackingCode: string): Promise<ApplicationDigest>;
  /** For the applicant only; null for everybody else. */
  codeOf(seen: SeenApplication): Promise<string | null>;
  /**
   * Replaces the code of one of the viewer's own applications: the previous code no longer tracks it.
   * @throws `BAD_USER_INPUT`; `NOT_FOUND` unless it is one of the viewer's.
   */
  renew(number: string): Promise<SeenApplication>;
}

export function createTracking(dependencies: TrackingDependencies): Tracking {
  const { viewer, loaders, codes } = dependencies;
  /**
   * A field that ended with an error may be executed again in its request: it counts as one attempt all the
   * same.
   */
  const attempts = new Map<string, Promise<ApplicationDigest>>();

  return {
    async track(number, trackingCode) {
      requireApplicationNumber(number);
      const code = requireTrackingCode(trackingCode);
      const key = `${number} ${code}`;
      const attempt = attempts.get(key) ?? attemptTo(number, code, dependencies);
      attempts.set(key, attempt);
      return attempt;
    },

    async codeOf(seen) {
      if (!viewer || viewer.citizenId !== seen.application.citizenId) return null;
      return codes.codeOf(await wholeOf(seen, loaders));
    },

    async renew(number) {
      requireApplicationNumber(number);
      const renewed = viewer?.citizenId
        ? await raiseCounter(number, viewer.citizenId, dependencies)
        : null;
      const seen = renewed && see(renewed, viewer, dependencies.units);
      if (!seen) throw notFound('application');
      loaders.forget();
      return seen;
    },
  };
}

async function attemptTo(
  number: string,
  code: string,
  { viewer, clientAddress, holdBack, loaders, codes, limits }: TrackingDependencies,
): Promise<ApplicationDigest> {
  const attempt = { number, viewer, clientAddress, holdBack };
  const [application] = await Promise.all([
    loaders.trackedByNumber.load(number),
    limits.admit(attempt),
  ]);
  if (codes.isCodeOf(application, code) && application) return application;
  await limits.failed(attempt);
  throw notFound('application');
}

/** Of an application of that citizen; null where there is none. */
const raiseCounter = (
  number: string,
  citizenId: string,
  { model, codes }: TrackingDependencies,
): Promise<ApplicationDocument | null> =>
  model
    .findOneAndUpdate(
      { number, citizenId },
      {
        $inc: { 'tracking.counter': 1 },
        $set: { 'tracking.keyVersion': codes.keyVersion },
        $unset: { 'tracking.fixedCode': 1 },
      },
      { returnDocument: 'after' },
    )
    .lean<ApplicationDocument>()
    .exec();
