import { referralOfAppeal, textOfAppeal } from '../reading/index.ts';
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
  appealedAt: ({ appeal }) => appeal.appealedAt,
  decisionText: ({ appeal }) => appeal.decisionText,
  decidedAt: ({ appeal }) => appeal.decidedAt,
} satisfies AppealResolvers;
