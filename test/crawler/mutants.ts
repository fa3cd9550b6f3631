/**
 * Conditions of who sees what, each of which can be taken out by itself: what notices that, the crawler or a test,
 * is told by `npm run crawl -- --mutate`. Nothing here is executed; the texts are looked for in a copy of the tree.
 */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly at: string;
  /** The expression in it that is exchanged; all of it where this is absent. */
  readonly part?: string;
  /** The expression in its place. */
  readonly instead: string;
  /** Tests that notice what the crawler cannot, which is not asked then. */
  readonly tests?: readonly string[];
  /** Where nothing notices it: the other condition that stands behind it. */
  readonly behind?: string;
}

const application = 'subgraphs/application';
const sight = `${application}/reading/sight.ts`;
const timeline = `${application}/reading/timeline.ts`;
const referrals = `${application}/reading/referrals.ts`;
const content = `${application}/reading/content.ts`;
const appeals = `${application}/reading/appeals.ts`;
const referral = `${application}/resolvers/Referral.ts`;
const fields = `${application}/resolvers/Application.ts`;
const seenAttachment = `${application}/attachments/seen-attachment.ts`;
const downloads = `${application}/attachments/downloads.ts`;
const applications = `${application}/reading/applications.ts`;
const findReferral = `${application}/reading/find-referral.ts`;
const unitAppeals = `${application}/worklists/unit-appeals.ts`;
const tracking = `${application}/tracking/tracking.ts`;
const workflow = `${application}/casework/workflow.ts`;
const ownUnit = `${application}/units/require-own-unit.ts`;
const changes = 'subgraphs/institution-directory/changes/directory-changes.ts';
const citizens = 'subgraphs/citizen/citizens/citizens.ts';
const masks = `${application}/notifications/mask.ts`;

const look = 'viewer && looks[viewer.role](application, viewer, units)';
const everyOwn = 'own.every(isPassedOn)';
const applicant = "extent === 'WHOLE' || (extent === 'UNIT' && !application.identityHidden)";
const attached = "extent === 'UNIT' && !attachmentsWithheld";

const workOfUnits = [
  'several-at-once',
  'forwarding',
  'replies',
  'after-the-answer',
  'unit-work',
].map((name) => `test/casework/${name}.test.ts`);

