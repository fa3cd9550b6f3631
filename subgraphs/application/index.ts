import type { Connection } from 'mongoose';
import { createCitizenProofs } from '../../lib/federation/citizen-proof.ts';
import { measuresOfJobs, measuresOfPool } from '../../lib/federation/measures.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import type { Subgraph, SubgraphEnvironment } from '../../lib/federation/subgraph.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { createKeyedHash } from '../../lib/kit/keyed-hash.ts';
import { JobRuns } from '../../lib/kit/job-runs.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { attachmentRoutes, measuresOfAttachments, startAttachments } from './attachments/index.ts';
import {
  type CalendarStore,
  createCalendarStore,
  followCalendar,
  type FollowedCalendar,
} from './calendar/index.ts';
import { type RunningCasework, startCasework } from './casework/index.ts';
import { measuresOf, type RunningEvents, startEvents } from './events/index.ts';
import { createFacts, createPseudonyms } from './facts/index.ts';
import { createFiling } from './filing/index.ts';
import { createLists } from './lists.ts';
import { storedData } from './migrations/index.ts';
import { createOwnCursors } from './reading/index.ts';
import {
  measuresOfNotifications,
  notificationModel,
  type RunningNotifications,
  startNotifications,
} from './notifications/index.ts';
import { createNumberAllocator, numberSequenceModel } from './numbers/index.ts';
import {
  applicationModel,
  createLoaders,
  createPartIdsByKind,
  createTrackingCodes,
  type TrackingCodes,
  trackingKeyOf,
} from './record/index.ts';
import { RequestContext, type Services } from './request-context.ts';
import { resolvers } from './resolvers/index.ts';
import type { ApplicationSettings } from './settings.ts';
import { createTrackingLimits, trackingFailureModel } from './tracking/index.ts';
import { followUnits, measuresOfUnits, type UnitProjection } from './units/index.ts';
import { measuresOfWork, startWorklists } from './worklists/index.ts';

export const application: Subgraph<ApplicationSettings> = {
  name: 'application',
  routes: attachmentRoutes,
  // Each call is an attempt at a tracking code, and attempts are limited per request.
  oncePerRequest: ['trackApplication'],
  start(environment) {
    const { keys, logger, peers, settings } = environment;
    const database = openSubgraphDatabase('application', environment, storedData);
    const { connection, migrated: after } = database;
    const runs = new JobRuns();
    const common = { ...environment, connection, after, runs };
    const trackingCodes = createTrackingCodes(trackingKeyOf(keys));

    const units = followUnits({ peers, logger });
    const calendarStore = createCalendarStore(connection);
    const halfDaysAreBusinessDays = settings.HALF_DAYS_ARE_BUSINESS_DAYS;
    const calendar = followCalendar({ ...common, store: calendarStore, halfDaysAreBusinessDays });
    const attachments = startAttachments({ ...common, units });
    const notifications = startNotifications({ ...common, trackingCodes });
    const events = startEvents({ ...common, units });
    const casework = startCasework({
      ...common,
      units,
      calendar,
      onStored: () => notifications.wake(),
    });
    const worklists = startWorklists({ ...common, units, after: calendar.ready });

    const parts = { connection, trackingCodes, units, calendarStore, calendar };
    const services = servicesOf({ ...parts, notifications, events, casework }, environment);
    const ready = allDone(calendar.ready, units.ready, worklists.ready);
    ready.catch(() => {}); // callers that await it get the error; nobody has to
    return {
      name: 'application',
      routes: attachments.routes,
      measures: [
        ...measuresOf(events),
        ...measuresOfWork({ connection, units }),
        ...measuresOfNotifications(notificationModel(connection)),
        ...measuresOfAttachments(connection),
        ...measuresOfUnits(units),
        ...measuresOfJobs(runs),
        ...measuresOfPool('application', database),
      ],
      schema: buildSchema('application', resolvers),
      createContext: (request) => new RequestContext(request, services),
      ready,
      health: async () => [
        { name: 'mongodb', ok: await database.ping(), required: true },
        // By a tree that may be stale officers alone are refused.
        { name: 'unit tree', ok: units.fresh, required: !units.loaded },
        { name: 'calendar', ok: calendar.loaded, required: true },
      ],
      async stop() {
        // Each is stopped before those that it needs.
        await Promise.all([casework.stop(), worklists.stop()]);
        await events.stop();
        await notifications.stop();
        await attachments.stop();
        await calendar.stop();
        await units.stop();
        await database.stop();
      },
    };
  },
};

/** The parts that requests use. */
interface Parts {
  readonly connection: Connection;
  readonly trackingCodes: TrackingCodes;
  readonly units: UnitProjection;
  readonly calendarStore: CalendarStore;
  readonly calendar: FollowedCalendar;
  readonly notifications: RunningNotifications;
  readonly events: RunningEvents;
  readonly casework: RunningCasework;
}

function servicesOf(parts: Parts, { keys, logger, peers }: SubgraphEnvironment): Services {
  const { connection, trackingCodes, units, calendarStore, calendar } = parts;
  const { notifications, events, casework } = parts;
  const model = applicationModel(connection);
  const cursorKey = keyOf(keys, 'application/cursor');
  return {
    logger,
    reading: {
      model,
      units,
      cursors: createCursorCodec(cursorKey, 'applications of a citizen'),
      ownCursors: createOwnCursors((list) => createCursorCodec(cursorKey, list)),
    },
    tracking: {
      model,
      units,
      codes: trackingCodes,
      limits: createTrackingLimits(
        trackingFailureModel(connection),
        createKeyedHash(keyOf(keys, 'application/tracking-failures')),
      ),
    },
    loadersOfRequest: createLoaders(connection),
    listsOfRequest: createLists({ connection, keys, units }),
    events: events.services,
    facts: createFacts({
      connection,
      log: events.services.log,
      positions: events.services.cursors,
      pages: createCursorCodec(keyOf(keys, 'application/cursor'), 'facts of all applications'),
      calendar,
      pseudonyms: createPseudonyms(keys),
    }),
    partIds: createPartIdsByKind(keys),
    peers,
    citizenProofs: createCitizenProofs(keys),
    calendar,
    calendarNow: () => calendar.current().calendar,
    calendarStore,
    workflow: casework.workflow,
    filing: createFiling({
      connection,
      peers,
      units,
      calendar: () => calendar.current(),
      numbers: createNumberAllocator(numberSequenceModel(connection)),
      trackingCodes,
      store: casework.store,
    }),
    outbox: notifications.outbox,
    undelivered: notifications.undelivered,
  };
}

async function allDone(...parts: Promise<void>[]): Promise<void> {
  await Promise.all(parts);
}
