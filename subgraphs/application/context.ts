import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { CitizenProofs } from '../../lib/federation/citizen-proof.ts';
import type { Acts } from './casework/acts.ts';
import type { Applications } from './reading/applications.ts';
import type { BusinessCalendar } from './calendar/business-calendar.ts';
import type { LeaveDays } from './calendar/leave-days.ts';
import type { LocalDate } from './calendar/local-date.ts';
import type { Lists } from './lists.ts';
import type { Loaders } from './record/loaders.ts';
import type { Outbox } from './notifications/outbox.ts';
import type { Tracking } from './tracking/tracking.ts';
import type { Workflow } from './casework/workflow.ts';

/** What a resolver of this subgraph can reach, made for each request. */
export interface Context extends ViewerContext {
  readonly applications: Applications;
  readonly tracking: Tracking;
  readonly lists: Lists;
  readonly acts: Acts;
  readonly workflow: Workflow;
  readonly outbox: Outbox;
  readonly loaders: Loaders;
  readonly leaveDays: LeaveDays;
  readonly citizenProofs: CitizenProofs;
  /** The calendar in force. @throws `UNAVAILABLE` while it was never read. */
  calendar(): BusinessCalendar;
  /** The day on which the request is answered. */
  readonly today: LocalDate;
}
