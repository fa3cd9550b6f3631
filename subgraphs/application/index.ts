import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { createCitizenProofs } from '../../lib/federation/citizen-proof.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { createKeyedHash } from '../../lib/kit/keyed-hash.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import type { Subgraph, SubgraphEnvironment } from '../../lib/federation/subgraph.ts';
import { type PeriodicJob, periodically } from '../../lib/kit/periodically.ts';
import {
  openSubgraphDatabase,
  type SubgraphDatabase,
} from '../../lib/federation/subgraph-database.ts';
import {
  applicationModel,
  createLoaders,
  createTrackingCodes,
  type TrackingCodes,
  trackingKeyOf,
} from './record/index.ts';
import { createAttachments, attachmentRoutes } from './attachments/index.ts';
import {
  type CalendarStore,
  createCalendarStore,
  followCalendar,
  type FollowedCalendar,
} from './calendar/index.ts';
import { measuresOf, type RunningEvents, startEvents } from './events/index.ts';
import { createFiling, type Filing } from './filing/index.ts';
import { followUnits } from './units/index.ts';
import {
  createLeaving,
  createReaddressing,
  createRedating,
  createDeadlines,
  createCaseStore,
  createWorkflow,
  type Workflow,
  type WorkflowDependencies,
} from './casework/index.ts';
import { createScopeRepair } from './worklists/index.ts';
import { createLists } from './lists.ts';
import { storedData } from './migrations/index.ts';
import { createNumberAllocator, numberSequenceModel } from './numbers/index.ts';
import { startNotifications } from './notifications/index.ts';
import { RequestContext, type Services } from './request-context.ts';
import { resolvers } from './resolvers/index.ts';
import type { ApplicationSettings } from './settings.ts';
import { trackingFailureModel, createTrackingLimits } from './tracking/index.ts';

export const application: Subgraph<ApplicationSettings> = {
  name: 'application',
  routes: attachmentRoutes,
  // Each call is an attempt at a tracking code, and attempts are limited per request.
  oncePerRequest: ['trackApplication'],
  start(environment) {
    const parts = startParts(environment);
    const { database, units, calendar, notifications, attachments, events } = parts;
    const jobs = startJobs(parts, environment);
    const services = servicesOf(parts, environment);
    const ready = allDone(calendar.ready, units.ready, jobs.recordRead);
    ready.catch(() => {}); // callers that await it get the error; nobody has to
    return {
      name: 'application',
      routes: attachments.routes,
      measures: measuresOf(events),
      schema: buildSchema('application', resolvers),
      createContext: (request) => new RequestContext(request, services),
      ready,
      health: async () => [
        { name: 'mongodb', ok: await database.ping() },
        { name: 'unit tree', ok: units.fresh },
        { name: 'calendar', ok: calendar.loaded },
      ],
      async stop() {
        await jobs.stop();
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

/** The parts of the subgraph; `stop` above stops those that need it. */
interface Parts {
  readonly database: SubgraphDatabase;
  readonly connection: SubgraphDatabase['connection'];
  readonly units: ReturnType<typeof followUnits>;
  readonly calendarStore: CalendarStore;
  readonly calendar: FollowedCalendar;
  readonly trackingCodes: TrackingCodes;
  readonly notifications: ReturnType<typeof startNotifications>;
  readonly events: RunningEvents;
  /** The dependencies of every move and filing. */
  readonly held: WorkflowDependencies;
  readonly workflow: Workflow;
  readonly filing: Filing;
  readonly attachments: ReturnType<typeof createAttachments>;
  readonly cleaning: PeriodicJob;
}

function startParts(environment: SubgraphEnvironment<ApplicationSettings>): Parts {
  const { keys, logger, peers, settings } = environment;
  const database = openSubgraphDatabase('application', environment, storedData);
  const { connection, migrated: after } = database;
  const units = followUnits({ peers, logger });
  const calendarStore = createCalendarStore(connection);
  const calendar = followCalendar({
    store: calendarStore,
    after,
    halfDaysAreBusinessDays: settings.HALF_DAYS_ARE_BUSINESS_DAYS,
    logger,
  });
  const trackingCodes = createTrackingCodes(trackingKeyOf(keys));
  const notifications = startNotifications(environment, { connection, trackingCodes, after });
  const events = startEvents({ connection, keys, settings, units, after, logger });
  const numbers = createNumberAllocator(numberSequenceModel(connection));
  const store = createCaseStore(connection, { onStored: () => notifications.wake() });
  const held = { store, units, calendar: () => calendar.current() };
  const workflow = createWorkflow(held);
  const filing = createFiling({ ...held, connection, peers, numbers, trackingCodes });
  const attachments = createAttachments({
    connection,
    units,
    logger,
    onStored: () => cleaning.wake(),
  });
  const cleaning = periodically({
    name: 'clean attachments',
    run: attachments.clean,
    everyMs: 10_000,
    after,
    logger,
  });
  return {
    database,
    connection,
    units,
    calendarStore,
    calendar,
    trackingCodes,
    notifications,
    events,
    held,
    workflow,
    filing,
    attachments,
    cleaning,
  };
}

/** Starts the background jobs. */
function startJobs(parts: Parts, { logger }: SubgraphEnvironment) {
  const { connection, units, calendar, held, attachments, cleaning } = parts;
  const jobs = [
    { name: 'redate open applications', run: createRedating({ ...held, connection, logger }) },
    { name: 'report passed dates', run: createDeadlines({ ...held, connection }) },
    { name: 'sweep uploads', run: attachments.sweep, everyMs: 10 * 60_000 },
  ].map((job) => periodically({ everyMs: 1_000, ...job, after: calendar.ready, logger }));
  const scopeRepair = createScopeRepair({ units, connection });
  const unitJobs = [
    { name: 'leave units', run: createLeaving({ ...held, connection }) },
    { name: 'repair scopes', run: scopeRepair.run },
    {
      name: 'readdress appeals',
      run: createReaddressing({ connection, units }),
      everyMs: 60_000,
    },
  ].map((job) => periodically({ everyMs: 5_000, ...job, after: calendar.ready, logger }));
  units.onChange(() => unitJobs.forEach((job) => job.wake()));
  return {
    recordRead: scopeRepair.recordRead,
    async stop(): Promise<void> {
      await Promise.all([...jobs, ...unitJobs, cleaning].map((job) => job.stop()));
    },
  };
}

function servicesOf(parts: Parts, { keys, logger }: SubgraphEnvironment): Services {
  const { connection, units, calendar, trackingCodes, notifications, events } = parts;
  const { calendarStore, workflow, filing } = parts;
  const model = applicationModel(connection);
  return {
    logger,
    reading: {
      model,
      units,
      cursors: createCursorCodec(keyOf(keys, 'application/cursor'), 'applications of a citizen'),
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
    citizenProofs: createCitizenProofs(keys),
    calendar,
    calendarNow: () => calendar.current().calendar,
    calendarStore,
    workflow,
    filing,
    outbox: notifications.outbox,
  };
}

async function allDone(...parts: Promise<void>[]): Promise<void> {
  await Promise.all(parts);
}
