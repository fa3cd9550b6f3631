import type { Person } from '../support/person.ts';

/** The actions that an officer may take on a referral of their own unit that is in progress. */
export const actionsInProgress = [
  'ASSIGN',
  'FORWARD',
  'RETURN',
  'REQUEST_CLARIFICATION',
  'DRAFT_REPLY',
  'ADD_NOTE',
];

/** The moves, as the people concerned make them. Each selects the fields that show its result. */
const applicationFields = /* GraphQL */ `
  fragment Standing on Application {
    number
    stage
    version
    availableActions
    responsibleUnits {
      id
    }
    referrals {
      id
      state
      unit {
        id
      }
      availableActions
    }
  }
`;

const onApplication = (signature: string, call: string) =>
  `mutation Move($number: String!${signature}) { ${call} { ...Standing } } ${applicationFields}`;

const onReferral = (signature: string, call: string) =>
  `mutation Move($referralId: ID!${signature}) { ${call} { id state application { ...Standing } } } ${applicationFields}`;

/** On a draft that was read. */
const onDraft = (signature: string, call: string) =>
  onReferral(`, $draftId: ID!${signature}`, call);

/** Several referrals at once, with a result for each. */
const onReferrals = (signature: string, call: string) =>
  `mutation Move($referralIds: [ID!]!${signature}) { ${call} { error { code } } }`;

export const operations = {
  file: `mutation File($input: FileApplicationInput!) { fileApplication(input: $input) { ...Standing } } ${applicationFields}`,
  standing: `query Standing($number: String!) { application(number: $number) { ...Standing } } ${applicationFields}`,
  claim: onApplication('', 'claimApplication(number: $number)'),
  refer: onApplication(
    ', $unitIds: [ID!]!',
    'referApplication(number: $number, unitIds: $unitIds)',
  ),
  refuse: onApplication(
    ', $reason: RefusalReason!',
    'refuseApplication(number: $number, reason: $reason)',
  ),
  hideIdentity: onApplication('', 'hideIdentity(number: $number)'),
  correct: onApplication(
    ', $type: ApplicationType, $topicId: ID, $place: PlaceInput, $reason: String!, $expectedVersion: Int',
    `correctApplication(number: $number, type: $type, topicId: $topicId, place: $place,
      reason: $reason, expectedVersion: $expectedVersion)`,
  ),
  redact: onApplication(
    ', $redactedText: String',
    'redactApplication(number: $number, redactedText: $redactedText)',
  ),
  withdraw: onApplication('', 'withdrawApplication(number: $number)'),
  supplement: onApplication(
    ', $text: String!',
    'supplementApplication(number: $number, text: $text)',
  ),
  rate: onApplication(
    ', $score: Int!, $solved: Boolean!',
    'rateApplication(number: $number, score: $score, solved: $solved)',
  ),
  appeal: onApplication(', $text: String!', 'appealApplication(number: $number, text: $text)'),
  decideAppeal: `mutation Move($referralId: ID!, $decision: AppealDecision!, $text: String!) {
    decideAppeal(referralId: $referralId, decision: $decision, text: $text) { ...Standing }
  } ${applicationFields}`,
  accept: onReferral('', 'acceptReferral(referralId: $referralId)'),
  assign: onReferral(
    ', $assignee: String',
    'assignReferral(referralId: $referralId, assignee: $assignee)',
  ),
  forward: onReferral(
    ', $unitId: ID!, $reason: String!',
    'forwardReferral(referralId: $referralId, unitId: $unitId, reason: $reason)',
  ),
  return: onReferral(
    ', $reason: String!',
    'returnReferral(referralId: $referralId, reason: $reason)',
  ),
  cancel: onReferral(
    ', $reason: String!',
    'cancelReferral(referralId: $referralId, reason: $reason)',
  ),
  requestClarification: onReferral(
    ', $question: String!',
    'requestClarification(referralId: $referralId, question: $question)',
  ),
  draft: onReferral(
    ', $kind: ReplyKind!, $outcome: ReplyOutcome, $text: String!',
    'draftReply(referralId: $referralId, kind: $kind, outcome: $outcome, text: $text)',
  ),
  approve: onDraft('', 'approveReply(referralId: $referralId, draftId: $draftId)'),
  reject: onDraft(
    ', $reason: String!',
    'rejectReply(referralId: $referralId, draftId: $draftId, reason: $reason)',
  ),
  withdrawReply: onDraft('', 'withdrawReply(referralId: $referralId, draftId: $draftId)'),
  extend: onReferral(
    ', $reason: String!',
    'extendReferral(referralId: $referralId, reason: $reason)',
  ),
  note: onReferral(', $text: String!', 'addNote(referralId: $referralId, text: $text)'),
  acceptAll: onReferrals('', 'acceptReferrals(referralIds: $referralIds)'),
  assignAll: onReferrals(
    ', $assignee: String',
    'assignReferrals(referralIds: $referralIds, assignee: $assignee)',
  ),
  forwardAll: onReferrals(
    ', $unitId: ID!, $reason: String!',
    'forwardReferrals(referralIds: $referralIds, unitId: $unitId, reason: $reason)',
  ),
} as const;

export type Move = keyof typeof operations;

/** The fields that show the result of a move on an application. */
export interface Standing {
  number: string;
  stage: string;
  version: number;
  availableActions: string[];
  responsibleUnits: { id: string }[];
  referrals: { id: string; state: string; unit: { id: string }; availableActions: string[] }[];
}

/** The fields that show the result of a move on a referral. */
export interface ReferralStanding {
  id: string;
  state: string;
  application: Standing;
}

/**
 * The ids by which the latest appeal of an application is decided, as its citizen or the centre
 * sees it.
 */
export async function appealOf(person: Person, number: string): Promise<{ referralId: string }> {
  const { appeals } = await person.do<{ appeals: { referral: { id: string } }[] }>(
    'query ($number: String!) { application(number: $number) { appeals { referral { id } } } }',
    { number },
  );
  return { referralId: appeals.at(-1)?.referral.id ?? '' };
}
