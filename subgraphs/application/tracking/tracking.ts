import { checkAll } from '../../../lib/kit/check-all.ts';
import { notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
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
import { tooManyFailures, type TrackingLimits } from './tracking-limits.ts';

export interface TrackingDependencies {
  model: ApplicationModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  codes: TrackingCodes;
  limits: TrackingLimits;
  /** The address from which the viewer asks; null if it is not known. */
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

interface Request extends TrackingDependencies {
  /**
   * The attempts of this request, by number and code. A field that ended with an error may be executed again in
   * its request: it counts as one attempt all the same.
   */
  readonly attempts: Map<string, Promise<ApplicationDigest>>;
}

export function createTracking(dependencies: TrackingDependencies): Tracking {
  const request: Request = { ...dependencies, attempts: new Map() };
  return {
    track: (number, trackingCode) => track(request, number, trackingCode),
    codeOf: (seen) => codeOf(dependencies, seen),
    renew: (number) => renew(dependencies, number),
  };
}

async function track(
  request: Request,
  pastedNumber: string,
  trackingCode: string,
): Promise<ApplicationDigest> {
  const { attempts } = request;
  const { number, code } = checkAll({
    number: () => requireApplicationNumber(pastedNumber),
    code: () => requireTrackingCode(trackingCode),
  });
  const key = `${number} ${code}`;
  const attempt = attempts.get(key) ?? attemptTo(request, number, code);
  attempts.set(key, attempt);
  return attempt;
}

async function codeOf(
  { viewer, loaders, codes }: TrackingDependencies,
  seen: SeenApplication,
): Promise<string | null> {
  if (!viewer || viewer.citizenId !== seen.application.citizenId) return null;
  return codes.codeOf(await wholeOf(seen, loaders));
}

async function renew(
  dependencies: TrackingDependencies,
  pastedNumber: string,
): Promise<SeenApplication> {
  const { viewer, units, loaders } = dependencies;
  const number = requireApplicationNumber(pastedNumber);
  const renewed = viewer?.citizenId
    ? await raiseCounter(dependencies, number, viewer.citizenId)
    : null;
  const seen = renewed && see(renewed, viewer, units);
  if (!seen) throw notFound(say`application`);
  loaders.forget();
  return seen;
}

async function attemptTo(
  { viewer, clientAddress, holdBack, loaders, codes, limits }: TrackingDependencies,
  number: string,
  code: string,
): Promise<ApplicationDigest> {
  const attempt = { number, viewer, clientAddress, holdBack };
  const [application, { refuses }] = await Promise.all([
    loaders.trackedByNumber.load(number),
    limits.slow(attempt),
  ]);
  if (codes.isCodeOf(application, code) && application) return application;
  await limits.failed(attempt);
  throw refuses ? tooManyFailures() : notFound(say`application`);
}

/** Of an application of that citizen; null if there is none. */
const raiseCounter = (
  { model, codes }: TrackingDependencies,
  number: string,
  citizenId: string,
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
