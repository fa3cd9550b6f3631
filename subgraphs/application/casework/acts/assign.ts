import { requireSubject } from '../../record/index.ts';
import type { ReferralAct } from './act.ts';

interface Given {
  assignee?: string | null | undefined;
}

/** A unit assigns a referral to one of its officers; null unassigns it. */
export const assign: ReferralAct<Given, { assignee: string | null }> = {
  check: ({ assignee = null }) => ({
    assignee: assignee === null ? null : requireSubject(assignee, 'assignee'),
  }),

  perform(_desk, referral, { assignee }) {
    referral.assignedTo = assignee;
    return assignee === null ? {} : { note: assignee };
  },
};
