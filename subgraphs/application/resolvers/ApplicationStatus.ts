import { overdueOn } from '../reading/index.ts';
import type { ApplicationStatusResolvers } from './types.ts';
import { optionalUnit } from './references.ts';
import { responsibleUnitIds } from '../record/index.ts';

export const ApplicationStatus = {
  overdue: (application, _, { today }) => overdueOn(application, today),
  responsibleUnit: ({ referrals }) => optionalUnit(responsibleUnitIds(referrals)[0]),
} satisfies ApplicationStatusResolvers;
