import type { FactsOfApplication } from '../facts.ts';

export const openStates: readonly string[] = [
  'PENDING',
  'IN_PROGRESS',
  'AWAITING_APPROVAL',
  'AWAITING_CITIZEN',
];

export const actionsOn = {
  CITIZEN: ['SUPPLEMENT', 'WITHDRAW', 'RATE', 'APPEAL'],
  EVALUATOR: [
    'CLAIM',
    'REFER',
    'REFUSE',
    'HIDE_IDENTITY',
    'REDACT',
    'WITHHOLD_ATTACHMENT',
    'RELEASE_ATTACHMENT',
  ],
  OFFICER: ['DECIDE_APPEAL'],
  ANALYST: [],
  ADMIN: [],
} as const;

export const actionsOnReferral = [
  'ACCEPT',
  'ASSIGN',
  'FORWARD',
  'RETURN',
  'REQUEST_CLARIFICATION',
  'DRAFT_REPLY',
  'APPROVE_REPLY',
  'REJECT_REPLY',
  'WITHDRAW_REPLY',
  'EXTEND',
  'ADD_NOTE',
];

/** By the laws: only documents have secrets, and only information is anywhere else. */
export const outcomesOf = (type: string) => [
  'GRANTED',
  'PARTLY_GRANTED',
  'REFUSED',
  ...(type === 'INFORMATION_REQUEST'
    ? ['GRANTED_WITH_SECRETS_REMOVED', 'REFERRED_ELSEWHERE']
    : ['INFORMED']),
];

export const latestOf = (answers: FactsOfApplication['appealableAnswers']) =>
  answers
    .map(({ until }) => until)
    .toSorted()
    .at(-1) ?? null;

/** In Istanbul, which is three hours ahead of UTC in every season. */
export const dayOf = (at: string) =>
  new Date(Date.parse(at) + 3 * 3_600_000).toISOString().slice(0, 10);
