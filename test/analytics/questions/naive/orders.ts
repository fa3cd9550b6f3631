import * as fc from 'fast-check';
import type { NaiveApplication } from './rows.ts';

interface Order {
  readonly by: string;
  readonly direction: 'ASC' | 'DESC';
}

const fields: Readonly<Record<string, (one: NaiveApplication) => string | number | null>> = {
  TYPE: ({ type }) => type,
  TOPIC: ({ topic }) => topic,
  STAGE: ({ stage }) => stage,
  OUTCOME: ({ outcome }) => outcome,
  REFUSAL_REASON: ({ refusalReason }) => refusalReason,
  PROVINCE: ({ province }) => province,
  DISTRICT: ({ district }) => district,
  UNIT: ({ unit }) => unit,
  UNIT_KIND: ({ unitKind }) => unitKind,
  CHANNEL: ({ channel }) => channel,
  FILED_ON: ({ filedOn }) => filedOn,
  ANSWERED_ON: ({ answeredOn }) => answeredOn,
  FIRST_ANSWERED_ON: ({ firstAnsweredOn }) => firstAnsweredOn,
  CLOSED_ON: ({ closedOn }) => closedOn,
  DUE_ON: ({ dueOn }) => dueOn,
  TARGET_ON: ({ targetOn }) => targetOn,
  OVERDUE_FROM: ({ overdueFrom }) => overdueFrom,
  DAYS_TO_ANSWER: ({ daysToAnswer }) => daysToAnswer,
  BUSINESS_DAYS_TO_ANSWER: ({ businessDaysToAnswer }) => businessDaysToAnswer,
  RATING: ({ rating }) => rating,
  SOLVED: ({ solved }) => (solved === null ? null : Number(solved)),
  REFERRALS: ({ referrals }) => referrals.length,
  FORWARDS: ({ forwards }) => forwards,
  RETURNS: ({ returns }) => returns,
  CLARIFICATIONS: ({ clarifications }) => clarifications,
  INTERIM_REPLIES: ({ interimReplies }) => interimReplies,
  APPEALS: ({ appeals }) => appeals,
  APPEALS_UPHELD: ({ appealsUpheld }) => appealsUpheld,
  OBJECTIONS: ({ contested }) => contested.filter(({ kind }) => kind === 'OBJECTION').length,
  OBJECTIONS_UPHELD: ({ contested }) =>
    contested.filter(({ kind, state }) => kind === 'OBJECTION' && state === 'UPHELD').length,
};

/** One to three different fields. */
export const orders: fc.Arbitrary<Order[]> = fc.uniqueArray(
  fc.record({
    by: fc.constantFrom(...Object.keys(fields)),
    direction: fc.constantFrom('ASC', 'DESC'),
  }),
  { minLength: 1, maxLength: 3, selector: ({ by }) => by },
);

/** Missing values come last in both directions; applications that agree are ordered by the bits of their ids. */
export const compareBy =
  (orderBy: readonly Order[]) =>
  (a: NaiveApplication, b: NaiveApplication): number => {
    for (const { by, direction } of orderBy) {
      const [left, right] = [fields[by]?.(a) ?? null, fields[by]?.(b) ?? null];
      if (left === right) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      return left < right === (direction === 'ASC') ? -1 : 1;
    }
    return a.bits < b.bits ? -1 : 1;
  };
