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
export type Found<Rule> = { rule: Rule; refusal: null } | { rule: null; refusal: Refusal | null };

/**
 * The rule for an action in the present state. Without one the refusal says which requirement is not
 * met; a refusal of null, that the state does not allow it.
 */
export function findApplicationRule(
  desk: Desk,
  viewer: SignedInViewer,
  action: ApplicationAction,
  decision: AppealDecision | null = null,
): Found<ApplicationRule> {
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
): Found<ReferralRule> {
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
): Found<Rule> {
  if (!rule) return { rule: null, refusal: null };
  const facts = desk.factsFor(viewer, referral);
  const missing = rule.requires.find((requirement) => !meets(requirement, facts));
  return missing ? { rule: null, refusal: refusalOf(missing) } : { rule, refusal: null };
}

const applicationActions = [...new Set(applicationRules.map(({ action }) => action))];
const referralActions = [...new Set(referralRules.map(({ action }) => action))];

/** What somebody may do with an application now. */
export function availableApplicationActions(
  desk: Desk,
  viewer: SignedInViewer,
): ApplicationAction[] {
  return applicationActions.filter((action) => findApplicationRule(desk, viewer, action).rule);
}

/** What somebody may do with a referral now; whose unit it is, is for the caller to check. */
export function availableReferralActions(
  desk: Desk,
  viewer: SignedInViewer,
  referral: ReferralDocument,
): ReferralAction[] {
  return referralActions.filter((action) => findReferralRule(desk, viewer, action, referral).rule);
}

/** What a conflict tells: the state found, what the viewer may do instead, and the version that the viewer sees. */
export function found(
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

/** By the application as it was read; null where the viewer sees it no longer. */
function versionFound({ before, units }: Desk, viewer: SignedInViewer): number | null {
  const seen = see(before.application, viewer, units);
  return seen && versionSeen(seen);
}
