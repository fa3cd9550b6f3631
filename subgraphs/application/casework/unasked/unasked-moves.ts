import type { Types } from 'mongoose';
import { BusyError } from '../../../../lib/mongodb/transaction.ts';
import { Desk } from '../desk.ts';
import { StaleCaseError } from '../commit-moves.ts';
import type { WorkflowDependencies } from '../workflow.ts';
import { inAnyOrder } from '../../../../lib/kit/in-any-order.ts';

/** One that somebody else holds on to is left for the next run. */
const patienceMs = 200;

interface Outcome {
  /** Where nothing was changed: there was nothing to do, somebody else was first or at it, or it failed. */
  left: Types.ObjectId[];
  /** One for each that failed. */
  faults: unknown[];
}

/**
 * Moves applications for a job. Each is changed under the version that it was read with, so of several processes
 * one changes it; one that fails does not keep the others waiting.
 * @param act tells whether it has changed anything on the desk.
 */
export async function moveEach(
  workflow: WorkflowDependencies,
  ids: readonly Types.ObjectId[],
  act: (desk: Desk) => boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const outcome: Outcome = { left: [], faults: [] };
  for (const id of inAnyOrder(ids)) {
    if (signal.aborted) break;
    try {
      if (!(await move(workflow, id, act))) outcome.left.push(id);
    } catch (error) {
      outcome.left.push(id);
      outcome.faults.push(error);
    }
  }
  return outcome;
}

/** @returns whether it was this process that changed something. */
async function move(
  { store, units, calendar }: WorkflowDependencies,
  id: Types.ObjectId,
  act: (desk: Desk) => boolean,
): Promise<boolean> {
  const found = await store.byId(id);
  if (!found) return false;
  const desk = new Desk(found, { actor: null, now: new Date(), calendar, units });
  if (!act(desk)) return false;
  desk.finish();
  try {
    await store.commit(desk, { patienceMs });
    return true;
  } catch (error) {
    if (error instanceof StaleCaseError || error instanceof BusyError) return false;
    throw error;
  }
}
