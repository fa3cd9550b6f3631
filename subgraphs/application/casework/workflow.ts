import { Types } from 'mongoose';
import { clientError, forbidden, notFound } from '../../../lib/kit/errors.ts';
import { createTurns } from '../../../lib/kit/in-turn.ts';
import { say } from '../../../lib/kit/say.ts';
import type { SignedInViewer, Viewer } from '../../../lib/kit/viewer.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import {
  oldestFirst,
  inOrder,
  type SeenReferral,
  mayFindApplications,
  maySeeNumber,
  maySeeOutcome,
  maySeeReferral,
  see,
  type SeenApplication,
  versionSeen,
  wholeOf,
} from '../reading/index.ts';
import type { ApplicationAction, ReferralAction } from '../schema-types.ts';
import type { Loaders, ReferralDocument } from '../record/index.ts';
import { requireApplicationNumber } from '../numbers/index.ts';
import {
  applicationActs,
  type ApplicationInputs,
  referralActs,
  type ReferralInputs,
} from './acts/index.ts';
import type { Case } from './case.ts';
import type { Desk } from './desk.ts';
import { type Expecting, makeAndCommit, type MadeMove } from './make-and-commit.ts';
import { decisionIn, makeApplicationMove, makeReferralMove } from './make-move.ts';
import {
  availableApplicationActions,
  availableReferralActions,
  findApplicationRule,
  findReferralRule,
  conflictDetails,
  type RuleChoice,
} from './permitted-actions.ts';
import { type Appealable, appealable } from './rules/contestable.ts';
import { refusalError } from './rules/requirements.ts';
import type { ApplicationRule, ReferralRule } from './rules/rules.ts';
import {
  deskFor,
  type WorkflowDependencies,
  type WorkflowServices,
} from './workflow-dependencies.ts';

/**
 * The handle by which people name an application: its number or, as officers do, one of its
 * referrals.
 */
export type ApplicationHandle = { number: string } | { referralId: string };

export interface OnReferral {
  referralId: string;
  /** Its application, if already known from `applicationsOf`. */
  applicationId?: string | undefined;
}

/**
 * Performs an action on an application or a referral: finds the rule, makes the move, and stores it in full. Of
 * two concurrent moves one wins; but an act that only adds is made after the other, and excludes no other.
 * Each act throws `NOT_FOUND` for anything the viewer does not see, `FORBIDDEN` for anything the viewer may not
 * do, and `CONFLICT` when the state does not allow it (with the present state and the possible actions) or the
 * version differs.
 */
export interface Workflow {
  onApplication<Action extends ApplicationAction>(
    viewer: Viewer,
    action: Action,
    move: ApplicationHandle & Expecting,
    input: ApplicationInputs[Action],
  ): Promise<SeenApplication>;
  onReferral<Action extends ReferralAction>(
    viewer: Viewer,
    action: Action,
    move: OnReferral & Expecting,
    input: ReferralInputs[Action],
  ): Promise<SeenReferral>;
  /** The application of each existing referral: shows which of several belong to one application. */
  applicationsOf(referralIds: readonly string[]): Promise<Map<string, string>>;
  /** The actions that the viewer may take on an application as it was read. */
  actionsOn(
    viewer: SignedInViewer,
    seen: SeenApplication,
    loaders: Loaders,
  ): Promise<ApplicationAction[]>;
  /** The actions that the viewer may take on a referral as it was read. */
  referralActionsOn(
    viewer: SignedInViewer,
    seenReferral: SeenReferral,
    loaders: Loaders,
  ): Promise<ReferralAction[]>;
  /**
   * The answers that the applicant can appeal against now, as far as the viewer sees them, the default first.
   * @throws `UNAVAILABLE` while the calendar is not known, or not for the days that are needed.
   */
  appealableOf(seen: SeenApplication, loaders: Loaders): Promise<AppealableAnswer[]>;
}

/** An answer that the applicant can appeal against. */
export interface AppealableAnswer extends Pick<Appealable, 'kind' | 'until'> {
  readonly referral: SeenReferral;
}

