import { checkAll } from '../../../lib/kit/check-all.ts';
import type { ClientError } from '../../../lib/kit/errors.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { Filing } from '../filing/index.ts';
import type { SeenApplication, SeenReferral } from '../reading/index.ts';
import { requireApplicationNumber } from '../numbers/index.ts';
import type { Loaders } from '../record/index.ts';
import type { ApplicationAction, FileApplicationInput, ReferralAction } from '../schema-types.ts';
import {
  applicationActs,
  type ApplicationGiven,
  type ApplicationInputs,
  referralActs,
  type ReferralGiven,
  type ReferralInputs,
} from './acts/index.ts';
import { requireReferralIds, type SeenReferralResult, toEachReferral } from './bulk.ts';
import type { Expecting } from './make-and-commit.ts';
import type { ApplicationHandle, OnReferral, Workflow } from './workflow.ts';

/**
 * The acts of one viewer: checks the form of the input and has the act performed. Throws the errors of
 * `Workflow`, and `BAD_USER_INPUT` with the field.
 */
export interface Acts {
  file(input: FileApplicationInput): Promise<SeenApplication | null>;
  onApplication<Action extends ApplicationAction>(
    action: Action,
    move: ApplicationHandle & Expecting & ApplicationGiven[Action],
  ): Promise<SeenApplication>;
  onReferral<Action extends ReferralAction>(
    action: Action,
    move: OnReferral & Expecting & ReferralGiven[Action],
  ): Promise<SeenReferral>;
  /**
   * The same act on several referrals, at any of their versions. Errors of the whole call are those
   * of `toEachReferral`.
   */
  onEachReferral<Action extends ReferralAction>(
    action: Action,
    move: OnReferrals & ReferralGiven[Action],
  ): Promise<SeenReferralResult[]>;
}

interface OnReferrals {
  referralIds: readonly string[];
}

interface ActsDependencies {
  viewer: Viewer;
  loaders: Loaders;
  filing: Filing;
  workflow: Workflow;
  /** The error that a client gets for anything that was thrown. */
  toClientError: (thrown: unknown) => ClientError;
}

export function createActs(dependencies: ActsDependencies): Acts {
  const { viewer, filing, loaders } = dependencies;
  return {
    file: (input) => changing(loaders, filing.file(viewer, input)),
    onApplication: (action, move) => onApplication(dependencies, action, move),
    onReferral: (action, move) => onReferral(dependencies, action, move),
    onEachReferral: (action, move) => onEachReferral(dependencies, action, move),
  };
}

/** The target and the input of an act, both checked for their form. */
interface CheckedFor<Input> {
  handle: void;
  input: Input;
}

/** A malformed id of a referral is one that does not exist. */
function requireHandle(handle: ApplicationHandle): void {
  if ('number' in handle) requireApplicationNumber(handle.number);
}

async function onApplication<Action extends ApplicationAction>(
  { viewer, loaders, workflow }: ActsDependencies,
  action: Action,
  move: ApplicationHandle & Expecting & ApplicationGiven[Action],
): Promise<SeenApplication> {
  const { input } = checkAll<CheckedFor<ApplicationInputs[Action]>>({
    handle: () => requireHandle(move),
    input: () => applicationActs[action].check(move),
  });
  return changing(loaders, workflow.onApplication(viewer, action, move, input));
}

async function onReferral<Action extends ReferralAction>(
  { viewer, loaders, workflow }: ActsDependencies,
  action: Action,
  move: OnReferral & Expecting & ReferralGiven[Action],
): Promise<SeenReferral> {
  const input = referralActs[action].check(move);
  return changing(loaders, workflow.onReferral(viewer, action, move, input));
}

async function onEachReferral<Action extends ReferralAction>(
  { viewer, loaders, workflow, toClientError }: ActsDependencies,
  action: Action,
  move: OnReferrals & ReferralGiven[Action],
): Promise<SeenReferralResult[]> {
  const { input } = checkAll<CheckedFor<ReferralInputs[Action]>>({
    handle: () => requireReferralIds(move.referralIds),
    input: () => referralActs[action].check(move),
  });
  return toEachReferral(move.referralIds, {
    act: (referralId, applicationId) =>
      changing(loaders, workflow.onReferral(viewer, action, { referralId, applicationId }, input)),
    applicationsOf: workflow.applicationsOf,
    toClientError,
  });
}

/** Data that the request read before a change must not answer reads after it. */
async function changing<Changed>(loaders: Loaders, change: Promise<Changed>): Promise<Changed> {
  try {
    return await change;
  } finally {
    loaders.forget();
  }
}
