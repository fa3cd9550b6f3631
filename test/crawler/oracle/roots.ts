import { anything, type Expected, list, nothing, object, value } from '../expected.ts';
import type { Asker, Case } from '../facts.ts';
import { eventsOfUnit } from './events.ts';
import { nodeFor } from './nodes.ts';
import type { ExpectedObjects } from './objects.ts';
import { unit } from './parts.ts';
import { endedStages, openStates } from './tables.ts';
import { page, pageFields } from './pages.ts';
import { isWordless, type Sights } from './sights.ts';
import { rootsOfStatistics } from './statistics.ts';

interface Known {
  readonly sights: Sights;
  readonly objects: ExpectedObjects;
}
type Args = Readonly<Record<string, unknown>>;
type Root = (known: Known, asker: Asker, args: Args) => Expected;

const latestFirst = (one: { closedAt: string | null }, other: { closedAt: string | null }) =>
  String(other.closedAt).localeCompare(String(one.closedAt));

const caseByNumber = ({ facts }: Sights, args: Args) =>
  facts.cases.find(({ number }) => number === args['number']);

const openReferrals = (sights: Sights, unitId: string) =>
  sights.facts.cases.flatMap((one) =>
    one.facts.referrals
      .filter((referral) => openStates.includes(referral.state))
      .filter((referral) => sights.isWithin(referral.unit.id, unitId))
      .map((referral) => ({ one, referral })),
  );

const closedReferrals = (sights: Sights, unitId: string) =>
  sights.facts.cases.flatMap((one) =>
    one.facts.referrals
      .filter(({ state }) => !openStates.includes(state))
      .filter((referral) => sights.isWithin(referral.unit.id, unitId))
      .map((referral) => ({ one, referral })),
  );

const forAdministrators: Root = (_known, asker) => (asker.role === 'ADMIN' ? anything : nothing);

/**
 * The expected value of each field of `Query` for an asker. Fields that are not listed are open to
 * everybody.
 */
