import { forbidden, notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { connectionOf, type PageArguments, pageSize } from '../shared/connection.ts';
import type { CursorCodec } from '../shared/cursor.ts';
import { parseObjectId } from '../../platform/object-id.ts';
import { readSlice } from '../shared/read-slice.ts';
import {
  earlierThan,
  formatTimedPosition,
  parseTimedPosition,
  type TimedPosition,
} from '../shared/timed-position.ts';
import { appealsOf } from './appeals.ts';
import type {
  ApplicationDigest,
  ApplicationDocument,
  ApplicationModel,
} from './application.model.ts';
import { filedPositionOf } from './filed-position.ts';
import type { Loaders } from './loaders.ts';
import { requireApplicationNumber } from './number/require-application-number.ts';
import { requireTrackingCode, type TrackingCodes } from './tracking/tracking-codes.ts';
import type { TrackingLimits } from './tracking/tracking-limits.ts';
import { maySeeApplicant, maySeeNumber, see, type SeenApplication } from './sight.ts';
import type { UnitProjection } from './unit-projection.ts';
import { wholeOf } from './whole-application.ts';

export interface ApplicationsDependencies {
  model: ApplicationModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  trackingCodes: TrackingCodes;
  trackingLimits: TrackingLimits;
  /** From where the viewer asks; null where it is not known. */
  clientAddress: string | null;
  cursors: CursorCodec;
}

export type Applications = ReturnType<typeof createApplications>;

/** What one viewer may read of applications. */
export function createApplications({
  model,
  loaders,
  viewer,
  units,
  trackingCodes,
  trackingLimits,
  clientAddress,
  cursors,
}: ApplicationsDependencies) {
  const seenOrNull = (application: ApplicationDigest | null) =>
    application && see(application, viewer, units);

  async function seenByNumber(number: string): Promise<SeenApplication | null> {
    const seen = seenOrNull(await loaders.digestByNumber.load(number));
    return seen && maySeeNumber(seen) ? seen : null;
  }

  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees none. */
  async function byNumber(number: string): Promise<SeenApplication> {
    requireApplicationNumber(number);
    const seen = await seenByNumber(number);
    if (!seen) throw notFound('application');
    return seen;
  }

  /** The application another subgraph refers to, or null where the viewer sees none. */
  async function referredTo(reference: { number?: string | null | undefined } | { id: string }) {
    if ('id' in reference) {
      const id = parseObjectId(reference.id).toHexString();
      return seenOrNull(await loaders.applicationById.load(id));
    }
    return reference.number ? seenByNumber(reference.number) : null;
  }

  /** What ends with an error may be executed a second time in its request: it is one attempt all the same. */
  const attempts = new Map<string, Promise<ApplicationDigest>>();

  /**
   * An unknown number takes the same work, and the same time, as a wrong code.
   * @throws `BAD_USER_INPUT`; `NOT_FOUND` unless the two belong together; what `TrackingLimits` throw.
   */
  async function track(number: string, trackingCode: string): Promise<ApplicationDigest> {
    requireApplicationNumber(number);
    const code = requireTrackingCode(trackingCode);
    const key = `${number} ${code}`;
    const attempt = attempts.get(key) ?? attemptTo(number, code);
    attempts.set(key, attempt);
    return attempt;
  }

  async function attemptTo(number: string, code: string): Promise<ApplicationDigest> {
    const attempt = { number, viewer, clientAddress };
    const [application] = await Promise.all([
      loaders.trackedByNumber.load(number),
      trackingLimits.admit(attempt),
    ]);
    if (trackingCodes.isCodeOf(application, code) && application) return application;
    await trackingLimits.failed(attempt);
    throw notFound('application');
  }

  /** The applicant's own; null for everybody else. */
  async function trackingCodeOf(seen: SeenApplication): Promise<string | null> {
    if (!viewer || viewer.citizenId !== seen.application.citizenId.toHexString()) return null;
    return trackingCodes.codeOf(await wholeOf(seen, loaders));
  }

  /**
   * Makes another code the one of an own application: the one before no longer tracks it.
   * @throws `BAD_USER_INPUT`; `NOT_FOUND` unless it is one of the viewer's.
   */
  async function renewTrackingCode(number: string): Promise<SeenApplication> {
    requireApplicationNumber(number);
    const application = viewer?.citizenId
      ? await model
          .findOneAndUpdate(
            { number, citizenId: parseObjectId(viewer.citizenId) },
            {
              $inc: { 'tracking.counter': 1 },
              $set: { 'tracking.keyVersion': trackingCodes.keyVersion },
              $unset: { 'tracking.fixedCode': 1 },
            },
            { returnDocument: 'after' },
          )
          .lean<ApplicationDocument>()
      : null;
    const seen = seenOrNull(application);
    if (!seen) throw notFound('application');
    loaders.forget();
    return seen;
  }

  /** Those of one citizen that the viewer sees, the latest filed first. */
  async function ofCitizen(citizenId: string, { first, after }: PageArguments) {
    const id = parseObjectId(citizenId);
    const hidden = viewer?.role === 'OFFICER' ? { identityHidden: false } : {};
    const slice = await readSlice<ApplicationDocument, TimedPosition, SeenApplication>({
      size: pageSize(first),
      start: after == null ? null : parseTimedPosition(cursors.open(after)),
      read: (position, limit) =>
        model
          .find({ citizenId: id, ...hidden, ...(position && earlierThan('filedAt', position)) })
          .sort({ filedAt: -1, _id: -1 })
          .limit(limit)
          .lean<ApplicationDocument[]>(),
      positionOf: filedPositionOf,
      // The list tells who filed them.
      show: (read) =>
        read.flatMap((application) => seenOrNull(application) ?? []).filter(maySeeApplicant),
    });
    return connectionOf(slice, {
      after,
      cursorOf: ({ application }) =>
        cursors.seal(formatTimedPosition(filedPositionOf(application))),
    });
  }

  /** @throws `FORBIDDEN` for staff, who have none. */
  async function own(page: PageArguments) {
    if (!viewer?.citizenId) throw forbidden();
    return ofCitizen(viewer.citizenId, page);
  }

  return {
    byNumber,
    referredTo,
    track,
    trackingCodeOf,
    renewTrackingCode,
    ofCitizen,
    own,
    appealsOf: (seen: SeenApplication) => appealsOf(seen, loaders, units),
  };
}
