import type { Connection, Types } from 'mongoose';
import { BusyError } from '../../../database/transaction.ts';
import { background } from '../../shared/background.ts';
import { type ReferralDocument, referralModel } from '../referral.model.ts';
import { openReferralStates } from '../stage.ts';
import { Desk } from '../workflow/desk.ts';
import { StaleCaseError } from '../workflow/store.ts';
import type { WorkflowDependencies } from '../workflow/workflow.ts';
import { inAnyOrder } from './in-any-order.ts';

/** One that somebody else holds on to is left for the next run. */
const patienceMs = 200;
/** For applicants and officers. */
const note = 'Birim kapandı; başvuru, görevlerini devralan birime geçti.';

/**
 * Makes the job that passes the open referrals of closed units on to the units that have come in their
 * place. Each application is changed under the version that it was read with, so of several processes one
 * passes it on; whatever is left when a process ends, or was referred to the unit by one that had not
 * heard of its closing, is found again.
 */
export function createClosing({
  connection,
  store,
  units,
  calendar,
}: WorkflowDependencies & { connection: Connection }) {
  const referrals = referralModel(connection);

  /** The applications with open referrals to closed units. */
  async function left(): Promise<Types.ObjectId[]> {
    const closed = units.closed().map(({ id }) => id);
    if (closed.length === 0) return [];
    return referrals
      .distinct('applicationId', { unitId: { $in: closed }, open: true })
      .comment(background);
  }

  /** Where somebody else was first or is at it, the next run sees whether anything is left to do. */
  async function passOn(applicationId: Types.ObjectId): Promise<void> {
    const found = await store.byId(applicationId);
    if (!found) return;
    const desk = new Desk(found, { actor: null, now: new Date(), calendar, units });
    if (!leaveClosedUnits(desk)) return;
    desk.finish();
    try {
      await store.commit(desk, { patienceMs });
    } catch (error) {
      if (!(error instanceof StaleCaseError || error instanceof BusyError)) throw error;
    }
  }

  return async function run(signal: AbortSignal): Promise<void> {
    if (!units.loaded) return;
    const faults: unknown[] = [];
    for (const applicationId of inAnyOrder(await left())) {
      if (signal.aborted) return;
      try {
        await passOn(applicationId);
      } catch (error) {
        faults.push(error); // the others are not to wait for this one
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'referrals could not be passed on');
  };
}

/** @returns whether there was anything to pass on. */
function leaveClosedUnits(desk: Desk): boolean {
  const { units, referrals } = desk;
  const closed = referrals.filter((referral) => {
    return isOpen(referral) && units.get(referral.unitId)?.status === 'CLOSED';
  });
  for (const referral of closed) {
    desk.follow('UNIT_CLOSED', { unitId: referral.unitId, note });
    referral.reason = note;
    const unitId = successorFor(desk, referral.unitId);
    // One that has the application already goes on with that.
    if (!referrals.some((other) => isOpen(other) && other.unitId === unitId)) {
      desk.refer(unitId, referral);
    }
  }
  return closed.length > 0;
}

const isOpen = ({ state }: ReferralDocument) => openReferralStates.includes(state);

/** What is about a unit's head goes to the unit above, also when it comes by succession. */
function successorFor({ application, units }: Desk, unitId: string): string {
  const successor = units.current(unitId);
  const { aboutHeadOfUnit, meantUnitId } = application;
  if (!aboutHeadOfUnit || meantUnitId !== successor) return successor;
  return units.get(successor)?.parentId ?? successor;
}