export function createWorkflow(given: Omit<WorkflowServices, 'inTurn'>): Workflow {
  const dependencies = { ...given, inTurn: createTurns() };
  return {
    onApplication: (viewer, action, move, input) =>
      onApplication(dependencies, viewer, action, move, input),
    onReferral: (viewer, action, move, input) =>
      onReferral(dependencies, viewer, action, move, input),
    applicationsOf: (referralIds) => applicationsOf(dependencies, referralIds),
    actionsOn: (viewer, seen, loaders) => actionsOn(dependencies, viewer, seen, loaders),
    referralActionsOn: (viewer, seenReferral, loaders) =>
      referralActionsOn(dependencies, viewer, seenReferral, loaders),
    appealableOf: (seen, loaders) => appealableOf(dependencies, seen, loaders),
  };
}

async function onApplication<Action extends ApplicationAction>(
  dependencies: WorkflowServices,
  viewer: Viewer,
  action: Action,
  move: ApplicationHandle & Expecting,
  input: ApplicationInputs[Action],
): Promise<SeenApplication> {
  if (!viewer) throw forbidden();
  const { desk } = await makeAndCommit(dependencies, move, async () => {
    const { stored, seen } = await findSeen(dependencies, viewer, move);
    const desk = deskFor(dependencies, stored, viewer);
    const choice = findApplicationRule(desk, viewer, action, decisionIn(input));
    // The reason would reveal what has happened since, as would the version.
    if (!choice.rule && seen.extent === 'OWN_PART')
      throw forbidden(say`Your units have passed it on.`);
    requireVersion(seen, move, () => conflictDetails(desk, viewer, null));
    const rule = required(choice, () => conflictDetails(desk, viewer, null));
    await applicationActs[action].consult?.(dependencies.outside, desk, input);
    makeApplicationMove(desk, viewer, { action, input, rule });
    return { desk, viewer, referral: null, onlyAdds: false };
  });
  return seenAfter(dependencies, desk, viewer);
}

async function onReferral<Action extends ReferralAction>(
  dependencies: WorkflowServices,
  viewer: Viewer,
  action: Action,
  move: OnReferral & Expecting,
  input: ReferralInputs[Action],
): Promise<SeenReferral> {
  if (!viewer) throw forbidden();
  const { desk, referral } = await makeAndCommit(dependencies, move, () =>
    makeOnReferral(dependencies, viewer, action, move, input),
  );
  return { referral, seen: seenAfter(dependencies, desk, viewer) };
}

/** Makes a move of a referral as it is stored, ready to be committed. */
async function makeOnReferral<Action extends ReferralAction>(
  dependencies: WorkflowServices,
  viewer: SignedInViewer,
  action: Action,
  move: OnReferral & Expecting,
  input: ReferralInputs[Action],
): Promise<MadeMove & { referral: ReferralDocument }> {
  const { store, units } = dependencies;
  const publicId = idToLookUp('referral', move.referralId);
  const { applicationId } = move;
  const stored = await (applicationId === undefined
    ? store.byReferralId(publicId)
    : store.byId(new Types.ObjectId(applicationId)));
  const seen = stored && see(stored.application, viewer, units);
  const desk = stored && deskFor(dependencies, stored, viewer);
  const referral = desk?.referrals.find((one) => one.publicId === publicId);
  if (!seen || !desk || !referral) throw notFound(say`referral`);
  if (!isOfActor(referral, viewer, seen)) {
    throw seen.extent === 'OWN_PART'
      ? notFound(say`referral`)
      : forbidden(say`The referral belongs to another unit.`);
  }
  requireVersion(seen, move, () => conflictDetails(desk, viewer, referral));

  const rule = required(findReferralRule(desk, viewer, action, referral), () =>
    conflictDetails(desk, viewer, referral),
  );
  await referralActs[action].consult?.(dependencies.outside, referral, input, viewer);
  makeReferralMove(desk, viewer, referral, { action, input, rule });
  return { desk, viewer, referral, onlyAdds: referralActs[action].onlyAdds ?? false };
}

async function applicationsOf(
  { store }: WorkflowDependencies,
  referralIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = referralIds.map((id) => idToLookUp('referral', id));
  const known = await store.applicationIdsOf(ids);
  return new Map(
    known.map(({ publicId, applicationId }) => [publicId, applicationId.toHexString()]),
  );
}

