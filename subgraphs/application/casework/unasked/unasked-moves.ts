import type { Types } from 'mongoose';
import { BusyError } from '../../../../lib/mongodb/transaction.ts';
import { Desk } from '../desk.ts';
import { StaleCaseError } from '../commit-moves.ts';
import type { WorkflowDependencies } from '../workflow-dependencies.ts';
import { inAnyOrder } from '../../../../lib/kit/in-any-order.ts';

/** An application that another transaction holds is left for the next run. */
const timeoutMs = 200;

interface Outcome {
  /**
   * Applications that were not changed: there was nothing to do, another process was first or is
   * changing them, or it failed.
   */
  left: Types.ObjectId[];
  /** One for each failure. */
  faults: unknown[];
}

/**
 * Moves applications for a job. Each is changed under the version that it was read with, so only one of several
 * processes changes it. A failure does not delay the others.
 * @param act returns whether it has changed anything on the desk.
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

/** @returns whether this process changed anything. */
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
    await store.commit(desk, { timeoutMs });
    return true;
  } catch (error) {
    if (error instanceof StaleCaseError || error instanceof BusyError) return false;
    throw error;
  }
}
