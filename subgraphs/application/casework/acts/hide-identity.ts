import type { ApplicationAct } from './act.ts';

/** The centre hides the applicant from the units. */
export const hideIdentity: ApplicationAct<object> = {
  check: () => ({}),

  perform({ application }) {
    application.identityHidden = true;
    return {};
  },
};