export const mutants: readonly Mutant[] = [
  {
    id: 'citizens see the applications of others',
    file: sight,
    at: 'application.citizenId === citizenId',
    instead: 'true',
  },
  {
    id: 'administrators see applications',
    file: sight,
    at: look,
    instead:
      "viewer && (viewer.role === 'ADMIN' ? whole : looks[viewer.role])(application, viewer, units)",
    tests: ['test/viewers/guarded-doors.test.ts'],
  },
  {
    id: 'subgraphs see applications',
    file: sight,
    at: look,
    instead:
      "viewer && (viewer.role === 'SERVICE' ? whole : looks[viewer.role])(application, viewer, units)",
    tests: ['test/viewers/guarded-doors.test.ts'],
  },
  {
    id: 'officers without a unit are asked about like others',
    file: sight,
    at: '!unitId || isKeptFrom(application, unitId, units)',
    part: '!unitId',
    instead: 'false',
    tests: ['test/identity/tokens.test.ts', 'test/viewers/guarded-doors.test.ts'],
    behind: 'isWithin(…, null) of units/held-units.ts: no unit lies below none',
  },
  {
    id: 'a complaint about the head of a unit is not kept from it',
    file: sight,
    at: '!unitId || isKeptFrom(application, unitId, units)',
    part: 'isKeptFrom(application, unitId, units)',
    instead: 'false',
    tests: ['test/casework/about-head.test.ts'],
  },
  {
    id: 'officers see the referrals of every unit as their own',
    file: sight,
    at: 'isOwnUnit(referral.unitId)',
    instead: 'true',
  },
  {
    id: 'officers of other units have part in it',
    file: sight,
    at: 'if (own.length === 0) return null',
    part: 'null',
    instead: "{ application, extent: 'UNIT', passedOn: null, isOwnUnit }",
  },
  {
    id: 'officers of other units have passed it on',
    file: sight,
    at: 'if (own.length === 0) return null',
    part: 'own.length === 0',
    instead: 'false',
    behind:
      'return passedOn && … of reading/sight.ts: no referral has no record of when it was passed on',
  },
  {
    id: 'who has passed it on sees it without a record of that',
    file: sight,
    at: 'return passedOn && {',
    part: 'passedOn',
    instead: 'true',
    tests: ['test/migrations/earlier-passings.test.ts'],
  },
  { id: 'nobody has passed it on', file: sight, at: everyOwn, instead: 'false' },
  {
    id: 'one referral that was passed on is enough',
    file: sight,
    at: everyOwn,
    instead: 'own.some(isPassedOn)',
  },
  ...['FORWARDED', 'RETURNED', 'CANCELLED'].map((state) => ({
    id: `${state} is not passed on`,
    file: sight,
    at: everyOwn,
    instead: `own.every((one) => one.state !== '${state}' && isPassedOn(one))`,
  })),
  {
    id: 'who has passed it on sees the version of now',
    file: sight,
    at: '(passedOn ?? application).version',
    instead: 'application.version',
  },
  {
    id: 'who has passed it on sees the dates of now',
    file: sight,
    at: '=>\n  passedOn ?? application',
    part: 'passedOn ?? application',
    instead: 'application',
  },
  {
    id: 'who has passed it on sees whether it is overdue now',
    file: 'subgraphs/application/reading/clock-reading.ts',
    at: 'passedOn ? passedOn.overdue : overdueOn(application, today)',
    instead: 'overdueOn(application, today)',
  },
  {
    id: 'who has passed it on sees how many days are left now',
    file: 'subgraphs/application/reading/clock-reading.ts',
    at: 'passedOn ? passedOn.on : clockDay(application, today)',
    instead: 'clockDay(application, today)',
    tests: ['test/reading/passed-on.test.ts'],
  },
  {
    id: 'who has passed it on sees who is responsible',
    file: sight,
    at: 'maySeeOutcome(seen) ? responsibleUnitIds(seen.application.referrals)',
    part: 'maySeeOutcome(seen)',
    instead: 'true',
  },
  {
    id: 'who has passed it on sees the rating',
    file: fields,
    at: 'maySeeOutcome(seen) ? ratingOf',
    part: 'maySeeOutcome(seen)',
    instead: 'true',
  },
  {
    id: 'who has passed it on sees why it was refused',
    file: fields,
    at: 'maySeeOutcome(seen) ? (await wholeOf(seen, loaders)).refusalReason',
    part: 'maySeeOutcome(seen)',
    instead: 'true',
  },
  {
    id: 'everybody sees the channel of a hidden applicant',
    file: fields,
    at: 'maySeeApplicant(seen) ? (await wholeOf(seen, loaders)).answerChannel',
    part: 'maySeeApplicant(seen)',
    instead: 'true',
  },
  {
    id: 'the number of a hidden applicant stands in what units see',
    file: fields,
    at: 'maySeeNumber(seen) ? seen.application.number',
    part: 'maySeeNumber(seen)',
    instead: 'true',
  },
  {
    id: 'the applicant stands in what units see of a hidden one',
    file: fields,
    at: 'maySeeApplicant(seen) ? { id:',
    part: 'maySeeApplicant(seen)',
    instead: 'true',
  },
  { id: 'everybody sees the applicant', file: sight, at: applicant, instead: 'true' },
  {
    id: 'units see a hidden applicant',
    file: sight,
    at: applicant,
    instead: "extent === 'WHOLE' || extent === 'UNIT'",
  },
  {
    id: 'units that passed it on see an open applicant',
    file: sight,
    at: applicant,
    instead: "extent === 'WHOLE' || !application.identityHidden",
  },
  {
    id: 'units see the number of a hidden applicant',
    file: sight,
    at: "extent === 'WHOLE' || !application.identityHidden",
    instead: 'true',
  },
  {
    id: 'units that passed it on see every referral',
    file: sight,
    at: "extent !== 'OWN_PART' || isOwnUnit(unitId)",
    instead: 'true',
  },
  { id: 'every unit sees all attachments', file: sight, at: attached, instead: 'true' },
  {
    id: 'units that passed it on see attachments',
    file: sight,
    at: attached,
    instead: '!attachmentsWithheld',
  },
  {
    id: 'units see attachments that the centre holds back',
    file: sight,
    at: attached,
    instead: "extent === 'UNIT'",
  },
  {
    id: 'units that passed it on see the outcome',
    file: sight,
    at: "({ extent }: SeenApplication) => extent !== 'OWN_PART'",
    part: "extent !== 'OWN_PART'",
    instead: 'true',
  },
  {
    id: 'units see words that were redacted',
    file: content,
    at: "!content || extent === 'WHOLE'",
    part: "extent === 'WHOLE'",
    instead: 'true',
  },
  {
    id: 'units see a redacted subject',
    file: content,
    at: 'redactedSubject ?? subject',
    instead: 'subject',
  },
  { id: 'units see a redacted text', file: content, at: 'redactedText ?? text', instead: 'text' },
  {
    id: 'units that passed it on see supplements',
    file: content,
    at: "extent === 'UNIT'",
    instead: 'true',
  },
  {
    id: 'units see redacted supplements',
    file: content,
    at: 'redactedSupplements?.[index] ?? own',
    instead: 'own',
  },
  {
    id: 'referrals are not looked at for who sees them',
    file: referrals,
    at: 'maySeeReferral(seen, referral)',
    instead: 'true',
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
    file: referral,
    at: 'isOpenReferral(seenReferral) && maySeeInside(seenReferral, viewer)',
    part: 'maySeeInside(seenReferral, viewer)',
    instead: 'true',
  },
  {
    id: 'drafts are seen when the referral has ended',
    file: referral,
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
    id: 'what is ended twice is passed on the second time',
    file: timeline,
    at: 'ends.has(key)',
    instead: 'false',
  },
  {
    id: 'endings of other units end the own part',
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
    id: 'appeals in lists are not looked at for who sees their application',
    file: unitAppeals,
    at: '!seen || !maySeeOutcome(seen)',
    part: '!maySeeOutcome(seen)',
    instead: 'false',
  },
  {
    id: 'appeals in lists may be of other units',
    file: unitAppeals,
    at: 'unitIds.includes(unitId)',
    instead: 'true',
    tests: ['test/casework/appeals-of-moved-units.test.ts'],
  },
  {
    id: 'officers see the inboxes of other units',
    file: ownUnit,
    at: 'units.isWithin(unitId, viewer.unitId)',
    instead: 'true',
  },
  {
    id: 'the inbox shows what was with the unit before',
    file: `${application}/worklists/inbox/unit-inbox.ts`,
    at: 'units.isWithin(referral.unitId, unitId)',
    instead: 'true',
    tests: ['test/worklists/inbox-scope.test.ts'],
  },
  {
    id: 'names of files give a hidden applicant away',
    file: seenAttachment,
    at: '!maySeeApplicant(seen)',
    instead: 'false',
  },
  {
    id: 'units get files as they were sent',
    file: seenAttachment,
    at: "seen.extent === 'WHOLE' ? ofWhole : 'UNIT'",
    instead: 'ofWhole',
  },
  {
    id: 'units get a file that is held back',
    file: seenAttachment,
    at: 'withheldReason !== undefined',
    instead: 'false',
  },
  {
    id: 'applicants are told why units do not get a file',
    file: seenAttachment,
    at: "audience === 'APPLICANT'",
    instead: 'false',
  },
  {
    id: 'units download files as they were sent',
    file: downloads,
    at: "if (audience !== 'UNIT')",
    part: "audience !== 'UNIT'",
    instead: 'true',
  },
  {
    id: 'everybody downloads what was not filed',
    file: downloads,
    at: 'return isOwn ?',
    part: 'isOwn',
    instead: 'true',
  },
  {
    id: 'roles without words download files',
    file: downloads,
    at: "scopesOf(viewer).includes('application:content')",
    instead: 'true',
  },
  {
    id: 'analysts find applications by number',
    file: applications,
    at: '!mayFindByNumber(viewer)',
    instead: 'false',
    tests: ['test/viewers/analysts.test.ts'],
  },
  {
    id: 'officers find hidden applications by number',
    file: applications,
    at: 'seen && maySeeNumber(seen)',
    instead: 'seen',
  },
  {
    id: 'the list of a citizen is not looked at for who sees that',
    file: applications,
    at: '.filter(maySeeApplicant)',
    part: 'maySeeApplicant',
    instead: '() => true',
  },
  {
    id: 'the list of a citizen is read with what is hidden',
    file: applications,
    at: "viewer?.role === 'OFFICER' ? { identityHidden: false } : {}",
    instead: '{}',
    tests: ['test/reading/lists.test.ts'],
    behind: '.filter(maySeeApplicant) of reading/applications.ts: what is read is not shown',
  },
  {
    id: 'staff have own applications',
    file: applications,
    at: 'if (!viewer?.citizenId)',
    part: '!viewer?.citizenId',
    instead: '!viewer',
    tests: ['test/reading/lists.test.ts', 'test/viewers/guarded-doors.test.ts'],
    behind: '@requiresScopes of Query.myApplications: citizens alone have application:own',
  },
  {
    id: 'referrals are found by units that passed the application on',
    file: findReferral,
    at: 'seen && maySeeReferral(seen, referral)',
    instead: 'seen',
  },
  {
    id: 'referrals are found by the file numbers of others',
    file: findReferral,
    at: 'one !== null && maySeeInside(one, viewer)',
    part: 'maySeeInside(one, viewer)',
    instead: 'true',
  },
  {
    id: 'everybody has the tracking code',
    file: tracking,
    at: '!viewer || viewer.citizenId !== seen.application.citizenId',
    instead: 'false',
    behind:
      '@requiresScopes of Application.trackingCode: citizens alone have application:own, and see no other’s',
  },
  {
    id: 'any tracking code will do',
    file: tracking,
    at: 'codes.isCodeOf(application, code) && application',
    part: 'codes.isCodeOf(application, code)',
    instead: 'true',
    tests: ['test/tracking/track.test.ts'],
  },
  {
    id: 'who may not know numbers acts by number',
    file: workflow,
    at: 'mayFindByNumber(viewer) ?',
    part: 'mayFindByNumber(viewer)',
    instead: 'true',
    behind: '@requiresScopes of the changes that take a number: all who have one may know numbers',
  },
  {
    id: 'officers act on hidden applications by number',
    file: workflow,
    at: '!stored || !seen || !maySeeNumber(seen)',
    part: '!maySeeNumber(seen)',
    instead: 'false',
    tests: ['test/reading/hidden-numbers.test.ts'],
    behind: '@requiresScopes of the changes that take a number: none is one of officers',
  },
  {
    id: 'acts find referrals that their actor does not see',
    file: workflow,
    at: '!seen || !referral || !maySeeReferral(seen, referral)',
    part: '!maySeeReferral(seen, referral)',
    instead: 'false',
    tests: ['test/reading/hidden-numbers.test.ts', ...workOfUnits],
  },
  {
    id: 'officers act on the referrals of other units',
    file: workflow,
    at: 'if (!isOfActor(referral, viewer, seen)) {',
    part: '!isOfActor(referral, viewer, seen)',
    instead: 'false',
  },
  {
    id: 'units that passed it on learn that there are other referrals',
    file: workflow,
    at: "seen.extent === 'OWN_PART'\n      ? notFound('referral')",
    part: "seen.extent === 'OWN_PART'",
    instead: 'false',
  },
  {
    id: 'everybody is told what may be done with a referral',
    file: workflow,
    at: 'if (!isOfActor(referral, viewer, seen)) return []',
    part: '!isOfActor(referral, viewer, seen)',
    instead: 'false',
  },
  {
    id: 'units that passed it on learn why they may not act',
    file: workflow,
    at: "!choice.rule && seen.extent === 'OWN_PART'",
    instead: 'false',
    tests: [...workOfUnits, 'test/reading/hidden-numbers.test.ts'],
  },
  {
    id: 'every officer sees the changes of a unit',
    file: changes,
    at: '!isOwn(tree, unitId, viewer)',
    instead: 'false',
  },
  {
    id: 'citizens find other citizens',
    file: citizens,
    at: "viewer?.role === 'CITIZEN' && viewer.citizenId !== id",
    instead: 'false',
  },
  {
    id: 'references to citizens are proved unasked',
    file: `${application}/resolvers/Citizen.ts`,
    at: 'authorised ?',
    part: 'authorised',
    instead: 'true',
    tests: ['test/viewers/subgraph-references.test.ts'],
  },
  {
    id: 'units get the size of a file that is held back',
    file: seenAttachment,
    at: 'withheldFromUnits(summary, found) === null',
    instead: 'true',
  },
  {
    id: 'units download what is held back',
    file: downloads,
    at: 'if (withheld !== null)',
    part: 'withheld !== null',
    instead: 'false',
  },
  {
    id: 'references to citizens need no proof',
    file: citizens,
    at: '!proofs.allows(id, viewer, proof)',
    instead: 'false',
    tests: ['test/viewers/subgraph-references.test.ts'],
  },
  {
    id: 'numbers stand in kept messages',
    file: masks,
    at: '`${number.slice(0, 2)}${stars}${number.slice(-2)}`',
    instead: 'number',
    tests: ['test/notifications/outbox.test.ts'],
  },
  {
    id: 'phone numbers stand in kept messages',
    file: masks,
    at: '`${phone.slice(0, 3)}${stars}${phone.slice(-2)}`',
    instead: 'phone',
    tests: ['test/notifications/outbox.test.ts'],
  },
  {
    id: 'e-mail addresses stand in kept messages',
    file: masks,
    at: '`${email.slice(0, 1)}${stars}@${stars}${ending}`',
    instead: 'email',
    tests: ['test/notifications/outbox.test.ts'],
  },
  {
    id: 'tracking codes stand in kept messages',
    file: `${application}/notifications/compose.ts`,
    at: 'trackingCode === null ? null : maskedTrackingCode',
    part: 'maskedTrackingCode',
    instead: 'trackingCode',
    tests: ['test/notifications/outbox.test.ts'],
  },
];
