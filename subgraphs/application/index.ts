import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { createCitizenProofs } from '../../lib/federation/citizen-proof.ts';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { createKeyedHash } from '../../lib/kit/keyed-hash.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import type { Subgraph } from '../../lib/federation/subgraph.ts';
import { periodically } from '../../lib/kit/periodically.ts';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import {
  applicationModel,
  createLoaders,
  createTrackingCodes,
  trackingKeyOf,
} from './record/index.ts';
import { createAttachments, attachmentRoutes } from './attachments/index.ts';
import { createCalendarStore, followCalendar } from './calendar/index.ts';
import { createFiling } from './filing/index.ts';
import { followUnits } from './units/index.ts';
import {
  createLeaving,
  createReaddressing,
  createRedating,
  createDeadlines,
  createCaseStore,
  createWorkflow,
} from './casework/index.ts';
import { createScopeRepair } from './worklists/index.ts';
import { createLists } from './lists.ts';
import { storedData } from './migrations/index.ts';
import { createNumberAllocator, numberSequenceModel } from './numbers/index.ts';
import { startNotifications } from './notifications/index.ts';
import { RequestContext, type Services } from './request-context.ts';
import { resolvers } from './resolvers/index.ts';
import { trackingFailureModel, createTrackingLimits } from './tracking/index.ts';

export const application: Subgraph = {
  name: 'application',
  routes: attachmentRoutes,
  // Each is an attempt at a tracking code, and attempts are limited by requests.
  oncePerRequest: ['trackApplication'],
  start(environment) {
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
    const model = applicationModel(connection);
    const reading = {
      model,
      units,
      cursors: createCursorCodec(keyOf(keys, 'application/cursor'), 'applications of a citizen'),
    };
    const tracking = {
      model,
      units,
      codes: trackingCodes,
      limits: createTrackingLimits(
        trackingFailureModel(connection),
        createKeyedHash(keyOf(keys, 'application/tracking-failures')),
      ),
    };
    const notifications = startNotifications(environment, { connection, trackingCodes, after });
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
    const jobs = [
      { name: 'redate what is open', run: createRedating({ ...held, connection, logger }) },
      { name: 'tell passed dates', run: createDeadlines({ ...held, connection }) },
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
    const services: Services = {
      logger,
      reading,
      tracking,
      loadersOfRequest: createLoaders(connection),
      listsOfRequest: createLists({ connection, keys, units }),
      citizenProofs: createCitizenProofs(keys),
      calendar,
      calendarNow: () => calendar.current().calendar,
      calendarStore,
      workflow,
      filing,
      outbox: notifications.outbox,
    };
    const ready = allDone(calendar.ready, units.ready, scopeRepair.recordRead);
    ready.catch(() => {}); // whoever awaits it learns; nobody has to
    return {
      name: 'application',
      routes: attachments.routes,
      schema: buildSchema('application', resolvers),
      createContext: (request) => new RequestContext(request, services),
      ready,
      health: async () => [
        { name: 'mongodb', ok: await database.ping() },
        { name: 'unit tree', ok: units.fresh },
        { name: 'calendar', ok: calendar.loaded },
      ],
      async stop() {
        await Promise.all([...jobs, ...unitJobs, cleaning].map((job) => job.stop()));
        await notifications.stop();
        await attachments.stop();
        await calendar.stop();
        await units.stop();
        await database.stop();
      },
    };
  },
};

async function allDone(...parts: Promise<void>[]): Promise<void> {
  await Promise.all(parts);
}
