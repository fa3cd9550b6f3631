import type { Types } from 'mongoose';
import { clientError, forbidden, notFound } from '../../../lib/kit/errors.ts';
import type { SignedInViewer, Viewer } from '../../../lib/kit/viewer.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import {
  oldestFirst,
  inOrder,
  type SeenReferral,
  mayFindByNumber,
  maySeeNumber,
  maySeeReferral,
  see,
  type SeenApplication,
  versionSeen,
  wholeOf,
} from '../reading/index.ts';
import type { HeldCalendar } from '../calendar/index.ts';
import type { AppealDecision, ApplicationAction, ReferralAction, Stage } from '../schema-types.ts';
import type { Loaders, ReferralDocument } from '../record/index.ts';
import { requireApplicationNumber } from '../numbers/index.ts';
import type { UnitProjection } from '../units/index.ts';
import { applicationActs, type ApplicationInputs } from './acts/application-acts.ts';
import type { Case } from './case.ts';
import { Desk } from './desk.ts';
import {
  availableApplicationActions,
  availableReferralActions,
  findApplicationRule,
  findReferralRule,
  found,
  type Found,
} from './moves.ts';
import { referralActs, type ReferralInputs } from './acts/referral-acts.ts';
import { refusalError } from './rules/requirements.ts';
import type { ApplicationRule, ReferralRule } from './rules/rules.ts';
import type { CaseStore } from './store.ts';
import { StaleCaseError } from './write-move.ts';

export interface WorkflowDependencies {
  store: CaseStore;
  units: UnitProjection;
  calendar(): HeldCalendar;
}

/** What people name an application by: its number or, as officers do, one of its referrals. */
export type ApplicationHandle = { number: string } | { referralId: string };

export type Workflow = ReturnType<typeof createWorkflow>;

/**
 * Does what somebody wants to do with an application or a referral: finds the rule, makes the move, and
 * stores it whole. Of two who act at once one wins.
 *
 * Each throws `NOT_FOUND` for what the viewer does not see, `FORBIDDEN` for what the viewer may not do,
 * `CONFLICT` when the state does not allow it (with what was found and what is possible) or the version
 * is another one.
 */
