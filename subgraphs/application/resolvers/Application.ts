import { localDateOf } from '../../../lib/kit/local-date.ts';
import { attachmentsSeen } from '../attachments/index.ts';
import {
  classificationSeen,
  closingSeen,
  extensionOf,
  openQuestionsOf,
  overdueSeen,
  remainingDaysOn,
  updatedAtOf,
  contentOf,
  earlierAnswersOf,
  referralsOf,
  repliesOf,
  redactionOf,
  datesSeen,
  maySeeApplicant,
  maySeeNumber,
  maySeeOutcome,
  momentSeen,
  ratingSeen,
  responsibleUnitsSeen,
  versionSeen,
  timelineOf,
  wholeOf,
} from '../reading/index.ts';
import { outcomesOf } from '../casework/index.ts';
import type { ApplicationResolvers } from './types.ts';
import { ratingOf } from '../record/index.ts';
import {
  optionalPlace,
  optionalUnit,
  placeReference,
  topicReference,
  unitReference,
} from './references.ts';

/** Days sort like texts. */
const latestOf = (days: readonly string[]) => days.toSorted().at(-1) ?? null;

export const Application = {
  // Async, so that one refused reference does not fail its whole batch.
  __resolveReference: async (reference, { applications }) => applications.referredTo(reference),
  id: ({ application }) => application.publicId,
  number: (seen) => (maySeeNumber(seen) ? seen.application.number : null),
  trackingCode: (seen, _, { tracking }) => tracking.codeOf(seen),
  type: (seen) => classificationSeen(seen).type,
  topic: (seen) => topicReference(classificationSeen(seen).topicId),
  subject: async (seen, _, { loaders }) => (await contentOf(seen, loaders))?.subject ?? null,
  text: async (seen, _, { loaders }) => (await contentOf(seen, loaders))?.text ?? null,
  stage: ({ application }) => application.stage,
  filedOn: ({ application }) => localDateOf(application.filedAt),
  filedAt: (seen) => momentSeen(seen, seen.application.filedAt),
  updatedAt: (seen, _, { viewer, loaders }) => updatedAtOf(seen, viewer, loaders),
  closedAt: async (seen, _, { loaders }) =>
    maySeeOutcome(seen) ? closingSeen(seen, await wholeOf(seen, loaders)) : null,
  targetDate: (seen) => datesSeen(seen).targetDate,
  statutoryDate: (seen) => datesSeen(seen).statutoryDate,
  overdue: (seen, _, { today }) => overdueSeen(seen, today),
  remainingBusinessDays: (seen, _, { today, calendar }) => remainingDaysOn(seen, today, calendar),
  responsibleUnit: (seen) => optionalUnit(responsibleUnitsSeen(seen)[0]),
  responsibleUnits: (seen) => responsibleUnitsSeen(seen).map(unitReference),
  referrals: (seen, _, { loaders }) => referralsOf(seen, loaders),
  replies: (seen, _, { loaders }) => repliesOf(seen, loaders),
  timeline: (seen, _, { viewer, loaders }) => timelineOf(seen, viewer, loaders),
  applicant: (seen) =>
    maySeeApplicant(seen) ? { id: seen.application.citizenId, authorised: true } : null,
  identityHidden: ({ application }) => application.identityHidden,
  province: (seen) => placeReference(classificationSeen(seen).provinceCode),
  district: (seen) => optionalPlace(classificationSeen(seen).districtCode),
  meantUnit: ({ application }) => optionalUnit(application.meantUnitId),
  aboutHeadOfUnit: ({ application }) => application.aboutHeadOfUnit,
  answerChannel: async (seen, _, { loaders }) =>
    maySeeApplicant(seen) ? (await wholeOf(seen, loaders)).answerChannel : null,
  supplements: async (seen, _, { loaders }) => (await contentOf(seen, loaders))?.supplements ?? [],
  openQuestions: (seen, _, { viewer, loaders }) => openQuestionsOf(seen, viewer, loaders),
  extension: (seen, _, { viewer, loaders }) => extensionOf(seen, viewer, loaders),
  attachments: async (seen, _, { viewer, loaders }) =>
    attachmentsSeen(seen, await wholeOf(seen, loaders), viewer),
  redaction: (seen, _, { loaders }) => redactionOf(seen, loaders),
  claimedBy: async (seen, _, { loaders }) => (await wholeOf(seen, loaders)).claimedBy,
  rating: async (seen, _, { loaders }) =>
    maySeeOutcome(seen) ? ratingSeen(seen, ratingOf(await wholeOf(seen, loaders))) : null,
  earlierAnswers: (seen, _, { loaders }) => earlierAnswersOf(seen, loaders),
  appeals: (seen, _, { applications }) => applications.appealsOf(seen),
  appealableAnswers: (seen, _, { workflow, loaders }) => workflow.appealableOf(seen, loaders),
  appealableUntil: async (seen, _, { workflow, loaders }) =>
    latestOf((await workflow.appealableOf(seen, loaders)).map(({ until }) => until)),
  availableOutcomes: (seen) => [...outcomesOf(classificationSeen(seen).type)],
  availableActions: async (seen, _, { workflow, viewer, loaders }) =>
    viewer ? workflow.actionsOn(viewer, seen, loaders) : [],
  refusalReason: async (seen, _, { loaders }) =>
    maySeeOutcome(seen) ? (await wholeOf(seen, loaders)).refusalReason : null,
  version: versionSeen,
} satisfies ApplicationResolvers;
