/**
 * The scope that each guarded field needs; of several, any one. Fields that are open to everybody
 * are not listed.
 */
export const scopesOfField: Readonly<Record<string, readonly string[]>> = {
  'Query.application': ['application:number'], // and `application:read`, which each role with it has
  'Query.myApplications': ['application:own'],
  'Query.myUndeliveredMessages': ['application:own'],
  'Query.similarApplications': ['application:own'],
  'Query.evaluationQueue': ['application:evaluate'],
  'Query.referral': ['referral:read'],
  'Query.unitInbox': ['referral:read'],
  'Query.applicationEvents': ['referral:read'],
  'Query.unitAppeals': ['referral:read'],
  'Query.directoryChanges': ['directory:changes'],
  'Query.proposedUnitChanges': ['directory:manage'],
  'Query.outbox': ['outbox:read'],
  'Query.notificationBacklog': ['outbox:read'],
  'Query.citizen': ['citizen:lookup'],
  'Subscription.newApplications': ['referral:read'],
  'Subscription.applicationChanged': ['application:own', 'referral:read'],
  'Application.number': ['application:number'],
  'Application.trackingCode': ['application:own'],
  'Application.subject': ['application:content'],
  'Application.text': ['application:content'],
  'Application.updatedAt': ['application:number'],
  'Application.openQuestions': ['application:content'],
  'Application.extension': ['application:content'],
  'Application.supplements': ['application:content'],
  'Application.attachments': ['application:content'],
  'Application.answerChannel': ['application:applicant'],
  'Application.applicant': ['application:applicant'],
  'Application.redaction': ['application:evaluate'],
  'Application.claimedBy': ['application:evaluate'],
  'Application.suggestedUnits': ['application:evaluate', 'referral:work'],
  'Attachment.withheldReason': ['application:evaluate'],
  'Attachment.warnings': ['application:evaluate'],
  'Appeal.text': ['application:content'],
  'Appeal.decisionText': ['application:content'],
  'Referral.fileNumber': ['referral:read'],
  'Referral.reason': ['application:content'],
  'Referral.question': ['application:content'],
  'Referral.assignee': ['referral:read'],
  'Referral.draft': ['referral:read'],
  'Reply.text': ['application:content'],
  'TimelineEntry.note': ['application:content'],
  'TimelineEntry.officer': ['referral:read'],
  'TimelineEntry.attachment': ['application:evaluate'],
  'Citizen.applications': ['application:applicant'],
  'Citizen.name': ['citizen:identity'],
  'Citizen.surname': ['citizen:identity'],
  'Citizen.maskedNationalId': ['citizen:identity'],
  'Citizen.mobilePhone': ['citizen:contact'],
  'Citizen.email': ['citizen:contact'],
  'Citizen.notificationPreference': ['citizen:contact'],
  'Mutation.setNotificationPreference': ['citizen:own'],
  'Mutation.fileApplication': ['application:own'],
  'Mutation.renewTrackingCode': ['application:own'],
  'Mutation.withdrawApplication': ['application:own'],
  'Mutation.supplementApplication': ['application:own'],
  'Mutation.rateApplication': ['application:own'],
  'Mutation.appealApplication': ['application:own'],
  'Mutation.decideAppeal': ['referral:work'],
  'Mutation.claimApplication': ['application:evaluate'],
  'Mutation.referApplication': ['application:evaluate'],
  'Mutation.refuseApplication': ['application:evaluate'],
  'Mutation.hideIdentity': ['application:evaluate'],
  'Mutation.redactApplication': ['application:evaluate'],
  'Mutation.withholdAttachment': ['application:evaluate'],
  'Mutation.releaseAttachment': ['application:evaluate'],
  'Mutation.cancelReferral': ['application:evaluate'],
  'Mutation.acceptReferral': ['referral:work'],
  'Mutation.assignReferral': ['referral:work'],
  'Mutation.forwardReferral': ['referral:work'],
  'Mutation.returnReferral': ['referral:work'],
  'Mutation.requestClarification': ['referral:work'],
  'Mutation.draftReply': ['referral:work'],
  'Mutation.approveReply': ['referral:work'],
  'Mutation.rejectReply': ['referral:work'],
  'Mutation.withdrawReply': ['referral:work'],
  'Mutation.extendReferral': ['referral:work'],
  'Mutation.addNote': ['referral:work'],
  'Mutation.acceptReferrals': ['referral:work'],
  'Mutation.assignReferrals': ['referral:work'],
  'Mutation.forwardReferrals': ['referral:work'],
  'Mutation.addLeaveDay': ['calendar:manage'],
  'Mutation.removeLeaveDay': ['calendar:manage'],
  'LeaveDay.addedBy': ['calendar:manage'],
  'Mutation.createUnit': ['directory:manage'],
  'Mutation.renameUnit': ['directory:manage'],
  'Mutation.moveUnit': ['directory:manage'],
  'Mutation.closeUnit': ['directory:manage'],
  'Mutation.proposeUnitChange': ['directory:manage'],
  'Mutation.approveUnitChange': ['directory:manage'],
  'Mutation.rejectUnitChange': ['directory:manage'],
  'Mutation.withdrawUnitChange': ['directory:manage'],
  'DirectoryChange.by': ['directory:manage'],
  'DirectoryChange.decidedBy': ['directory:manage'],
};

/** The fields that need an access token, of any role. */
export const signedInFields: readonly string[] = ['Query.me'];

/** The fields that are for other subgraphs alone, and not in the schema that clients see. */
export const fieldsForSubgraphs: readonly string[] = [
  'Query.unitChanges',
  'Query.typeOfNode',
  'Query.unknownParts',
  'Query.applicant',
  'Query.applicants',
  'Mutation.stopFollowing',
];

/**
 * Whether a client without the scope can reach the field, so that the crawler notices when its
 * guard is missing. The others lie behind a field that is refused already, or behind another
 * condition that refuses as well.
 */
export const isReachedByClients = (field: string): boolean =>
  /^(Attachment|LeaveDay|DirectoryChange)\.|^Application\.suggestedUnits$/.test(field) ||
  field.startsWith('Subscription.') || // each role tries in test/events/subscriptions.test.ts
  (field.startsWith('Mutation.') && !fieldsForSubgraphs.includes(field));
