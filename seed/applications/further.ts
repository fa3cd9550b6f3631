import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import type { Random } from '../random.ts';
import type { PlannedAct, Step } from './planned-acts.ts';

/** The state shared by everything that is added to a plan. */
export interface Further {
  random: Random;
  type: ApplicationType;
  /** In no particular order. */
  steps: Step[];
  /** Adds a step and returns its time. */
  add(atMs: number, act: PlannedAct): number;
  /** In office hours, after the step that it follows and not before the wanted time. */
  later(afterMs: number, wantedMs?: number): number;
}
