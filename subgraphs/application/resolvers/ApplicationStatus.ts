import { overdueOn } from '../reading/index.ts';
import type { ApplicationStatusResolvers } from './types.ts';
import { unitReference } from './references.ts';
import { responsibleUnitIds } from '../record/index.ts';

export const ApplicationStatus = {
  overdue: (application, _, { today }) => overdueOn(application, today),
  responsibleUnit: ({ referrals }) => {
    const [lead] = responsibleUnitIds(referrals);
    return lead === undefined ? null : unitReference(lead);
  },
} satisfies ApplicationStatusResolvers;
