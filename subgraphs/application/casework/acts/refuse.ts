import type { RefusalReason } from '../../schema-types.ts';
import type { ApplicationAct } from './act.ts';

/** The centre refuses an application without referring it to a unit. */
export const refuse: ApplicationAct<{ reason: RefusalReason }> = {
  check: ({ reason }) => ({ reason }),

  perform({ application }, { reason }) {
    application.refusalReason = reason;
    return {};
  },
};