export function createWorkflow({ store, units, calendar }: WorkflowDependencies) {
  const deskFor = (found: Case, actor: Viewer) =>
    new Desk(found, { actor, now: new Date(), calendar, units });

  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees none by that. */
  async function findSeen(viewer: SignedInViewer, handle: ApplicationHandle) {
    if ('number' in handle) {
      requireApplicationNumber(handle.number);
      const stored = mayFindByNumber(viewer) ? await store.byNumber(handle.number) : null;
      const seen = stored && see(stored.application, viewer, units);
      if (!stored || !seen || !maySeeNumber(seen)) throw notFound('application');
      return { stored, seen };
    }
    const referralId = idToLookUp('referral', handle.referralId);
    const stored = await store.byReferralId(referralId);
    const seen = stored && see(stored.application, viewer, units);
    const referral = stored?.referrals.find(({ publicId }) => publicId === referralId);
    if (!seen || !referral || !maySeeReferral(seen, referral)) throw notFound('referral');
    return { stored, seen };
  }

  async function onApplication<Action extends ApplicationAction>(
    viewer: Viewer,
    action: Action,
    move: ApplicationHandle & { expectedVersion?: number | null | undefined },
    input: ApplicationInputs[Action],
  ): Promise<SeenApplication> {
    if (!viewer) throw forbidden();
    const { stored, seen } = await findSeen(viewer, move);
    const desk = deskFor(stored, viewer);
    const decision: AppealDecision | null = 'decision' in input ? input.decision : null;
    const choice = findApplicationRule(desk, viewer, action, decision);
    // The reason would tell what has come of it since, as would the version.
    if (!choice.rule && seen.extent === 'OWN_PART')
      throw forbidden('Your units have passed it on.');
    requireVersion(seen, move.expectedVersion, () => found(desk, viewer, null));
    const rule = required(choice, () => found(desk, viewer, null));
    const told = applicationActs[action](desk, input, viewer);
    if (told) {
      const { next, ...words } = told;
      desk.tell(rule.writes, words);
      next?.();
    }
    await finish(desk, viewer, null, rule.to);
    return seenAfter(desk, viewer);
  }

  async function onReferral<Action extends ReferralAction>(
    viewer: Viewer,
    action: Action,
    move: { referralId: string; expectedVersion?: number | null | undefined },
    input: ReferralInputs[Action],
  ): Promise<SeenReferral> {
    if (!viewer) throw forbidden();
    const publicId = idToLookUp('referral', move.referralId);
    const stored = await store.byReferralId(publicId);
    const seen = stored && see(stored.application, viewer, units);
    const desk = stored && deskFor(stored, viewer);
    const referral = desk?.referrals.find((one) => one.publicId === publicId);
    if (!seen || !desk || !referral) throw notFound('referral');
    if (!isOfActor(referral, viewer, seen)) {
      throw seen.extent === 'OWN_PART' ? notFound('referral') : forbidden('It is another unit’s.');
    }
    requireVersion(seen, move.expectedVersion, () => found(desk, viewer, referral));

    const rule = required(findReferralRule(desk, viewer, action, referral), () =>
      found(desk, viewer, referral),
    );
    const { next, ...words } = referralActs[action](desk, referral, input, viewer);
    if (rule.to) referral.state = rule.to;
    const { _id: referralId } = referral;
    desk.tell(rule.writes, { unitId: referral.unitId, referralId, ...words });
    next?.();
    await finish(desk, viewer, referralId);
    return { referral, seen: seenAfter(desk, viewer) };
  }

  async function finish(
    desk: Desk,
    viewer: SignedInViewer,
    referralId: Types.ObjectId | null,
    to: Stage | null = null,
  ): Promise<void> {
    desk.finish();
    const { stage } = desk.application;
    // The stage is derived, and the table says where that leads: one of them is wrong.
    if (to !== null && stage !== to)
      throw new Error(`the table leads to ${to}, the move to ${stage}`);
    try {
      await store.commit(desk);
    } catch (error) {
      if (!(error instanceof StaleCaseError)) throw error;
      const stored = await store.afterwards(desk.application._id, error);
      if (!stored) throw notFound('application');
      const now = deskFor(stored, viewer);
      const referral = now.referrals.find(({ _id }) => referralId?.equals(_id)) ?? null;
      const message = 'Somebody else has changed the application meanwhile.';
      throw clientError('CONFLICT', message, found(now, viewer, referral));
    }
  }

  /** As any later request of whoever has acted shows it: a move that passes it on ends with what is seen then. */
  function seenAfter(desk: Desk, viewer: SignedInViewer): SeenApplication {
    const seen = see(desk.application, viewer, units);
    if (!seen) throw notFound('application');
    return seen;
  }

  return {
    onApplication,
    onReferral,

    /** Which of several referrals are of one application; without those that there are not. */
    async applicationsOf(referralIds: readonly string[]): Promise<Map<string, string>> {
      const ids = referralIds.map((id) => idToLookUp('referral', id));
      const known = await store.applicationIdsOf(ids);
      return new Map(
        known.map(({ publicId, applicationId }) => [publicId, applicationId.toHexString()]),
      );
    },

    /** What the viewer may do with an application as it was read. */
    actionsOn: async (viewer: SignedInViewer, seen: SeenApplication, loaders: Loaders) =>
      availableApplicationActions(deskFor(await caseOf(seen, loaders), viewer), viewer),

    /** What the viewer may do with a referral as it was read. */
    async referralActionsOn(
      viewer: SignedInViewer,
      { referral, seen }: SeenReferral,
      loaders: Loaders,
    ): Promise<ReferralAction[]> {
      if (!isOfActor(referral, viewer, seen)) return [];
      const desk = deskFor(await caseOf(seen, loaders), viewer);
      return availableReferralActions(desk, viewer, referral);
    },
  };
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
  { rule, refusal }: Found<Rule>,
  foundNow: () => Record<string, unknown>,
): Rule {
  if (rule) return rule;
  const now = foundNow();
  if (refusal) throw refusalError(refusal, now);
  const message = `This cannot be done while it is ${String(now['state'] ?? now['stage'])}.`;
  throw clientError('CONFLICT', message, now);
}

/** The version that the viewer sees is the one that can be expected. */
function requireVersion(
  seen: SeenApplication,
  expectedVersion: number | null | undefined,
  foundNow: () => Record<string, unknown>,
): void {
  const version = versionSeen(seen);
  if (expectedVersion == null || expectedVersion === version) return;
  throw clientError('CONFLICT', `The application has version ${version} by now.`, foundNow());
}
