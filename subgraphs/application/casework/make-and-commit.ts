import { type ClientError, clientError, notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import type { ReferralDocument } from '../record/index.ts';
import type { Case } from './case.ts';
import { differsOnlyInVersion } from './changed-fields.ts';
import { StaleCaseError } from './commit-moves.ts';
import type { Desk } from './desk.ts';
import { conflictDetails } from './permitted-actions.ts';
import {
  deskFor,
  type WorkflowDependencies,
  type WorkflowServices,
} from './workflow-dependencies.ts';

/**
 * How often a move is made again after others that do not exclude it. Those of one process are made again one after the
 * other, so that each loses only against first attempts and other processes.
 */
const maxRepeats = 100;

/** The version that the client has read; a move on any other version is refused. */
export interface Expecting {
  expectedVersion?: number | null | undefined;
}

/** A move that is ready to be committed. */
export interface MadeMove {
  desk: Desk;
  viewer: SignedInViewer;
  /** The referral that was acted on; null if the action was on the application. */
  referral: ReferralDocument | null;
  /** As in `ReferralAct`. */
  onlyAdds: boolean;
}

/**
 * Makes a move and stores it. When another move was first, it is made again if either of the two only adds, unless the
 * client expects a version. @throws `CONFLICT` otherwise; `UNAVAILABLE` if others were first every time.
 */
export async function makeAndCommit<Made extends MadeMove>(
  dependencies: WorkflowServices,
  { expectedVersion }: Expecting,
  make: () => Promise<Made>,
): Promise<Made> {
  const first = await attempt(dependencies, make);
  if (first.after === null) return first.made;
  if (expectedVersion != null) throw conflictOf(dependencies, first.made, first.after);
  requireRepeatable(dependencies, first.made, first.after);
  const applicationId = first.made.desk.application._id.toHexString();
  return dependencies.inTurn(applicationId, async () => {
    for (let left = maxRepeats; left > 0; left -= 1) {
      const { made, after } = await attempt(dependencies, make);
      if (after === null) return made;
      requireRepeatable(dependencies, made, after);
    }
    throw clientError(
      'UNAVAILABLE',
      say`Too many requests change this application at once. Try again in a moment.`,
    );
  });
}

interface Attempt<Made> {
  made: Made;
  /** The case after another move, which was first; null if this one was, and is stored. */
  after: Case | null;
}

async function attempt<Made extends MadeMove>(
  { store, officers }: WorkflowServices,
  make: () => Promise<Made>,
): Promise<Attempt<Made>> {
  const made = await make();
  const { desk } = made;
  await officers.record(desk.entries);
  const stale = await tryCommit(store, desk);
  if (!stale) return { made, after: null };
  const after = await store.afterwards(desk.before.application._id);
  if (!after) throw notFound(say`application`);
  return { made, after };
}

/** Stores a move. @returns the error when another move was first, and nothing was stored. */
async function tryCommit(
  store: WorkflowDependencies['store'],
  desk: Desk,
): Promise<StaleCaseError | null> {
  try {
    await store.commit(desk);
    return null;
  } catch (error) {
    if (error instanceof StaleCaseError) return error;
    throw error;
  }
}

/** @throws `CONFLICT` unless one of the two moves only adds. */
function requireRepeatable(dependencies: WorkflowDependencies, made: MadeMove, after: Case): void {
  if (made.onlyAdds) return;
  const { before, content } = made.desk;
  // Whether the other move was a redaction as well is not to be seen from the case.
  const excludesNone = !content.redaction && differsOnlyInVersion(before, after);
  if (!excludesNone) throw conflictOf(dependencies, made, after);
}

/** The error of a move that was not the first. @param after the case after the other one. */
function conflictOf(
  dependencies: WorkflowDependencies,
  { viewer, referral }: MadeMove,
  after: Case,
): ClientError {
  const now = deskFor(dependencies, after, viewer);
  const referralNow = now.referrals.find(({ _id }) => referral?._id.equals(_id)) ?? null;
  const message = say`Another request has changed the application in the meantime.`;
  return clientError('CONFLICT', message, conflictDetails(now, viewer, referralNow));
}
