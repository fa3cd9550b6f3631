import type { Mutant } from './mutant.ts';

const application = 'subgraphs/application';
const timeline = `${application}/reading/timeline.ts`;
const referrals = `${application}/reading/referrals.ts`;
const appeals = `${application}/reading/appeals.ts`;
const questions = `${application}/reading/questions.ts`;
const workflow = `${application}/casework/workflow.ts`;
const referral = `${application}/resolvers/Referral.ts`;
const seenAttachment = `${application}/attachments/seen-attachment.ts`;
const downloads = `${application}/attachments/downloads.ts`;
const events = `${application}/events`;
const subscriptions = 'lib/platform/subscriptions/subscriptions.ts';

/** Conditions on the parts of an application: referrals, timeline, appeals and attachments. */
export const mutantsOfParts: readonly Mutant[] = [
  {
    id: 'referrals are not checked for sight',
    file: referrals,
    at: 'maySeeReferral(seen, referral)',
    instead: 'true',
  },
  {
    id: 'a question is shown after it was answered',
    file: questions,
    at: "referral.state !== 'AWAITING_CITIZEN'",
    instead: 'false',
  },
  {
    id: 'units that passed it on see what can be appealed against',
    file: workflow,
    at: "!maySeeOutcome(seen) || seen.application.stage !== 'ANSWERED'",
    part: '!maySeeOutcome(seen)',
    instead: 'false',
  },
  {
    id: 'everybody sees inside the unit',
    file: referrals,
    at: "viewer?.role === 'EVALUATOR' || seen.isOwnUnit(referral.unitId)",
    instead: 'true',
  },
  {
    id: 'the centre does not see inside units',
    file: referrals,
    at: "viewer?.role === 'EVALUATOR' || seen.isOwnUnit(referral.unitId)",
    instead: 'seen.isOwnUnit(referral.unitId)',
  },
  {
    id: 'other units see file numbers',
    file: referral,
    at: 'maySeeInside(seenReferral, viewer) ? seenReferral.referral.fileNumber',
    part: 'maySeeInside(seenReferral, viewer)',
    instead: 'true',
  },
  {
    id: 'other units see who works on it',
    file: referral,
    at: 'maySeeInside(seenReferral, viewer) ? seenReferral.referral.assignedTo',
    part: 'maySeeInside(seenReferral, viewer)',
    instead: 'true',
  },
  {
    id: 'other units see drafts',
    file: referrals,
    at: 'isOpenReferral(seenReferral) && maySeeInside(seenReferral, viewer)',
    part: 'maySeeInside(seenReferral, viewer)',
    instead: 'true',
  },
  {
    id: 'drafts are visible after the referral has ended',
    file: referrals,
    at: 'isOpenReferral(seenReferral) && maySeeInside(seenReferral, viewer)',
    part: 'isOpenReferral(seenReferral)',
    instead: 'true',
  },
  {
    id: 'everybody sees to whom it was raised',
    file: referral,
    at: 'maySeeInside(seenReferral, viewer) ? optionalUnit',
    part: 'maySeeInside(seenReferral, viewer)',
    instead: 'true',
  },
  {
    id: 'everybody sees the officer of an entry',
    file: timeline,
    at: "viewer?.role === 'EVALUATOR' || (unitId !== null && seen.isOwnUnit(unitId))",
    instead: 'true',
  },
  {
    id: 'units that passed it on see what came after',
    file: timeline,
    at: "if (extent !== 'OWN_PART') return entries",
    part: "extent !== 'OWN_PART'",
    instead: 'true',
  },
  {
    id: 'a part that ends twice is passed on at the second end',
    file: timeline,
    at: 'ends.has(key)',
    instead: 'false',
  },
  {
    id: 'events of other units end the part of a unit',
    file: timeline,
    at: '!isOwnUnit(unitId)',
    instead: 'false',
  },
  {
    id: 'citizens see internal entries',
    file: timeline,
    at: "isPublic || viewer?.role !== 'CITIZEN'",
    instead: 'true',
  },
  {
    id: 'units see internal entries of others',
    file: timeline,
    at: 'isPublic || (unitId !== null && isOwnUnit(unitId))',
    instead: 'true',
  },
  {
    id: 'units see internal entries of no unit',
    file: timeline,
    at: 'isPublic || (unitId !== null && isOwnUnit(unitId))',
    instead: 'isPublic || unitId === null || isOwnUnit(unitId)',
  },
  {
    id: 'units that passed it on see entries of others before',
    file: timeline,
    at: 'unitId === null ? isPublic : isOwnUnit(unitId)',
    instead: 'unitId === null ? isPublic : true',
  },
  {
    id: 'units that passed it on see internal entries of no unit',
    file: timeline,
    at: 'unitId === null ? isPublic : isOwnUnit(unitId)',
    instead: 'unitId === null ? true : isOwnUnit(unitId)',
  },
  {
    id: 'units that passed it on see appeals',
    file: appeals,
    at: '!maySeeOutcome(seen)',
    instead: 'false',
  },
  {
    id: 'units see redacted appeals',
    file: appeals,
    at: "extent === 'WHOLE' ? text : (redactedText ?? text)",
    instead: 'text',
  },
  {
    id: 'file names reveal a hidden applicant',
    file: seenAttachment,
    at: '!maySeeApplicant(seen)',
    instead: 'false',
  },
  {
    id: 'units get original files',
    file: seenAttachment,
    at: "seen.extent === 'WHOLE' ? ofWhole : 'UNIT'",
    instead: 'ofWhole',
  },
  {
    id: 'units get a withheld file',
    file: seenAttachment,
    at: 'withheldReason !== undefined',
    instead: 'false',
  },
  {
    id: 'applicants see why units do not get a file',
    file: seenAttachment,
    at: "seen.audience === 'APPLICANT'",
    instead: 'false',
  },
  {
    id: 'units download original files',
    file: downloads,
    at: "if (audience !== 'UNIT')",
    part: "audience !== 'UNIT'",
    instead: 'true',
  },
  {
    id: 'everybody downloads uploads that were not filed',
    file: downloads,
    at: 'citizenId === viewer.citizenId',
    instead: 'true',
  },
  {
    id: 'roles without access to texts download files',
    file: downloads,
    at: "scopesOf(viewer).includes('application:content')",
    instead: 'true',
  },
  {
    id: 'units get the size of a withheld file',
    file: seenAttachment,
    at: 'withheldFromUnits(seen, found) === null',
    instead: 'true',
  },
  {
    id: 'units get copies by earlier rules',
    file: seenAttachment,
    at: 'cleanedBy < leastRules',
    instead: 'false',
    tests: ['test/attachments/earlier-copies.test.ts'],
  },
  {
    id: 'units download withheld files',
    file: downloads,
    at: 'if (withheld !== null)',
    part: 'withheld !== null',
    instead: 'false',
  },
  {
    id: 'events are not looked at for who sees them',
    file: `${events}/seen-events.ts`,
    at: 'maySeeVersion(event, seen, viewer)',
    instead: 'true',
  },
  {
    id: 'units see events after they have passed an application on',
    file: timeline,
    at: 'isInTime && maySeeEntry(entry, seen, viewer)',
    part: 'isInTime',
    instead: 'true',
  },
  {
    id: 'units see why their part was ended',
    file: timeline,
    at: 'entry.version < last',
    instead: 'entry.version <= last',
  },
  {
    id: 'everybody follows the events of every unit',
    file: `${events}/events.ts`,
    at: 'requireOwnUnit(viewer, wanted, services.log.units)',
    instead: 'void 0',
    tests: ['test/events/polling.test.ts'],
  },
  {
    id: 'events that do not concern a unit are read for it',
    file: `${events}/seen-events.ts`,
    at: 'event.unitIds.some((id) => units.isWithin(id, unitId))',
    instead: 'true',
    behind: 'see(…) of reading/sight.ts: nothing is seen of an application that the unit never had',
  },
  {
    id: 'events about the head of a unit are read for it',
    file: `${events}/seen-events.ts`,
    at: 'unitId === null || isKeptFrom(event, unitId, units)',
    part: 'isKeptFrom(event, unitId, units)',
    instead: 'false',
    behind: 'see(…) of reading/sight.ts: isKeptFrom is decided again, by the application',
  },
  {
    id: 'officers without a unit follow events like others',
    file: `${events}/seen-events.ts`,
    at: 'unitId === null || isKeptFrom(event, unitId, units)',
    part: 'unitId === null',
    instead: 'false',
    behind: 'see(…) of reading/sight.ts: officers without a unit see nothing',
  },
  {
    id: 'officers go on to follow a unit that was moved away from them',
    file: `${events}/seen-events.ts`,
    at: 'if (!isInScope(filter, viewer, units) ||',
    part: '!isInScope(filter, viewer, units)',
    instead: 'false',
    tests: ['test/events/subscriptions.test.ts'],
    behind: 'requireScope of events/events.ts: the subscription ends instead of showing anything',
  },
  ...(['role', 'unitId', 'citizenId'] as const).map((part) => ({
    id: `subscribers share events whatever their ${part}`,
    file: subscriptions,
    at: '[role, unitId, citizenId, readsSubject ? subject : null]',
    part,
    instead: 'null',
    tests: ['test/subscriptions/sharing.test.ts'],
  })),
  {
    id: 'subscribers share fields that read the subject',
    file: subscriptions,
    at: 'readsSubject ? subject : null',
    part: 'readsSubject',
    instead: 'false',
    tests: ['test/subscriptions/sharing.test.ts'],
  },
  {
    id: 'events are delivered after the token has expired',
    file: subscriptions,
    at: 'credential.expiresAt <= now',
    instead: 'false',
    tests: ['test/subscriptions/tokens.test.ts'],
  },
  {
    id: 'officers go on to follow an application whose number was hidden from them',
    file: `${events}/seen-events.ts`,
    at: 'seen && !maySeeNumber(seen)',
    instead: 'false',
    tests: ['test/events/subscriptions.test.ts'],
  },
];
