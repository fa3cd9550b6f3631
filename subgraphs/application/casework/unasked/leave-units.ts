import type { Connection, Types } from 'mongoose';
import { background } from '../../../../lib/kit/background.ts';
import { type Aim, unitToDealWith } from '../../../../lib/kit/unit-lineage.ts';
import {
  type ApplicationDocument,
  applicationModel,
  type ReferralDocument,
  referralModel,
  isOpen,
} from '../../record/index.ts';
import type { UnitProjection } from '../../units/index.ts';
import type { Desk } from '../desk.ts';
import type { WorkflowDependencies } from '../workflow-dependencies.ts';
import { moveEach } from './unasked-moves.ts';

/**
 * The job searches for applications kept from units when units have changed, and at this interval.
 */
const keptEveryMs = 60_000;
const keptProjection = { aboutHeadOfUnit: 1, meantUnitId: 1, referrals: 1 } as const;

interface LeavingDependencies extends WorkflowDependencies {
  connection: Connection;
}

/**
 * When, and by which version of the tree, it was last verified that no unit has an application kept from it.
 */
interface Checked {
  version: number;
  at: number;
}

/**
 * Creates the job that passes on the open referrals of units that may no longer have them. Those of closed
 * units go to the successors. Those of applications about the head of a unit that is now above go to the unit
 * above that one. The next run finds any that are left when a process ends, and any that a process referred to
 * the unit before it had read the change.
 */
export function createLeaving(dependencies: LeavingDependencies) {
  const checked: Checked = { version: -1, at: 0 };
  return (signal: AbortSignal) => leaveEach(dependencies, checked, signal);
}

async function leaveEach(
  dependencies: LeavingDependencies,
  checked: Checked,
  signal: AbortSignal,
): Promise<void> {
  const { units } = dependencies;
  if (!units.loaded) return;
  const { version } = units;
  const isChecked = version === checked.version && Date.now() < checked.at + keptEveryMs;
  // With an outdated tree, applications could be taken from units that may have them.
  const looksForKept = !isChecked && units.fresh;
  const ids = [
    ...(await atClosed(dependencies)),
    ...(looksForKept ? await keptFrom(dependencies) : []),
  ];
  const { left, faults } = await moveEach(dependencies, ids, leaveUnits, signal);
  if (looksForKept && left.length === 0) Object.assign(checked, { version, at: Date.now() });
  if (faults.length > 0) throw new AggregateError(faults, 'referrals could not be passed on');
}

/** The applications with open referrals to units that they are kept from. */
async function keptFrom({ connection, units }: LeavingDependencies): Promise<Types.ObjectId[]> {
  const aboutHeads = await applicationModel(connection)
    .find({ aboutHeadOfUnit: true, open: true }, keptProjection)
    .comment(background)
    .lean<Pick<ApplicationDocument, '_id' | keyof typeof keptProjection>[]>();
  return aboutHeads
    .filter((application) =>
      application.referrals.some(
        (referral) => isOpen(referral) && mustLeave(application, referral.unitId, units),
      ),
    )
    .map(({ _id }) => _id);
}

/** The applications with open referrals to closed units. */
async function atClosed({ connection, units }: LeavingDependencies): Promise<Types.ObjectId[]> {
  const closed = units.closed().map(({ id }) => id);
  if (closed.length === 0) return [];
  return referralModel(connection)
    .distinct('applicationId', { unitId: { $in: closed }, open: true })
    .comment(background);
}

/** Passes on the referrals of units that may not continue with them. @returns whether there was anything to pass on. */
export function leaveUnits(desk: Desk): boolean {
  const { application, units, referrals } = desk;
  const leaving = referrals.filter(
    (referral) => isOpen(referral) && mustLeave(application, referral.unitId, units),
  );
  for (const referral of leaving) {
    const unitId = unitToDealWith(application, referral.unitId, units);
    const isSuccession = unitId === units.current(referral.unitId);
    const automaticReason = isSuccession ? 'UNIT_CLOSED' : 'KEPT_FROM_UNIT';
    const asItStood = { ...referral };
    if (!isSuccession) asItStood.assignedTo = null; // its officers do not come along
    desk.follow('UNIT_LEFT', { referrals: [referral], automaticReason });
    // A unit that already has the application continues with its own referral. A referral that waits for an
    // answer is passed on by itself, whichever of the two it is: work that has begun must not wait with it.
    const own = isWorkedOrToBegin(asItStood)
      ? referrals.find((other) => other.unitId === unitId && isWorkedOrToBegin(other))
      : undefined;
    const keepsDraft = own?.draft != null; // else the other referral has it
    if (own) desk.join(own, asItStood);
    else desk.takeOver(unitId, asItStood);
    if (!keepsDraft) referral.draft = null;
  }
  return leaving.length > 0;
}

/** Whether a unit may not continue with it, because it is closed or the application is kept from it. */
const mustLeave = (application: Aim, unitId: string, units: UnitProjection) =>
  unitToDealWith(application, unitId, units) !== unitId;

/** Excludes referrals that wait for the citizen or for the approving officer. */
const isWorkedOrToBegin = ({ state }: ReferralDocument) =>
  state === 'PENDING' || state === 'IN_PROGRESS';
