import type { ReferralAct } from './act.ts';

/** A unit accepts a referral and begins to work on it. */
export const accept: ReferralAct<object> = {
  check: () => ({}),
  perform: () => ({}),
};
