import { checkAll } from '../../../../lib/kit/check-all.ts';
import type { Interruption } from '../../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../../lib/kit/viewer.ts';
import {
  connectionOf,
  type PageArguments,
  pageChecks,
  type RelayConnection,
} from '../../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../../lib/kit/cursor.ts';
import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import { parseObjectId } from '../../../../lib/mongodb/object-id.ts';
import { readSlice } from '../../../../lib/kit/read-slice.ts';
import { clusterTimeOf, type Events, type EventPosition } from '../../events/index.ts';
import type { ReferralState, UnitInboxFilter } from '../../schema-types.ts';
import {
  type Loaders,
  type ReferralDocument,
  type ReferralModel,
  openReferralStates,
  inboxScope,
} from '../../record/index.ts';
import { type SeenReferral, see } from '../../reading/index.ts';
import { requireOwnUnit, type UnitProjection } from '../../units/index.ts';
import { readInboxFilter } from './inbox-filter.ts';
import { countInbox, findInboxPage, type InboxPosition } from './inbox-query.ts';

interface UnitInboxDependencies {
  model: ReferralModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  cursors: CursorCodec;
  today: LocalDate;
  events: Pick<Events, 'moment'>;
  interruption: Interruption;
}

interface UnitInboxArguments extends PageArguments {
  unitId: string;
  filter?: UnitInboxFilter | null | undefined;
}

/** A page of a unit's inbox; the other fields of its connection are read when they are requested. */
export interface UnitInboxPage extends RelayConnection<SeenReferral> {
  unitId: string;
  /**
   * A position in the stream of events: the page shows every change up to there. Null while the stream does not run.
   */
  moment: EventPosition | null;
}

/** The work lists of one viewer's units. */
export interface UnitInbox {
  /** @throws the errors of `requireOwnUnit` and `readInboxFilter`, and `BAD_USER_INPUT` for the page. */
  page(page: UnitInboxArguments): Promise<UnitInboxPage>;
  /** How many open referrals one of the viewer's units has in each state, up to the counting limit. */
  counts(unitId: string): Promise<ReferralCount[]>;
}

/** Counting stops here. */
export const countedUpTo = 1_000;

export function createUnitInbox(dependencies: UnitInboxDependencies): UnitInbox {
  return {
    page: (page) => findPage(dependencies, page),
    counts: (unitId) => countStates(dependencies, unitId),
  };
}

async function findPage(
  dependencies: UnitInboxDependencies,
  { unitId, filter, ...page }: UnitInboxArguments,
): Promise<UnitInboxPage> {
  const { model, viewer, units, cursors, today, events, interruption } = dependencies;
  const moment = events.moment();
  const { wanted, size, start } = checkAll({
    unit: () => requireOwnUnit(viewer, unitId, units),
    wanted: () => readInboxFilter(filter),
    ...pageChecks(page, (cursor) => parsePosition(cursors.open(cursor))),
  });
  const slice = await readSlice<ReferralDocument, InboxPosition, SeenReferral>({
    size,
    start,
    read: (position, limit) =>
      model.db.withSession((session) => {
        // A primary that was just elected may otherwise show less than the stream of events has shown.
        if (moment) session.advanceOperationTime(clusterTimeOf(moment));
        const scopeIds = inboxScope(units, unitId);
        const query = { scopeIds, wanted, today, after: position };
        return findInboxPage(model, query, limit)
          .session(session)
          .setOptions(interruption.readOptions())
          .lean<ReferralDocument[]>()
          .exec();
      }),
    positionOf,
    show: (referrals) => show(dependencies, referrals, unitId),
  });
  const cursorOf = ({ referral }: SeenReferral) => cursors.seal(formatPosition(referral));
  return { unitId, moment, ...connectionOf(slice, { after: page.after, cursorOf }) };
}

/** The index may still list a referral where its unit was: the present tree decides. */
async function show(
  { loaders, viewer, units }: UnitInboxDependencies,
  referrals: readonly ReferralDocument[],
  unitId: string,
): Promise<SeenReferral[]> {
  const within = referrals.filter((referral) => units.isWithin(referral.unitId, unitId));
  const shown = await Promise.all(
    within.map(async (referral) => {
      const key = referral.applicationId.toHexString();
      const application = await loaders.applicationById.load(key);
      const seen = application && see(application, viewer, units);
      return seen && { referral, seen };
    }),
  );
  return shown.filter((referral) => referral !== null);
}

const countStates = ({ model, units, interruption }: UnitInboxDependencies, unitId: string) =>
  Promise.all(
    openReferralStates.map(async (state): Promise<ReferralCount> => {
      const wanted = { scopeIds: inboxScope(units, unitId), state };
      const [counted] = await countInbox(model, wanted, countedUpTo).option(
        interruption.readOptions(),
      );
      const count = counted?.count ?? 0;
      return { state, count, more: count === countedUpTo };
    }),
  );

interface ReferralCount {
  state: ReferralState;
  count: number;
  /** Whether counting stopped at the limit, so that there may be more. */
  more: boolean;
}

const positionOf = ({ statutoryDate: value, _id }: ReferralDocument): InboxPosition => ({
  value,
  _id,
});

const formatPosition = ({ statutoryDate, _id }: ReferralDocument) =>
  `${statutoryDate}.${_id.toHexString()}`;

function parsePosition(position: string): InboxPosition {
  const [value = '', id = ''] = position.split('.');
  return { value, _id: parseObjectId(id, 'after') };
}
