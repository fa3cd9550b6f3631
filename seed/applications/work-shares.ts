/** The probability of an event for an application or, where stated, for a referral. */
export const shares = {
  withdrawn: 0.01,
  refused: 0.02,
  /** Work on these stops: they become overdue. */
  stalled: 0.001,
  /** Of the stalled ones, those that their unit forwards long after, and the next one answers. */
  forwardedLate: 0.3,
  secondUnit: 0.25,
  /** If there is a second one. */
  thirdUnit: 0.2,
  /** Of referrals. */
  returned: 0.025,
  forwarded: 0.085,
  clarified: 0.09,
  /** Of the forwarded ones, those that the unit had begun. */
  acceptedBeforeForwarding: 0.5,
  /** Of the citizens asked, those who never answer. */
  silent: 0.007,
  /** Of complaints and reports, where the citizen wants to stay unknown to the units. */
  complaintHiddenByCitizen: 0.09,
  reportHiddenByCitizen: 0.45,
  /** Of complaints, where the centre hides the identity on its own initiative. */
  hiddenByCentre: 0.02,
} as const;

/** Maximum number of referrals of an application, passing on included. */
export const mostReferrals = 3;

/** Mean days from filing to the last reply; office hours add most of another day. */
export const meanAnswerDays = 10.3;

/** A matter that takes long is more likely to have an interim reply. */
export const interimReplies = { sharePerDay: 0.031, highestShare: 0.9 } as const;

/** The probability of acts besides the course of an answer, for each referral or application that they are possible for. */
export const furtherShares = {
  assigned: 0.3,
  noted: 0.06,
  /** Of information requests. */
  extended: 0.14,
  /** Of drafts: rejected by the other officer, or withdrawn by the drafter; the next draft is approved. */
  rejected: 0.03,
  withdrawnDraft: 0.006,
  /** Of the rejected drafts, those after which nothing happens. */
  leftAfterRejection: 0.03,
  /** Of the questions that are never answered, those after which the unit decides all the same. */
  decidedWithoutAnswer: 0.6,
  /** Of second and third units, those that the centre takes out again. */
  cancelled: 0.02,
  /** Of returned referrals, those that the centre leaves. */
  neverReferredAgain: 0.03,
  /** Of the applications with a hidden applicant. */
  redacted: 0.3,
  /** Of the applications with attachments. */
  attachmentWithheld: 0.15,
  attachmentReleased: 0.4,
  allAttachmentsWithheld: 0.06,
} as const;

/** The probability of what applicants do after an answer, and of what becomes of it. */
export const afterwardShares = {
  rated: 0.27,
  solved: 0.64,
  /** Of answers that were rated as not having solved the matter, and of those that were not rated. */
  appealedUnsolved: 0.2,
  appealedUnrated: 0.006,
  /** More for information requests: only some of these are refused. */
  appealedInformation: 0.12,
  /** Of information requests whose answer was rated as having solved the matter. */
  objectedThoughSolved: 0.25,
  /** Of appeals; the others are never decided. */
  decided: 0.94,
  upheld: 0.34,
  /** Of appeals that are upheld, those for which the unit does nothing. */
  leftAfterUpheld: 0.03,
} as const;

/** Mean days that these take. */
export const afterwardDays = { toRating: 3, toAppeal: 6, toDecision: 14, toNewAnswer: 9 } as const;

/** The probability of what an application is filed with. */
export const filedShares = {
  /** Of applicants who have an e-mail address. */
  byEmail: 0.3,
  /** Names the unit that is meant. */
  meansUnit: 0.12,
  /** Of complaints that name one: about its head. */
  aboutHead: 0.06,
  attachments: 0.02,
  secondAttachment: 0.35,
} as const;
