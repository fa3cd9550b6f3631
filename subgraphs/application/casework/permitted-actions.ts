import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import type { AppealDecision, ApplicationAction, ReferralAction } from '../schema-types.ts';
import type { ReferralDocument } from '../record/index.ts';
import { applicationRules } from './rules/application-rules.ts';
import type { Desk } from './desk.ts';
import { referralRules } from './rules/referral-rules.ts';
import { see, versionSeen } from '../reading/index.ts';
import { meets, type Refusal, refusalOf } from './rules/requirements.ts';
import type { ApplicationRule, ReferralRule } from './rules/rules.ts';

/** Why a move cannot be made. */
export type RuleChoice<Rule> =
  { rule: Rule; refusal: null } | { rule: null; refusal: Refusal | null };

/**
 * The rule for an action in the present state. Where there is none, the refusal names the requirement that is
 * not met; a null refusal means that the state does not allow the action.
 */
export function findApplicationRule(
  desk: Desk,
  viewer: SignedInViewer,
  action: ApplicationAction,
  decision: AppealDecision | null = null,
): RuleChoice<ApplicationRule> {
  const rule = applicationRules.find(
    (candidate) =>
      candidate.action === action &&
      candidate.by === viewer.role &&
      candidate.from.includes(desk.application.stage) &&
      (decision === null || candidate.decision === decision),
  );
  return judge(rule, desk, viewer, null);
}

/** The same for a referral. */
export function findReferralRule(
  desk: Desk,
  viewer: SignedInViewer,
  action: ReferralAction,
  referral: ReferralDocument,
): RuleChoice<ReferralRule> {
  const rule = referralRules.find(
    (candidate) =>
      candidate.action === action &&
      candidate.by === viewer.role &&
      candidate.from.includes(referral.state) &&
      (candidate.draft === undefined || candidate.draft === referral.draft?.kind),
  );
  return judge(rule, desk, viewer, referral);
}

function judge<Rule extends ApplicationRule | ReferralRule>(
  rule: Rule | undefined,
  desk: Desk,
  viewer: SignedInViewer,
  referral: ReferralDocument | null,
): RuleChoice<Rule> {
  if (!rule) return { rule: null, refusal: null };
  const facts = desk.factsFor(viewer, referral);
  const missing = rule.requires.find((requirement) => !meets(requirement, facts));
  return missing ? { rule: null, refusal: refusalOf(missing) } : { rule, refusal: null };
}

const applicationActions = [...new Set(applicationRules.map(({ action }) => action))];
const referralActions = [...new Set(referralRules.map(({ action }) => action))];

/** The actions that a viewer may take on an application now. */
export function availableApplicationActions(
  desk: Desk,
  viewer: SignedInViewer,
): ApplicationAction[] {
  return applicationActions.filter((action) => findApplicationRule(desk, viewer, action).rule);
}

/** The actions that a viewer may take on a referral now. The caller must check that it is the viewer's unit. */
export function availableReferralActions(
  desk: Desk,
  viewer: SignedInViewer,
  referral: ReferralDocument,
): ReferralAction[] {
  return referralActions.filter((action) => findReferralRule(desk, viewer, action, referral).rule);
}

/**
 * The details of a conflict: the present state, the actions possible instead, and the version that the viewer
 * sees.
 */
export function conflictDetails(
  desk: Desk,
  viewer: SignedInViewer,
  referral: ReferralDocument | null,
): Record<string, unknown> {
  const { stage } = desk.application;
  const version = versionFound(desk, viewer);
  return referral
    ? {
        state: referral.state,
        availableActions: availableReferralActions(desk, viewer, referral),
        version,
      }
    : { stage, availableActions: availableApplicationActions(desk, viewer), version };
}

/** The version of the application as it was read; null if the viewer no longer sees it. */
function versionFound({ before, units }: Desk, viewer: SignedInViewer): number | null {
  const seen = see(before.application, viewer, units);
  return seen && versionSeen(seen);
}
