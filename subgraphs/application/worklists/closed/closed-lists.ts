import { checkAll } from '../../../../lib/kit/check-all.ts';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../../lib/kit/cursor.ts';
import {
  formatTimedPosition,
  parseTimedPosition,
  type TimedPosition,
} from '../../../../lib/mongodb/timed-position.ts';
import type { Interruption } from '../../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../../lib/kit/viewer.ts';
import {
  mayFindApplications,
  maySeeNumber,
  see,
  type SeenApplication,
  type SeenReferral,
} from '../../reading/index.ts';
import {
  type ApplicationDocument,
  type ApplicationModel,
  closedApplicationIndexes,
  closedReferralIndexes,
  inboxScope,
  type Loaders,
  type ReferralDocument,
  type ReferralModel,
  type SearchedWords,
} from '../../record/index.ts';
import type { ClosedFilter } from '../../schema-types.ts';
import { requireOwnUnit, type UnitProjection } from '../../units/index.ts';
import { type ClosedConditions, readClosedFilter } from './closed-filter.ts';
import { readClosedPage } from './closed-page.ts';
import { findClosed, positionOf, type Run } from './closed-query.ts';

interface ClosedListsDependencies {
  applications: ApplicationModel;
  referrals: ReferralModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  cursors: { applications: CursorCodec; referrals: CursorCodec };
  interruption: Interruption;
}

interface ClosedArguments extends PageArguments {
  filter?: ClosedFilter | null | undefined;
}

/** The lists of closed applications and referrals of one viewer. */
export interface ClosedLists {
  /** @throws the errors of `requireOwnUnit` and `readClosedFilter`, and `BAD_USER_INPUT` for the page. */
  referrals(page: ClosedArguments & { unitId: string }): Promise<RelayConnection<SeenReferral>>;
  /** The same without a unit: applications that have ended, for the centre. */
  applications(page: ClosedArguments): Promise<RelayConnection<SeenApplication>>;
}

/** Candidates read at once for a search by words, of which some do not match. */
const candidates = 100;

export function createClosedLists(dependencies: ClosedListsDependencies): ClosedLists {
  return {
    referrals: (page) => findReferrals(dependencies, page),
    applications: (page) => findApplications(dependencies, page),
  };
}

async function findReferrals(
  dependencies: ClosedListsDependencies,
  { unitId, filter, ...page }: ClosedArguments & { unitId: string },
): Promise<RelayConnection<SeenReferral>> {
  const { referrals, viewer, units, interruption, cursors } = dependencies;
  const { wanted, size, start } = checkAll({
    unit: () => requireOwnUnit(viewer, unitId, units),
    wanted: () => readClosedFilter(filter),
    ...pageChecks(page, (cursor) => parseTimedPosition(cursors.referrals.open(cursor))),
  });
  const runs = await runsOfUnit(dependencies, unitId, wanted);
  return pageOf({
    size,
    start,
    after: page.after,
    cursors: cursors.referrals,
    read: (position) =>
      findClosed<ReferralDocument>(
        referrals,
        { ...wanted, runs, after: position },
        readSize(size, wanted),
        interruption.readOptions(),
      ),
    show: (rows) => showReferrals(dependencies, rows, unitId, wanted.words),
    documentOf: ({ referral }) => referral,
  });
}

async function findApplications(
  dependencies: ClosedListsDependencies,
  { filter, ...page }: ClosedArguments,
): Promise<RelayConnection<SeenApplication>> {
  const { applications, interruption, cursors } = dependencies;
  const { wanted, size, start } = checkAll({
    wanted: () => readClosedFilter(filter),
    ...pageChecks(page, (cursor) => parseTimedPosition(cursors.applications.open(cursor))),
  });
  const runs = runsOfAll(wanted);
  return pageOf({
    size,
    start,
    after: page.after,
    cursors: cursors.applications,
    read: (position) =>
      findClosed<ApplicationDocument>(
        applications,
        { ...wanted, runs, after: position },
        readSize(size, wanted),
        interruption.readOptions(),
      ),
    show: (rows) => showApplications(dependencies, rows, wanted.words),
    documentOf: ({ application }) => application as ApplicationDocument, // it was read whole
  });
}