async function actionsOn(
  dependencies: WorkflowDependencies,
  viewer: SignedInViewer,
  seen: SeenApplication,
  loaders: Loaders,
): Promise<ApplicationAction[]> {
  const desk = deskFor(dependencies, await caseOf(seen, loaders), viewer);
  return availableApplicationActions(desk, viewer);
}

async function referralActionsOn(
  dependencies: WorkflowDependencies,
  viewer: SignedInViewer,
  { referral, seen }: SeenReferral,
  loaders: Loaders,
): Promise<ReferralAction[]> {
  if (!isOfActor(referral, viewer, seen)) return [];
  const desk = deskFor(dependencies, await caseOf(seen, loaders), viewer);
  return availableReferralActions(desk, viewer, referral);
}

async function appealableOf(
  dependencies: WorkflowDependencies,
  seen: SeenApplication,
  loaders: Loaders,
): Promise<AppealableAnswer[]> {
  if (!maySeeOutcome(seen) || seen.application.stage !== 'ANSWERED') return [];
  const desk = deskFor(dependencies, await caseOf(seen, loaders), null);
  return appealable(desk).map(({ referral, ...how }) => ({ ...how, referral: { referral, seen } }));
}

/** @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees none by that handle. */
async function findSeen(
  { store, units }: WorkflowDependencies,
  viewer: SignedInViewer,
  handle: ApplicationHandle,
) {
  if ('number' in handle) {
    const number = requireApplicationNumber(handle.number);
    const stored = mayFindApplications(viewer) ? await store.byNumber(number) : null;
    const seen = stored && see(stored.application, viewer, units);
    if (!stored || !seen || !maySeeNumber(seen)) throw notFound(say`application`);
    return { stored, seen };
  }
  const referralId = idToLookUp('referral', handle.referralId);
  const stored = await store.byReferralId(referralId);
  const seen = stored && see(stored.application, viewer, units);
  const referral = stored?.referrals.find(({ publicId }) => publicId === referralId);
  if (!seen || !referral || !maySeeReferral(seen, referral)) throw notFound(say`referral`);
  return { stored, seen };
}

/**
 * As any later request of the actor shows it: a move that passes the application on ends with the
 * view of that moment.
 */
function seenAfter(
  { units }: WorkflowDependencies,
  desk: Desk,
  viewer: SignedInViewer,
): SeenApplication {
  const seen = see(desk.application, viewer, units);
  if (!seen) throw notFound(say`application`);
  return seen;
}

async function caseOf(seen: SeenApplication, loaders: Loaders): Promise<Case> {
  const key = seen.application._id.toHexString();
  const [application, referrals, appeals] = await Promise.all([
    wholeOf(seen, loaders),
    loaders.referralsByApplicationId.load(key),
    loaders.appealsByApplicationId.load(key),
  ]);
  return { application, referrals: inOrder(application, referrals), appeals: oldestFirst(appeals) };
}

function isOfActor(
  { unitId }: ReferralDocument,
  { role }: SignedInViewer,
  { isOwnUnit }: SeenApplication,
): boolean {
  return role === 'EVALUATOR' || isOwnUnit(unitId);
}

function required<Rule extends ApplicationRule | ReferralRule>(
  { rule, refusal }: RuleChoice<Rule>,
  foundNow: () => Record<string, unknown>,
): Rule {
  if (rule) return rule;
  const now = foundNow();
  if (refusal) throw refusalError(refusal, now);
  const message = say`This cannot be done while it is ${String(now['state'] ?? now['stage'])}.`;
  throw clientError('CONFLICT', message, now);
}

/** The expected version is compared with the version that the viewer sees. */
function requireVersion(
  seen: SeenApplication,
  { expectedVersion }: Expecting,
  foundNow: () => Record<string, unknown>,
): void {
  const version = versionSeen(seen);
  if (expectedVersion == null || expectedVersion === version) return;
  throw clientError('CONFLICT', say`The application now has version ${version}.`, foundNow());
}
