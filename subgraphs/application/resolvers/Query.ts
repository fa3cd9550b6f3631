import type { QueryResolvers } from './types.ts';

export const Query = {
  application: (_, { number }, { applications }) => applications.byNumber(number),
  trackApplication: (_, { number, trackingCode }, { tracking }) =>
    tracking.track(number, trackingCode),
  myApplications: (_, page, { applications }) => applications.own(page),
  similarApplications: (_, { input }, { lists }) => lists.similarApplications(input),
  evaluationQueue: (_, page, { lists }) => lists.evaluationQueue(page),
  referral: (_, handle, { lists }) => lists.referral(handle),
  unitInbox: (_, page, { lists }) => lists.inbox.page(page),
  closedReferrals: (_, page, { lists }) => lists.closed.referrals(page),
  closedApplications: (_, page, { lists }) => lists.closed.applications(page),
  applicationEvents: (_, page, { events }) => events.page(page),
  unitAppeals: (_, page, { lists }) => lists.unitAppeals(page),
  node: (_, { id }, { nodes }) => nodes.byId(id),
  leaveDays: (_, __, { leaveDays }) => leaveDays.all(),
  outbox: (_, page, { outbox }) => outbox.messages(page),
  myUndeliveredMessages: (_, __, { undelivered }) => undelivered(),
  applicationFacts: (_, given, { facts }) => facts.page(given),
  changedFacts: (_, given, { facts }) => facts.changes(given),
  businessDays: (_, __, { facts }) => facts.businessDays(),
  notificationBacklog: (_, _arguments, { outbox }) => outbox.backlog(),
} satisfies QueryResolvers;