const readSize = (size: number, { words }: ClosedConditions) =>
  words ? Math.max(size + 1, candidates) : size + 1;

interface PageOptions<Row, Item> extends Pick<
  Parameters<typeof readClosedPage<Row, Item>>[0],
  'read' | 'show' | 'size' | 'start'
> {
  after: string | null | undefined;
  cursors: CursorCodec;
  documentOf(item: Item): Parameters<typeof positionOf>[0];
}

async function pageOf<Row, Item>({
  after,
  cursors,
  documentOf,
  ...options
}: PageOptions<Row, Item>): Promise<RelayConnection<Item>> {
  const { end, ...slice } = await readClosedPage(options);
  const seal = (position: TimedPosition) => cursors.seal(formatTimedPosition(position));
  return connectionOf(slice, {
    after,
    cursorOf: (item) => {
      const position = positionOf(documentOf(item));
      if (!position) throw new Error('everything that is closed has its time');
      return seal(position);
    },
    ...(end && { endIfEmpty: () => seal(end) }),
  });
}

/** Indexes along which the closed referrals of a unit can be found. */
async function runsOfUnit(
  { viewer, units, loaders }: ClosedListsDependencies,
  unitId: string,
  { number, words }: ClosedConditions,
): Promise<readonly [Run, ...Run[]]> {
  if (number !== null) {
    const application = mayFindApplications(viewer)
      ? await loaders.digestByNumber.load(number)
      : null;
    const seen = application && see(application, viewer, units);
    const applicationId = seen && maySeeNumber(seen) ? seen.application._id : null;
    return [{ filter: { open: false, applicationId }, index: { applicationId: 1 } }];
  }
  const scope = { open: false, scopeIds: { $in: inboxScope(units, unitId) } };
  return [
    { filter: scope, index: closedReferralIndexes.unit },
    ...runsOf(words, closedReferralIndexes.subject),
  ];
}

function runsOfAll({ number, words }: ClosedConditions): readonly [Run, ...Run[]] {
  if (number !== null) return [{ filter: { open: false, number }, index: { number: 1 } }];
  const [first, ...others] = runsOf(words, closedApplicationIndexes.subject);
  return first
    ? [first, ...others]
    : [{ filter: { open: false }, index: closedApplicationIndexes.all }];
}

const runsOf = (words: SearchedWords | null, index: Run['index']): Run[] =>
  (words?.terms ?? []).map((term) => ({ filter: { open: false, subjectTerms: term }, index }));

/** The index may still list a referral where its unit was: the present tree decides. */
async function showReferrals(
  { loaders, viewer, units }: ClosedListsDependencies,
  rows: readonly ReferralDocument[],
  unitId: string,
  words: SearchedWords | null,
): Promise<SeenReferral[]> {
  const within = rows.filter((referral) => units.isWithin(referral.unitId, unitId));
  const shown = await Promise.all(
    within.map(async (referral) => {
      const key = referral.applicationId.toHexString();
      if (words) {
        const content = await loaders.contentById.load(key);
        if (!content || !words.matches(content.redactedSubject ?? content.subject)) return null;
      }
      const application = await loaders.applicationById.load(key);
      const seen = application && see(application, viewer, units);
      return seen && { referral, seen };
    }),
  );
  return shown.filter((referral) => referral !== null);
}

async function showApplications(
  { loaders, viewer, units }: ClosedListsDependencies,
  rows: readonly ApplicationDocument[],
  words: SearchedWords | null,
): Promise<SeenApplication[]> {
  const shown = await Promise.all(
    rows.map(async (application) => {
      const content = words && (await loaders.contentById.load(application._id.toHexString()));
      if (words && !(content && words.matches(content.subject))) return null;
      return see(application, viewer, units);
    }),
  );
  return shown.filter((seen) => seen !== null);
}
