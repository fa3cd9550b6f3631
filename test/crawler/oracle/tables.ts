import type { ReferralState, Stage } from '../../../subgraphs/application/schema-types.ts';
import type { FactsOfApplication } from '../facts.ts';

const isOpenState: Readonly<Record<ReferralState, boolean>> = {
  PENDING: true,
  IN_PROGRESS: true,
  AWAITING_APPROVAL: true,
  AWAITING_CITIZEN: true,
  ANSWERED: false,
  FORWARDED: false,
  RETURNED: false,
  CANCELLED: false,
};

const isOpenStage: Readonly<Record<Stage, boolean>> = {
  RECEIVED: true,
  UNDER_EVALUATION: true,
  REFERRED: true,
  IN_PROGRESS: true,
  AWAITING_APPROVAL: true,
  AWAITING_CITIZEN: true,
  ANSWERED: false,
  NOT_PROCESSED: false,
  WITHDRAWN: false,
};

const namesOf = (table: Readonly<Record<string, boolean>>, isOpen: boolean): readonly string[] =>
  Object.keys(table).filter((name) => table[name] === isOpen);

/** The states of referrals that a unit is responsible for. */
export const openStates = namesOf(isOpenState, true);

/** The stages in which an application awaits no answer. */
export const endedStages = namesOf(isOpenStage, false);

export const actionsOn = {
  CITIZEN: ['SUPPLEMENT', 'WITHDRAW', 'RATE', 'APPEAL'],
  EVALUATOR: [
    'CLAIM',
    'REFER',
    'REFUSE',
    'HIDE_IDENTITY',
    'CORRECT',
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
