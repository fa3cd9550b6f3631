import type { Mutant } from './mutant.ts';

const application = 'subgraphs/application';
const applications = `${application}/reading/applications.ts`;
const findReferral = `${application}/reading/find-referral.ts`;
const nodes = `${application}/nodes.ts`;
const unitAppeals = `${application}/worklists/unit-appeals.ts`;
const tracking = `${application}/tracking/tracking.ts`;
const workflow = `${application}/casework/workflow.ts`;
const closedLists = `${application}/worklists/closed/closed-lists.ts`;
const ownUnit = `${application}/units/require-own-unit.ts`;
const changes = 'subgraphs/institution-directory/changes/directory-changes.ts';
const citizens = 'subgraphs/citizen/citizens/citizens.ts';
const masks = `${application}/notifications/mask.ts`;

const workOfUnits = [
  'several-at-once',
  'forwarding',
  'replies',
  'after-the-answer',
  'unit-work',
].map((name) => `test/casework/${name}.test.ts`);

/** Conditions on finding and changing: lists, searches, acts, citizens and stored messages. */
export const mutantsOfAccess: readonly Mutant[] = [
  {
    id: 'appeals in lists are not checked for sight of their application',
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
    id: 'the inbox shows former referrals of the unit',
    file: `${application}/worklists/inbox/unit-inbox.ts`,
    at: 'units.isWithin(referral.unitId, unitId)',
    instead: 'true',
    tests: ['test/worklists/inbox-scope.test.ts'],
  },
  {
    id: 'closed referrals are listed where their unit was',
    file: closedLists,
    at: 'units.isWithin(referral.unitId, unitId)',
    instead: 'true',
    tests: ['test/worklists/closed-lists.test.ts'],
  },
  {
    id: 'closed referrals of hidden applications are found by number',
    file: closedLists,
    at: 'seen && maySeeNumber(seen)',
    instead: 'seen',
    tests: ['test/worklists/closed-lists.test.ts'],
  },
  {
    id: 'closed referrals are found by what was redacted',
    file: closedLists,
    at: 'content.redactedSubject ?? content.subject',
    instead: 'content.subject',
    tests: ['test/worklists/closed-lists.test.ts'],
  },
  {
    id: 'officers see who has acted for other units',
    file: `${application}/reading/unit-officers.ts`,
    at: 'units.isWithin(unitId, viewer.unitId)',
    instead: 'true',
    tests: ['test/casework/unit-work.test.ts'],
  },
  {
    id: 'analysts find applications by number',
    file: applications,
    at: '!mayFindApplications(viewer)',
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
    id: 'the list of a citizen is not checked for sight',
    file: applications,
    at: '.filter(maySeeApplicant)',
    part: 'maySeeApplicant',
    instead: '() => true',
  },
  {
    id: 'the list of a citizen is read with hidden applications',
    file: applications,
    at: "viewer?.role === 'OFFICER' ? { identityHidden: false } : {}",
    instead: '{}',
    tests: ['test/reading/lists.test.ts'],
    behind:
      '.filter(maySeeApplicant) of reading/applications.ts: the applications read are not shown',
  },
  {
    id: 'staff have own applications',
    file: `${application}/reading/own-applications.ts`,
    at: 'if (!viewer?.citizenId)',
    part: '!viewer?.citizenId',
    instead: '!viewer',
    tests: ['test/reading/lists.test.ts', 'test/viewers/guarded-on-subgraph-servers.test.ts'],
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
    id: 'any tracking code is accepted',
    file: tracking,
    at: 'codes.isCodeOf(application, code) && application',
    part: 'codes.isCodeOf(application, code)',
    instead: 'true',
    tests: ['test/tracking/track.test.ts'],
  },
  {
    id: 'viewers who may not know numbers act by number',
    file: workflow,
    at: 'mayFindApplications(viewer) ?',
    part: 'mayFindApplications(viewer)',
    instead: 'true',
    behind: '@requiresScopes of the changes that take a number: all who have one may know numbers',
  },
  {
    id: 'analysts find applications by id',
    file: nodes,
    at: 'mayFindApplications(dependencies.viewer) ?',
    part: 'mayFindApplications(dependencies.viewer)',
    instead: 'true',
    tests: ['test/viewers/analysts.test.ts'],
  },
  {
    id: 'everybody finds stored messages by id',
    file: nodes,
    at: "!scopesOf(viewer).includes('outbox:read')",
    instead: 'false',
    tests: ['test/viewers/nodes.test.ts'],
  },
  {
    id: 'officers find citizens by id',
    file: nodes,
    at: "isAnother || !scopesOf(viewer).includes('citizen:lookup')",
    part: "!scopesOf(viewer).includes('citizen:lookup')",
    instead: 'false',
    tests: ['test/viewers/nodes.test.ts'],
  },
  {
    id: 'citizens find other citizens by id',
    file: nodes,
    at: "viewer?.role === 'CITIZEN' && viewer.citizenId !== id",
    instead: 'false',
    tests: ['test/viewers/nodes.test.ts'],
  },
  {
    id: 'everybody finds changes of units by id',
    file: changes,
    at: 'change && maySee(held.current().tree, change, viewer)',
    part: 'maySee(held.current().tree, change, viewer)',
    instead: 'true',
    tests: ['test/viewers/nodes.test.ts'],
  },
  {
    id: 'officers act on hidden applications by number',
    file: workflow,
    at: '!stored || !seen || !maySeeNumber(seen)',
    part: '!maySeeNumber(seen)',
    instead: 'false',
    tests: ['test/reading/hidden-numbers.test.ts'],
    behind: '@requiresScopes of the changes that take a number: none of them is for officers',
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
    at: "seen.extent === 'OWN_PART'\n      ? notFound(say`referral`)",
    part: "seen.extent === 'OWN_PART'",
    instead: 'false',
  },
  {
    id: 'everybody sees the available actions of a referral',
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
    id: 'references to citizens are proved without a decision',
    file: `${application}/resolvers/Citizen.ts`,
    at: 'authorised ?',
    part: 'authorised',
    instead: 'true',
    tests: ['test/viewers/subgraph-references.test.ts'],
  },
  {
    id: 'references to citizens need no proof',
    file: citizens,
    at: '!proofs.allows(id, viewer, proof)',
    instead: 'false',
    tests: ['test/viewers/subgraph-references.test.ts'],
  },
  {
    id: 'undelivered messages of others are listed',
    file: `${application}/notifications/undelivered.ts`,
    at: 'citizenId: viewer.citizenId, ...isUndelivered',
    part: 'viewer.citizenId',
    instead: '{ $exists: true }',
    tests: ['test/notifications/undelivered.test.ts'],
  },
  {
    id: 'stored messages contain numbers',
    file: masks,
    at: '`${number.slice(0, 2)}${stars}${number.slice(-2)}`',
    instead: 'number',
    tests: ['test/notifications/outbox.test.ts'],
  },
  {
    id: 'stored messages contain phone numbers',
    file: masks,
    at: '`${phone.slice(0, 3)}${stars}${phone.slice(-2)}`',
    instead: 'phone',
    tests: ['test/notifications/outbox.test.ts'],
  },
  {
    id: 'stored messages contain e-mail addresses',
    file: masks,
    at: '`${email.slice(0, 1)}${stars}@${stars}${ending}`',
    instead: 'email',
    tests: ['test/notifications/outbox.test.ts'],
  },
  {
    id: 'stored messages contain tracking codes',
    file: `${application}/notifications/compose.ts`,
    at: 'trackingCode === null ? null : maskedTrackingCode',
    part: 'maskedTrackingCode',
    instead: 'trackingCode',
    tests: ['test/notifications/outbox.test.ts'],
  },
];
