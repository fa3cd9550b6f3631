import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import type { ReferralDocument } from '../record/index.ts';
import type { AppealDecision, ApplicationAction, ReferralAction } from '../schema-types.ts';
import {
  applicationActs,
  type ApplicationGiven,
  type ApplicationInputs,
  referralActs,
  type ReferralGiven,
  type ReferralInputs,
} from './acts/index.ts';
import type { Desk } from './desk.ts';
import { findApplicationRule, findReferralRule } from './permitted-actions.ts';
import type { ApplicationRule, ReferralRule } from './rules/rules.ts';

interface ApplicationMove<Action extends ApplicationAction> {
  action: Action;
  input: ApplicationInputs[Action];
  /** The one that was found for it. */
  rule: ApplicationRule;
}

interface ReferralMove<Action extends ReferralAction> {
  action: Action;
  input: ReferralInputs[Action];
  /** The one that was found for it. */
  rule: ReferralRule;
}

/** The rule for a decision depends on it. */
export const decisionIn = (input: ApplicationInputs[ApplicationAction]): AppealDecision | null =>
  'decision' in input ? input.decision : null;

/**
 * Makes a move of an application, with all its consequences; it is then ready to be stored. @throws
 * the errors of the act and of `Desk.finish`.
 */
export function makeApplicationMove<Action extends ApplicationAction>(
  desk: Desk,
  viewer: SignedInViewer,
  { action, input, rule }: ApplicationMove<Action>,
): void {
  const entry = applicationActs[action].perform(desk, input, viewer);
  if (entry) {
    const { next, ...words } = entry;
    desk.addEntry(rule.writes, words);
    next?.();
  }
  desk.finish();
  const { stage } = desk.application;
  // The stage is derived, and the table says where the rule leads: one of them is wrong.
  if (rule.to !== null && stage !== rule.to)
    throw new Error(`the table leads to ${rule.to}, the move to ${stage}`);
}

/** The same for one of the desk's referrals. */
export function makeReferralMove<Action extends ReferralAction>(
  desk: Desk,
  viewer: SignedInViewer,
  referral: ReferralDocument,
  { action, input, rule }: ReferralMove<Action>,
): void {
  const { next, ...words } = referralActs[action].perform(desk, referral, input, viewer);
  if (rule.to) referral.state = rule.to;
  desk.addEntry(rule.writes, { unitId: referral.unitId, referralId: referral._id, ...words });
  next?.();
  desk.finish();
}

/**
 * Performs an action on an application: checks the input, and makes the move if a rule allows it. The caller has
 * checked that the viewer sees the whole application.
 * @returns whether a rule allowed it; otherwise nothing has changed.
 * @throws what `makeApplicationMove` throws, and `BAD_USER_INPUT` with the field.
 */
export function actOnApplication<Action extends ApplicationAction>(
  desk: Desk,
  viewer: SignedInViewer,
  action: Action,
  given: ApplicationGiven[Action],
): boolean {
  const input = applicationActs[action].check(given);
  const { rule } = findApplicationRule(desk, viewer, action, decisionIn(input));
  if (rule) makeApplicationMove(desk, viewer, { action, input, rule });
  return rule !== null;
}

/** The same for one of the desk's referrals, by an officer of its unit or an evaluator. */
export function actOnReferral<Action extends ReferralAction>(
  desk: Desk,
  viewer: SignedInViewer,
  referral: ReferralDocument,
  move: { action: Action; given: ReferralGiven[Action] },
): boolean {
  const { action, given } = move;
  const input = referralActs[action].check(given);
  const { rule } = findReferralRule(desk, viewer, action, referral);
  if (rule) makeReferralMove(desk, viewer, referral, { action, input, rule });
  return rule !== null;
}
