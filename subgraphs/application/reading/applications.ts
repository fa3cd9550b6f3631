import { checkAll } from '../../../lib/kit/check-all.ts';
import { notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import { readSlice } from '../../../lib/kit/read-slice.ts';
import {
  earlierThan,
  formatTimedPosition,
  parseTimedPosition,
  type TimedPosition,
} from '../../../lib/mongodb/timed-position.ts';
import { appealsOf, type SeenAppeal } from './appeals.ts';
import {
  type ApplicationDigest,
  type ApplicationDocument,
  type ApplicationModel,
  filedPositionOf,
  type Loaders,
} from '../record/index.ts';
import {
  findOwnApplications,
  type OwnApplicationPage,
  type OwnApplicationsArguments,
  type OwnCursors,
} from './own-applications.ts';
import { requireApplicationNumber } from '../numbers/index.ts';
import {
  mayFindApplications,
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
  ownCursors: OwnCursors;
  interruption: Interruption;
}

/** The reads of applications that one viewer may make. */
export interface Applications {
  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees no such application. */
  byNumber(number: string): Promise<SeenApplication>;
  /** The application that another subgraph refers to; null if the viewer does not see it. */
  referredTo(reference: ApplicationReference): Promise<SeenApplication | null>;
  /** The applications of one citizen that the viewer sees, latest filed first. */
  ofCitizen(citizenId: string, page: PageArguments): Promise<ApplicationPage>;
  /** @throws `FORBIDDEN` for staff, who have no applications of their own. */
  own(page: OwnApplicationsArguments): Promise<OwnApplicationPage>;
  /** The appeals of an application that the viewer sees, oldest first. */
  appealsOf(seen: SeenApplication): Promise<SeenAppeal[]>;
}

type ApplicationReference = { number?: string | null | undefined } | { id: string };

type ApplicationPage = RelayConnection<SeenApplication>;

export function createApplications(dependencies: ApplicationsDependencies): Applications {
  return {
    byNumber: (number) => byNumber(dependencies, number),
    referredTo: (reference) => referredTo(dependencies, reference),
    ofCitizen: (citizenId, page) => ofCitizen(dependencies, citizenId, page),
    own: (page) => findOwnApplications(dependencies, page),
    appealsOf: (seen) => appealsOf(seen, dependencies.loaders, dependencies.units),
  };
}

type Sight = Pick<ApplicationsDependencies, 'viewer' | 'units'>;

const seenOrNull = ({ viewer, units }: Sight, application: ApplicationDigest | null) =>
  application && see(application, viewer, units);

async function seenByNumber(
  dependencies: ApplicationsDependencies,
  number: string,
): Promise<SeenApplication | null> {
  const { viewer, loaders } = dependencies;
  if (!mayFindApplications(viewer)) return null;
  const seen = seenOrNull(dependencies, await loaders.digestByNumber.load(number));
  return seen && maySeeNumber(seen) ? seen : null;
}

async function byNumber(
  dependencies: ApplicationsDependencies,
  number: string,
): Promise<SeenApplication> {
  const seen = await seenByNumber(dependencies, requireApplicationNumber(number));
  if (!seen) throw notFound(say`application`);
  return seen;
}

async function referredTo(
  dependencies: ApplicationsDependencies,
  reference: ApplicationReference,
): Promise<SeenApplication | null> {
  if ('id' in reference) {
    const id = idToLookUp('application', reference.id);
    return seenOrNull(dependencies, await dependencies.loaders.applicationByPublicId.load(id));
  }
  return reference.number ? seenByNumber(dependencies, reference.number) : null;
}

async function ofCitizen(
  dependencies: ApplicationsDependencies,
  citizenId: string,
  page: PageArguments,
): Promise<ApplicationPage> {
  const { model, viewer, cursors, interruption } = dependencies;
  const id = idToLookUp('citizen', citizenId);
  const hidden = viewer?.role === 'OFFICER' ? { identityHidden: false } : {};
  const slice = await readSlice<ApplicationDocument, TimedPosition, SeenApplication>({
    ...checkAll(pageChecks(page, (cursor) => parseTimedPosition(cursors.open(cursor)))),
    read: (position, limit) =>
      model
        .find({ citizenId: id, ...hidden, ...(position && earlierThan('filedAt', position)) })
        .sort({ filedAt: -1, _id: -1 })
        .limit(limit)
        .setOptions(interruption.readOptions())
        .lean<ApplicationDocument[]>(),
    positionOf: filedPositionOf,
    // The list reveals who filed them.
    show: (read) =>
      read
        .flatMap((application) => seenOrNull(dependencies, application) ?? [])
        .filter(maySeeApplicant),
  });
  return connectionOf(slice, {
    after: page.after,
    cursorOf: ({ application }) => cursors.seal(formatTimedPosition(filedPositionOf(application))),
  });
}
