import { Types } from 'mongoose';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import { checkAll } from '../../../lib/kit/check-all.ts';
import { forbidden, notFound } from '../../../lib/kit/errors.ts';
import type { KeyedHash } from '../../../lib/kit/keyed-hash.ts';
import { plainText } from '../../../lib/kit/plain-text.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import {
  earlierThan,
  formatTimedPosition,
  parseTimedPosition,
} from '../../../lib/mongodb/timed-position.ts';
import type { CitizenDocument, CitizenModel } from './citizen.model.ts';
import type { CitizenSearchDocument, CitizenSearchModel } from './citizen-search.model.ts';
import type { Loaders } from './loaders.ts';
import { requireNationalId } from './require-national-id.ts';

interface CitizenSearchesDependencies {
  citizens: CitizenModel;
  searches: CitizenSearchModel;
  hash: KeyedHash;
  cursors: CursorCodec;
  viewer: Viewer;
  loaders: Loaders;
}

interface SearchArguments {
  nationalId: string;
  reason: string;
}

/** The searches for citizens by identity number, which are recorded. */
export interface CitizenSearches {
  /**
   * Finds a citizen; the search is on disk at a majority when this resolves or rejects with `NOT_FOUND`.
   * @throws `BAD_USER_INPUT` with the field, `NOT_FOUND` when nobody on record has the number.
   */
  find(search: SearchArguments): Promise<CitizenDocument>;
  /** The recorded searches, latest first. @throws `BAD_USER_INPUT` or `LIMIT_EXCEEDED` for the page. */
  all(page: PageArguments): Promise<RelayConnection<CitizenSearchDocument>>;
}

const reasonLength = { min: 5, max: 2_000 };

export function createCitizenSearches(dependencies: CitizenSearchesDependencies): CitizenSearches {
  return {
    find: (search) => find(dependencies, search),
    all: (page) => all(dependencies, page),
  };
}

async function find(
  { citizens, searches, hash, viewer, loaders }: CitizenSearchesDependencies,
  { nationalId: pastedId, reason: given }: SearchArguments,
): Promise<CitizenDocument> {
  if (!viewer) throw forbidden();
  const { nationalId, reason } = checkAll({
    nationalId: () => requireNationalId(pastedId),
    reason: () => plainText(given, 'reason', reasonLength),
  });
  const found = await citizens
    .findOne({ nationalIdHash: { $in: hash.everyOf(nationalId) } }, { publicId: 1 })
    .maxTimeMS(longestReadMs)
    .lean<Pick<CitizenDocument, 'publicId'>>();
  const citizenId = found?.publicId ?? null;
  await searches.collection.insertOne(
    {
      _id: new Types.ObjectId(),
      at: new Date(),
      by: viewer.subject,
      reason,
      nationalIdHash: hash.of(nationalId),
      citizenId,
    },
    { writeConcern: { w: 'majority', j: true } },
  );
  const citizen = citizenId === null ? null : await loaders.citizenById.load(citizenId);
  if (!citizen) throw notFound(say`citizen`);
  return citizen;
}

async function all(
  { searches, cursors }: CitizenSearchesDependencies,
  page: PageArguments,
): Promise<RelayConnection<CitizenSearchDocument>> {
  const { size, start } = checkAll(
    pageChecks(page, (cursor) => parseTimedPosition(cursors.open(cursor))),
  );
  const found = await searches
    .find(start ? earlierThan('at', start) : {})
    .sort({ at: -1, _id: -1 })
    .limit(size + 1)
    .maxTimeMS(longestReadMs)
    .lean<CitizenSearchDocument[]>();
  return connectionOf(
    { items: found.slice(0, size), hasNextPage: found.length > size },
    {
      after: page.after,
      cursorOf: ({ at: value, _id }) => cursors.seal(formatTimedPosition({ value, _id })),
    },
  );
}
