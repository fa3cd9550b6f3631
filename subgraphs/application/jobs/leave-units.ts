import type { Connection, Types } from 'mongoose';
import { background } from '../../shared/background.ts';
import { type ReferralDocument, referralModel } from '../referral.model.ts';
import { openReferralStates } from '../stage.ts';
import { unitToDealWith } from '../unit-above.ts';
import type { Desk } from '../workflow/desk.ts';
import type { WorkflowDependencies } from '../workflow/workflow.ts';
import { createUnaskedMoves } from './unasked-moves.ts';

/** For applicants and officers. */
const note = 'Birim kapandı; başvuru, görevlerini devralan birime geçti.';

/**
 * Makes the job that passes the open referrals of closed units on to the units that have come in their
 * place. Whatever is left when a process ends, or was referred to the unit by one that had not heard of
 * its closing, is found again.
 */
export function createClosing({
  connection,
  ...workflow
}: WorkflowDependencies & { connection: Connection }) {
  const referrals = referralModel(connection);
  const { units } = workflow;
  const moveEach = createUnaskedMoves(workflow);

  /** The applications with open referrals to closed units. */
  async function found(): Promise<Types.ObjectId[]> {
    const closed = units.closed().map(({ id }) => id);
    if (closed.length === 0) return [];
    return referrals
      .distinct('applicationId', { unitId: { $in: closed }, open: true })
      .comment(background);
  }

  return async function run(signal: AbortSignal): Promise<void> {
    if (!units.loaded) return;
    const { faults } = await moveEach(await found(), leaveClosedUnits, signal);
    if (faults.length > 0) throw new AggregateError(faults, 'referrals could not be passed on');
  };
}

/** @returns whether there was anything to pass on. */
function leaveClosedUnits(desk: Desk): boolean {
  const { application, units, referrals } = desk;
  const closed = referrals.filter(
    (referral) => isOpen(referral) && units.get(referral.unitId)?.status === 'CLOSED',
  );
  for (const referral of closed) {
    const asItStood = { ...referral };
    desk.follow('UNIT_CLOSED', { referrals: [referral], note });
    referral.reason = note;
    const unitId = unitToDealWith(application, units.current(referral.unitId), units);
    // One that has the application already goes on with that, but for what waits for an answer.
    const own = referrals.find((other) => isOpen(other) && other.unitId === unitId);
    if (!own || awaitsAnswer(asItStood)) desk.takeOver(unitId, asItStood);
    else desk.join(own, asItStood);
    referral.draft = null;
  }
  return closed.length > 0;
}

const isOpen = ({ state }: ReferralDocument) => openReferralStates.includes(state);

/** That of the citizen, or that of the officer who is to approve. */
const awaitsAnswer = ({ state }: ReferralDocument) =>
  state === 'AWAITING_CITIZEN' || state === 'AWAITING_APPROVAL';
