import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { Language } from '../../lib/kit/say.ts';
import type { CitizenProofs } from '../../lib/federation/citizen-proof.ts';
import type { LocalDate } from '../../lib/kit/local-date.ts';
import type { Acts, Workflow } from './casework/index.ts';
import type { Applications } from './reading/index.ts';
import type { BusinessCalendar, LeaveDays } from './calendar/index.ts';
import type { Events } from './events/index.ts';
import type { Facts } from './facts/index.ts';
import type { Lists } from './lists.ts';
import type { Nodes } from './nodes.ts';
import type { Loaders, PartIdsByKind } from './record/index.ts';
import type { Outbox, UndeliveredMessage } from './notifications/index.ts';
import type { Tracking } from './tracking/index.ts';

/** The capabilities that a resolver of this subgraph can use, created for each request. */
export interface Context extends ViewerContext {
  readonly applications: Applications;
  readonly tracking: Tracking;
  readonly lists: Lists;
  readonly events: Events;
  readonly facts: Facts;
  readonly nodes: Nodes;
  readonly partIds: PartIdsByKind;
  readonly acts: Acts;
  readonly workflow: Workflow;
  readonly outbox: Outbox;
  /** As `findUndelivered`, for the viewer. */
  readonly undelivered: () => Promise<UndeliveredMessage[]>;
  readonly loaders: Loaders;
  readonly leaveDays: LeaveDays;
  readonly citizenProofs: CitizenProofs;
  /** The calendar in force. @throws `UNAVAILABLE` until it has been read. */
  calendar(): BusinessCalendar;
  /** The language of messages for the viewer. */
  readonly language: Language;
  /** The day on which the request is answered. */
  readonly today: LocalDate;
}