export const roots: Readonly<Record<string, Root>> = {
  ...rootsOfStatistics,

  viewer({ objects }, asker) {
    return asker.role === null
      ? nothing
      : object({
          subject: value(asker.subject),
          role: value(asker.role),
          scopes: anything,
          citizen: () => objects.ownPerson(asker),
          unit: unit(asker.unitId === null ? null : { id: asker.unitId }),
        });
  },

  me({ objects }, asker) {
    return objects.ownPerson(asker);
  },

  citizen({ sights, objects }, asker, args) {
    const found = sights.facts.citizens.find(({ id }) => id === args['id']);
    const may = asker.role === 'EVALUATOR' || asker.citizenId === found?.id;
    return found && may ? objects.citizenFor(asker, found) : nothing;
  },

  application({ sights, objects }, asker, args) {
    const byNumber = caseByNumber(sights, args);
    return byNumber && sights.mayKnowNumber(asker, byNumber)
      ? objects.applicationFor(asker, byNumber)
      : nothing;
  },

  trackApplication({ sights }, _asker, args) {
    const byNumber = caseByNumber(sights, args);
    if (byNumber?.trackingCode !== args['trackingCode'] || !byNumber) return nothing;
    const { facts: found } = byNumber;
    return object({
      number: value(found.number),
      type: value(found.type),
      stage: value(found.stage),
      filedAt: value(found.filedAt),
      targetDate: value(found.targetDate),
      statutoryDate: value(found.statutoryDate),
      overdue: value(found.overdue),
      responsibleUnit: unit(found.responsibleUnit),
    });
  },

  node: (known, asker, { id }) => nodeFor(known, asker, String(id)),

  myApplications({ sights, objects }, asker, args) {
    if (asker.role !== 'CITIZEN' || asker.citizenId === null) return nothing;
    const { stages, order = 'LATEST_FILED_FIRST' } = args;
    const chosen = objects
      .casesOf(asker, asker.citizenId)
      .filter(({ facts: { stage } }) => !Array.isArray(stages) || stages.includes(stage));
    const latest = (one: Case) => sights.latestFor(asker, one);
    if (order === 'EARLIEST_FILED_FIRST') chosen.reverse();
    if (order === 'LATEST_UPDATED_FIRST') {
      chosen.sort((one, other) => latest(other).localeCompare(latest(one)));
    }
    const items = chosen.map((one) => objects.applicationFor(asker, one));
    return object({ ...pageFields(items, args), totalCount: value(items.length) });
  },

  similarApplications({ objects }, asker) {
    return asker.role === 'CITIZEN' && asker.citizenId !== null
      ? list(
          objects.casesOf(asker, asker.citizenId).map((one) =>
            object({
              similarity: anything,
              application: () => objects.applicationFor(asker, one),
            }),
          ),
          'SOME',
        )
      : nothing;
  },

  /** Every message of the world is delivered. */
  myUndeliveredMessages: (_known, asker) => (asker.role === 'CITIZEN' ? list([]) : nothing),

  evaluationQueue({ sights, objects }, asker, args) {
    if (asker.role !== 'EVALUATOR') return nothing;
    const waiting = sights.facts.cases
      .filter(({ facts: { stage, referrals } }) => {
        if (endedStages.includes(stage)) return false;
        const atTheCentre = stage === 'RECEIVED' || stage === 'UNDER_EVALUATION';
        return atTheCentre || referrals.some(({ state }) => state === 'RETURNED');
      })
      .toSorted((one, other) => one.facts.filedAt.localeCompare(other.facts.filedAt));
    return page(
      waiting.map((one) => objects.applicationFor(asker, one)),
      args,
    );
  },

  referral({ sights, objects }, asker, args) {
    const { id, fileNumber } = args;
    const [found] = sights.facts.cases.flatMap((one) =>
      one.facts.referrals
        .filter((referral) =>
          id == null ? referral.fileNumber === fileNumber : referral.id === id,
        )
        .map((referral) => ({ one, referral })),
    );
    if (!found || isWordless(asker) || asker.role === 'CITIZEN') return nothing;
    const { one, referral } = found;
    const may = id == null ? sights.isInside(asker, one, referral.unit.id) : true;
    return may && sights.maySeeReferral(asker, one, referral)
      ? objects.referralFor(asker, one, referral)
      : nothing;
  },

  unitInbox({ sights, objects }, asker, args) {
    const { unitId } = args;
    if (!sights.maySeeUnit(asker, unitId)) return nothing;
    const shown = openReferrals(sights, unitId).filter(
      ({ one }) => sights.sightOf(asker, one) !== 'NOTHING',
    );
    const items = shown.map(({ one, referral }) => objects.referralFor(asker, one, referral));
    return object({
      ...pageFields(items, args, 'ANY'),
      asOf: anything,
      counts: list(
        openStates.map((state) =>
          object({
            state: value(state),
            count: value(shown.filter(({ referral }) => referral.state === state).length),
            more: value(false),
          }),
        ),
      ),
    });
  },

  closedReferrals({ sights, objects }, asker, args) {
    const { unitId } = args;
    if (!sights.maySeeUnit(asker, unitId)) return nothing;
    const items = closedReferrals(sights, unitId)
      .filter(({ one }) => sights.sightOf(asker, one) !== 'NOTHING')
      .toSorted((one, other) => latestFirst(one.referral, other.referral))
      .map(({ one, referral }) => objects.referralFor(asker, one, referral));
    return object(pageFields(items, args, 'ANY'));
  },

  closedApplications({ sights, objects }, asker, args) {
    if (asker.role !== 'EVALUATOR') return nothing;
    const ended = sights.facts.cases
      .filter(({ facts }) => endedStages.includes(facts.stage))
      .toSorted((one, other) => latestFirst(one.facts, other.facts));
    return page(
      ended.map((one) => objects.applicationFor(asker, one)),
      args,
    );
  },

  /** After `EARLIEST`. */
  applicationEvents({ sights, objects }, asker, args) {
    const { unitId = null } = args;
    if (unitId !== null && !sights.maySeeUnit(asker, unitId)) return nothing;
    if (unitId === null && asker.role !== 'EVALUATOR' && asker.role !== 'OFFICER') return nothing;
    const events = eventsOfUnit(sights, asker, unitId);
    return page(
      events.map((event) => objects.eventFor(asker, event)),
      args,
    );
  },

  unitAppeals({ sights, objects }, asker, args) {
    const { unitId } = args;
    if (!sights.maySeeUnit(asker, unitId)) return nothing;
    const states = (args['states'] ?? ['PENDING']) as readonly string[]; // the generator writes this form
    const overdue = args['overdue'] ?? null;
    const ofUnit = sights.facts.cases
      .flatMap((one) => one.facts.appeals.map((appeal) => ({ one, appeal })))
      .filter(({ one, appeal }) => {
        const sight = sights.sightOf(asker, one);
        return (sight === 'ALL' || sight === 'UNIT') && appeal.unit.id === unitId;
      });
    const found = ofUnit
      .filter(({ appeal }) => states.includes(appeal.state))
      .filter(({ appeal }) => overdue === null || appeal.overdue === overdue)
      .toSorted((one, other) => one.appeal.appealedAt.localeCompare(other.appeal.appealedAt));
    const pending = ofUnit.filter(({ appeal: { state } }) => state === 'PENDING');
    return object({
      ...pageFields(
        found.map(({ one, appeal }) => objects.appealFor(asker, one, appeal)),
        args,
      ),
      counts: object({
        pending: value(pending.length),
        overdue: value(pending.filter(({ appeal }) => appeal.overdue).length),
      }),
    });
  },

  leaveDays({ sights }, asker) {
    return list(
      sights.facts.leaveDays.map(({ date, name, addedBy }) =>
        object({
          date: value(date),
          name: value(name),
          addedAt: anything,
          addedBy: value(asker.role === 'ADMIN' ? addedBy : null),
        }),
      ),
    );
  },

  outbox: forAdministrators,

  notificationBacklog: forAdministrators,

  citizenSearches: forAdministrators,

  proposedUnitChanges: forAdministrators,

  directoryChanges({ sights }, asker, args) {
    return asker.role === 'ADMIN' ||
      (typeof args['unitId'] === 'string' && sights.isUnitOfDirectory(asker, args['unitId']))
      ? object({
          nodes: { is: 'ANYTHING' },
          edges: { is: 'ANYTHING' },
          pageInfo: anything,
        })
      : nothing;
  },
};
