import type { ApplicationAct } from './act.ts';

/** The applicant withdraws an application. */
export const withdraw: ApplicationAct<object> = {
  check: () => ({}),

  perform(desk) {
    desk.application.withdrawnAt = desk.now;
    desk.follow('WITHDRAW');
    return {};
  },
};
