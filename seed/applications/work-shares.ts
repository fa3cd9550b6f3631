/** The probability of an event for an application or, where stated, for a referral. */
export const shares = {
  withdrawn: 0.01,
  refused: 0.02,
  /** Work on these stops: they become overdue. */
  stalled: 0.001,
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
