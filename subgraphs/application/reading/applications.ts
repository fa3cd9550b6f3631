import { forbidden, notFound } from '../../../lib/kit/errors.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { connectionOf, type PageArguments, pageSize } from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import { readSlice } from '../../../lib/kit/read-slice.ts';
import {
  earlierThan,
  formatTimedPosition,
  parseTimedPosition,
  type TimedPosition,
} from '../../../lib/mongodb/timed-position.ts';
import { appealsOf } from './appeals.ts';
import {
  type ApplicationDigest,
  type ApplicationDocument,
  type ApplicationModel,
  filedPositionOf,
  type Loaders,
} from '../record/index.ts';
import { requireApplicationNumber } from '../numbers/index.ts';
import {
  mayFindByNumber,
  maySeeApplicant,
  maySeeNumber,
  see,
  type SeenApplication,
} from './sight.ts';
import type { UnitProjection } from '../units/index.ts';

export interface ApplicationsDependencies {
  model: ApplicationModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  cursors: CursorCodec;
  interruption: Interruption;
}

export type Applications = ReturnType<typeof createApplications>;

/** What one viewer may read of applications. */
export function createApplications({
  model,
  loaders,
  viewer,
  units,
  cursors,
  interruption,
}: ApplicationsDependencies) {
  const seenOrNull = (application: ApplicationDigest | null) =>
    application && see(application, viewer, units);

  async function seenByNumber(number: string): Promise<SeenApplication | null> {
    if (!mayFindByNumber(viewer)) return null;
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
      const id = idToLookUp('application', reference.id);
      return seenOrNull(await loaders.applicationByPublicId.load(id));
    }
    return reference.number ? seenByNumber(reference.number) : null;
  }

  /** Those of one citizen that the viewer sees, the latest filed first. */
  async function ofCitizen(citizenId: string, { first, after }: PageArguments) {
    const id = idToLookUp('citizen', citizenId);
    const hidden = viewer?.role === 'OFFICER' ? { identityHidden: false } : {};
    const slice = await readSlice<ApplicationDocument, TimedPosition, SeenApplication>({
      size: pageSize(first),
      start: after == null ? null : parseTimedPosition(cursors.open(after)),
      read: (position, limit) =>
        model
          .find({ citizenId: id, ...hidden, ...(position && earlierThan('filedAt', position)) })
          .sort({ filedAt: -1, _id: -1 })
          .limit(limit)
          .setOptions(interruption.readOptions())
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
    ofCitizen,
    own,
    appealsOf: (seen: SeenApplication) => appealsOf(seen, loaders, units),
  };
}
