import type { ActorRole, TimelineEvent } from '../../subgraphs/application/schema-types.ts';

/** How likely something is to happen to an application or, where it says so, to a referral. */
export const shares = {
  withdrawn: 0.01,
  refused: 0.02,
  /** Nobody goes on with it: these become overdue. */
  stalled: 0.001,
  secondUnit: 0.25,
  /** Where there is a second one. */
  thirdUnit: 0.2,
  /** Of referrals. */
  returned: 0.025,
  forwarded: 0.085,
  clarified: 0.09,
  /** Of the forwarded ones, those that the unit had begun with. */
  acceptedBeforeForwarding: 0.5,
  /** Of the citizens asked, those who never answer. */
  silent: 0.007,
  /** Of complaints and reports, where the citizen wants to stay unknown to the units. */
  complaintHiddenByCitizen: 0.09,
  reportHiddenByCitizen: 0.45,
  /** Of complaints, where the centre sees that it is better. */
  hiddenByCentre: 0.02,
} as const;

/** An application is referred so many times at most, being passed on included. */
export const mostReferrals = 3;

/** Mean days from filing to the last reply; office hours add most of another day. */
export const meanAnswerDays = 10.3;

/** A matter that takes long is more likely to have an interim reply. */
export const interimReplies = { sharePerDay: 0.031, highestShare: 0.9 } as const;

interface EventTraits {
  actor: ActorRole;
  /** Whether the citizen and the other units see it. */
  public: boolean;
}

/** The events that are planned for the demonstration data; others follow from them or from the dates. */
export type SeededEvent = Exclude<
  TimelineEvent,
  | 'CANCELLED'
  | 'TAKEN_OVER'
  | 'ASSIGNED'
  | 'REPLY_REJECTED'
  | 'REPLY_WITHDRAWN'
  | 'EXTENDED'
  | 'NOTE_ADDED'
  | 'REDACTED'
  | 'ATTACHMENT_WITHHELD'
  | 'ATTACHMENT_RELEASED'
  | 'RATED'
  | 'APPEALED'
  | 'APPEAL_UPHELD'
  | 'APPEAL_DISMISSED'
  | 'TARGET_PASSED'
  | 'STATUTORY_PASSED'
  | 'CLARIFICATION_ENDED'
>;

export const eventTraits: Readonly<Record<SeededEvent, EventTraits>> = {
  FILED: { actor: 'CITIZEN', public: true },
  CLAIMED: { actor: 'EVALUATOR', public: true },
  REFERRED: { actor: 'EVALUATOR', public: true },
  REFUSED: { actor: 'EVALUATOR', public: true },
  IDENTITY_HIDDEN: { actor: 'EVALUATOR', public: true },
  ACCEPTED: { actor: 'OFFICER', public: true },
  FORWARDED: { actor: 'OFFICER', public: true },
  RETURNED: { actor: 'OFFICER', public: true },
  CLARIFICATION_REQUESTED: { actor: 'OFFICER', public: true },
  SUPPLEMENTED: { actor: 'CITIZEN', public: true },
  REPLY_DRAFTED: { actor: 'OFFICER', public: false },
  INTERIM_REPLIED: { actor: 'OFFICER', public: true },
  REPLIED: { actor: 'OFFICER', public: true },
  WITHDRAWN: { actor: 'CITIZEN', public: true },
};
