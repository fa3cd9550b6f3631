import type { InTurn } from '../../../lib/kit/in-turn.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { HeldCalendar } from '../calendar/index.ts';
import type { UnitProjection } from '../units/index.ts';
import type { Case } from './case.ts';
import { Desk } from './desk.ts';
import type { Outside } from './outside.ts';
import type { CaseStore } from './store.ts';
import type { UnitOfficers } from './unit-officers.ts';

/** What every move needs. */
export interface WorkflowDependencies {
  store: CaseStore;
  units: UnitProjection;
  calendar(): HeldCalendar;
}

/** The same, and what acts of people need beyond the case. */
export interface WorkflowServices extends WorkflowDependencies {
  outside: Outside;
  officers: Pick<UnitOfficers, 'record'>;
  /** For moves that are made again, by the id of the application. */
  inTurn: InTurn;
}

/** A case as somebody works on it now. */
export const deskFor = (
  { units, calendar }: WorkflowDependencies,
  stored: Case,
  actor: Viewer,
): Desk => new Desk(stored, { actor, now: new Date(), calendar, units });
