import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
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

  async consult(outside, { unitId }, { assignee }, { subject }) {
    if (assignee === null || assignee === subject) return;
    if (await outside.hasActedFor(unitId, assignee)) return;
    const message = say`Nobody has acted for this unit under that subject. Name an officer who has.`;
    throw badInput('assignee', 'UNKNOWN', message);
  },

  perform(_desk, referral, { assignee }) {
    referral.assignedTo = assignee;
    return assignee === null ? {} : { note: assignee };
  },
};
