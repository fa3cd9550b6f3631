import type { Logger } from 'pino';
import { maskedError } from '../../lib/platform/errors/masked-error.ts';
import type { Language } from '../../lib/kit/say.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { CitizenProofs } from '../../lib/federation/citizen-proof.ts';
import type { Peers } from '../../lib/federation/peers.ts';
import { Pace } from '../../lib/federation/pace.ts';
import { type LocalDate, localDateOf } from '../../lib/kit/local-date.ts';
import { type Acts, createActs, type Workflow } from './casework/index.ts';
import {
  type Applications,
  type ApplicationsDependencies,
  createApplications,
} from './reading/index.ts';
import {
  type BusinessCalendar,
  type CalendarStore,
  type FollowedCalendar,
  createLeaveDays,
  type LeaveDays,
} from './calendar/index.ts';
import type { Context } from './context.ts';
import { createEvents, type Events, type EventServices } from './events/index.ts';
import type { Facts } from './facts/index.ts';
import type { Filing } from './filing/index.ts';
import type { Lists, ListsOfRequest } from './lists.ts';
import { createNodes, type Nodes } from './nodes.ts';
import type { Loaders, LoadersOfRequest, PartIdsByKind } from './record/index.ts';
import type { Outbox, UndeliveredMessage } from './notifications/index.ts';
import { createTracking, type Tracking, type TrackingDependencies } from './tracking/index.ts';

/** Shared by all requests. */
export interface Services {
  logger: Logger;
  reading: Omit<ApplicationsDependencies, 'viewer' | 'loaders' | 'interruption'>;
  tracking: Omit<TrackingDependencies, 'viewer' | 'loaders' | 'clientAddress' | 'holdBack'>;
  loadersOfRequest: LoadersOfRequest;
  listsOfRequest: ListsOfRequest;
  events: EventServices;
  facts: Facts;
  partIds: PartIdsByKind;
  peers: Peers;
  citizenProofs: CitizenProofs;
  calendar: FollowedCalendar;
  /** The calendar in force. @throws `UNAVAILABLE` until it has been read. */
  calendarNow: () => BusinessCalendar;
  calendarStore: CalendarStore;
  workflow: Workflow;
  filing: Filing;
  outbox: Outbox;
  undelivered(viewer: Viewer): Promise<UndeliveredMessage[]>;
}

/**
 * The parts that one request needs. Most are created when first requested, since most requests only look up an
 * application. A class, because a literal with getters gets a hidden class of its own for each request, which
 * V8 keeps, with everything that the getters reach, until a full garbage collection.
 */
export class RequestContext implements Context {
  readonly viewer: GraphRequest['viewer'];
  readonly pace: Pace;
  readonly language: Language;
  readonly loaders: Loaders;
  readonly applications: Applications;
  readonly today: LocalDate;
  readonly calendar: () => BusinessCalendar;
  readonly #request: GraphRequest;
  readonly #services: Services;
  #tracking: Tracking | null = null;

  constructor(request: GraphRequest, services: Services) {
    const { viewer, language, interruption } = request;
    this.viewer = viewer;
    this.language = language;
    this.pace = new Pace(interruption);
    this.loaders = services.loadersOfRequest();
    this.today = localDateOf(new Date());
    this.calendar = services.calendarNow;
    this.applications = createApplications({
      ...services.reading,
      viewer,
      loaders: this.loaders,
      interruption,
    });
    this.#request = request;
    this.#services = services;
  }

  get workflow(): Workflow {
    return this.#services.workflow;
  }

  get outbox(): Outbox {
    return this.#services.outbox;
  }

  get undelivered(): () => Promise<UndeliveredMessage[]> {
    const { viewer } = this;
    return () => this.#services.undelivered(viewer);
  }

  get citizenProofs(): CitizenProofs {
    return this.#services.citizenProofs;
  }

  /** The same instance each time: it remembers the attempts. */
  get tracking(): Tracking {
    const { viewer, loaders } = this;
    const request = this.#request;
    return (this.#tracking ??= createTracking({
      ...this.#services.tracking,
      viewer,
      clientAddress: request.clientAddress,
      holdBack: (ms) => request.holdBack(ms),
      loaders,
    }));
  }

  get acts(): Acts {
    const { filing, workflow, logger } = this.#services;
    const { viewer, loaders } = this;
    const toClientError = (thrown: unknown) => maskedError(thrown, logger);
    return createActs({ viewer, loaders, filing, workflow, toClientError });
  }

  /** As in `EventsDependencies`. */
  get rest(): () => Promise<void> | undefined {
    return () => this.pace.pause(performance.now());
  }

  get lists(): Lists {
    const { viewer, loaders, today, events } = this;
    const { interruption } = this.#request;
    const { rest } = this;
    return this.#services.listsOfRequest({ viewer, loaders, today, events, interruption, rest });
  }

  get events(): Events {
    const { viewer, loaders } = this;
    const { interruption } = this.#request;
    const { events: services, loadersOfRequest: loadersNow } = this.#services;
    const { applications, rest } = this;
    return createEvents({
      services,
      viewer,
      loaders,
      loadersNow,
      applications,
      interruption,
      rest,
    });
  }

  get facts(): Facts {
    return this.#services.facts;
  }

  get partIds(): PartIdsByKind {
    return this.#services.partIds;
  }

  get nodes(): Nodes {
    const { viewer, loaders, applications, partIds } = this;
    const { peers, reading } = this.#services;
    return createNodes({ viewer, loaders, units: reading.units, applications, partIds, peers });
  }

  get leaveDays(): LeaveDays {
    const { calendarStore: store, calendar } = this.#services;
    return createLeaveDays({ viewer: this.viewer, store, calendar });
  }
}
