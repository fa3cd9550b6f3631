import {
  isAppealOverdue,
  momentSeen,
  referralOfAppeal,
  remainingDaysOfAppeal,
  textOfAppeal,
} from '../reading/index.ts';
import type { AppealResolvers } from './types.ts';
import { unitReference } from './references.ts';

export const Appeal = {
  id: ({ appeal }) => appeal.publicId,
  application: ({ seen }) => seen,
  referral: (seenAppeal, _, { loaders }) => referralOfAppeal(seenAppeal, loaders),
  kind: ({ appeal }) => appeal.kind,
  state: ({ appeal }) => appeal.state,
  unit: ({ unitId }) => unitReference(unitId),
  text: textOfAppeal,
  appealedAt: ({ appeal, seen }) => momentSeen(seen, appeal.appealedAt),
  targetDate: ({ appeal }) => appeal.targetDate,
  overdue: ({ appeal }, _, { today }) => isAppealOverdue(appeal, today),
  remainingBusinessDays: ({ appeal }, _, { today, calendar }) =>
    remainingDaysOfAppeal(appeal, today, calendar),
  decisionText: ({ appeal }) => appeal.decisionText,
  decidedAt: ({ appeal }) => appeal.decidedAt,
} satisfies AppealResolvers;
