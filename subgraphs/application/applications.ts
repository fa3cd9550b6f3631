import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { connectionOf, type PageArguments, pageSize } from '../shared/connection.ts';
import type { CursorCodec } from '../shared/cursor.ts';
import type { KeyedHash } from '../shared/keyed-hash.ts';
import { checkNationalId } from '../shared/national-id.ts';
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
import { maySeeApplicant, see, type SeenApplication } from './sight.ts';
import type { UnitProjection } from './unit-projection.ts';

export interface ApplicationsDependencies {
  model: ApplicationModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  applicantHash: KeyedHash;
  cursors: CursorCodec;
}

export type Applications = ReturnType<typeof createApplications>;

/** What one viewer may read of applications. */
export function createApplications({
  model,
  loaders,
  viewer,
  units,
  applicantHash,
  cursors,
}: ApplicationsDependencies) {
  const seenOrNull = (application: ApplicationDigest | null) =>
    application && see(application, viewer, units);

  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees none. */
  async function byNumber(number: string): Promise<SeenApplication> {
    requireApplicationNumber(number);
    const seen = seenOrNull(await loaders.digestByNumber.load(number));
    if (!seen) throw notFound('application');
    return seen;
  }

  /** The application another subgraph refers to, or null where the viewer sees none. */
  async function referredTo(reference: { number?: string | null | undefined } | { id: string }) {
    if ('id' in reference) {
      const id = parseObjectId(reference.id).toHexString();
      return seenOrNull(await loaders.applicationById.load(id));
    }
    return reference.number
      ? seenOrNull(await loaders.digestByNumber.load(reference.number))
      : null;
  }

  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` unless the two belong together. */
  async function track(number: string, nationalId: string): Promise<ApplicationDigest> {
    requireApplicationNumber(number);
    requireNationalId(nationalId);
    const application = await loaders.trackedByNumber.load(number);
    if (!application || !applicantHash.matches(nationalId, application.applicantHash)) {
      throw notFound('application');
    }
    return application;
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
    ofCitizen,
    own,
    appealsOf: (seen: SeenApplication) => appealsOf(seen, loaders, units),
  };
}

function requireNationalId(nationalId: string): void {
  switch (checkNationalId(nationalId)) {
    case 'OK':
      return;
    case 'FORMAT':
      throw badInput('nationalId', 'FORMAT', 'An identity number has 11 digits, the first not 0.');
    case 'CHECKSUM':
      throw badInput(
        'nationalId',
        'CHECKSUM',
        'The check digits of the identity number are wrong: a digit was mistyped.',
      );
  }
}
