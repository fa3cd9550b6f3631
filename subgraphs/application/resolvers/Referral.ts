import {
  draftOf,
  overdueSeen,
  forwardedFrom,
  forwardedTo,
  isOpenReferral,
  maySeeInside,
  questionOf,
  reasonOf,
  repliesOfReferral,
  datesSeen,
  endSeen,
  wholeOf,
} from '../reading/index.ts';
import type { ReferralResolvers } from './types.ts';
import { optionalUnit, unitReference } from './references.ts';

export const Referral = {
  id: ({ referral }) => referral.publicId,
  unit: ({ referral }) => unitReference(referral.unitId),
  fileNumber: (seenReferral, _, { viewer }) =>
    maySeeInside(seenReferral, viewer) ? seenReferral.referral.fileNumber : null,
  state: ({ referral }) => referral.state,
  referredAt: ({ referral }) => referral.referredAt,
  closedAt: async ({ referral: { state, closedAt }, seen }, _, { loaders }) =>
    state === 'CANCELLED' && closedAt
      ? endSeen(seen, closedAt, await wholeOf(seen, loaders))
      : closedAt,
  forwardedFrom: (seenReferral, _, { loaders }) => forwardedFrom(seenReferral, loaders),
  forwardedTo: (seenReferral, _, { loaders }) => forwardedTo(seenReferral, loaders),
  reason: async (seenReferral, _, { viewer, loaders }) =>
    (await reasonOf(seenReferral, viewer, loaders))?.note ?? null,
  automaticReason: async (seenReferral, _, { viewer, loaders }) =>
    (await reasonOf(seenReferral, viewer, loaders))?.automaticReason ?? null,
  question: (seenReferral, _, { viewer, loaders }) => questionOf(seenReferral, viewer, loaders),
  targetDate: ({ seen }) => datesSeen(seen).targetDate,
  statutoryDate: ({ seen }) => datesSeen(seen).statutoryDate,
  overdue: (seenReferral, _, { today }) =>
    isOpenReferral(seenReferral) && overdueSeen(seenReferral.seen, today),
  replies: (seenReferral) => repliesOfReferral(seenReferral),
  application: ({ seen }) => seen,
  assignee: (seenReferral, _, { viewer }) =>
    maySeeInside(seenReferral, viewer) ? seenReferral.referral.assignedTo : null,
  draft: (seenReferral, _, { viewer }) => draftOf(seenReferral, viewer),
  raisedTo: (seenReferral, _, { viewer }) =>
    maySeeInside(seenReferral, viewer) ? optionalUnit(seenReferral.referral.raisedToUnitId) : null,
  availableActions: async (seenReferral, _, { workflow, viewer, loaders }) =>
    viewer ? workflow.referralActionsOn(viewer, seenReferral, loaders) : [],
} satisfies ReferralResolvers;
