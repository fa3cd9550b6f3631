import { conflictDetails } from '../permitted-actions.ts';
import { refusalError, refusalOf } from '../rules/requirements.ts';
import type { ApplicationAct } from './act.ts';

/** An evaluator claims an application, or takes it over from another evaluator. */
export const claim: ApplicationAct<{ takeOver: boolean }> = {
  check: ({ takeOver }) => ({ takeOver }),

  perform(desk, { takeOver }, viewer) {
    const { application, now } = desk;
    const { claimedBy } = application;
    const { subject } = viewer;
    if (claimedBy !== null && claimedBy !== subject && !takeOver) {
      const refusal = refusalOf('NOT_OF_ANOTHER_EVALUATOR');
      throw refusalError(refusal, { ...conflictDetails(desk, viewer, null), field: 'takeOver' });
    }
    application.claimedAt ??= now;
    application.claimedBy = subject;
    return {};
  },
};
