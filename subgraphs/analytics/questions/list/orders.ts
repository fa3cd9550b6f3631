import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { ApplicationOrder, ApplicationOrderField } from '../../schema-types.ts';
import { application as a } from '../figures/facts-of-applications.ts';
import { sql, type Sql } from '../statement.ts';

/** The type of the values of a field, as DuckDB names it. */
type OrderType = 'VARCHAR' | 'BIGINT';

interface Key {
  readonly value: Sql;
  readonly type: OrderType;
}

const text = (value: Sql): Key => ({ value, type: 'VARCHAR' });
/** Days are compared by their texts, which have their order. */
const day = (value: Sql): Key => ({ value: sql`CAST(${value} AS VARCHAR)`, type: 'VARCHAR' });
const number = (value: Sql): Key => ({ value: sql`CAST(${value} AS BIGINT)`, type: 'BIGINT' });

/** The fields by which applications are ordered: each is one line. */
const keys: Readonly<Record<ApplicationOrderField, Key>> = {
  TYPE: text(a.type),
  TOPIC: text(a.topic),
  STAGE: text(a.stage),
  OUTCOME: text(a.outcome),
  REFUSAL_REASON: text(a.refusalReason),
  PROVINCE: text(a.province),
  DISTRICT: text(a.district),
  UNIT: number(a.unit),
  UNIT_KIND: text(a.unitKind),
  CHANNEL: text(a.channel),
  FILED_ON: day(a.filedOn),
  ANSWERED_ON: day(a.answeredOn),
  FIRST_ANSWERED_ON: day(a.firstAnsweredOn),
  CLOSED_ON: day(a.closedOn),
  DUE_ON: day(a.statutoryDate),
  TARGET_ON: day(a.targetDate),
  OVERDUE_FROM: day(a.overdueFrom),
  DAYS_TO_ANSWER: number(a.daysToAnswer),
  BUSINESS_DAYS_TO_ANSWER: number(a.businessDaysToAnswer),
  RATING: number(a.rating),
  SOLVED: number(a.solved),
  REFERRALS: number(a.referrals),
  FORWARDS: number(a.forwards),
  RETURNS: number(a.returns),
  CLARIFICATIONS: number(a.clarifications),
  INTERIM_REPLIES: number(a.interimReplies),
  APPEALS: number(a.appeals),
  APPEALS_UPHELD: number(a.appealsUpheld),
  OBJECTIONS: number(a.objections),
  OBJECTIONS_UPHELD: number(a.objectionsUpheld),
};

/** One part of the order of a list. */
export interface OrderKey extends Key {
  readonly isDescending: boolean;
}

const mostKeys = 8;
const latestFirst: ApplicationOrder = { by: 'FILED_ON', direction: 'DESC' };

/** @throws `BAD_USER_INPUT` for too many fields, or one twice. */
export function requireOrderBy(
  orderBy: readonly ApplicationOrder[] | null | undefined,
): readonly OrderKey[] {
  if (orderBy == null) return requireOrderBy([latestFirst]);
  if (orderBy.length < 1 || orderBy.length > mostKeys) {
    const message = say`orderBy must name 1 to ${mostKeys}.`;
    throw badInput('orderBy', 'RANGE', message, { min: 1, max: mostKeys });
  }
  const keyOf = ({ by, direction }: ApplicationOrder, index: number): OrderKey => {
    if (orderBy.findIndex((other) => other.by === by) < index) {
      throw badInput(`orderBy[${index}].by`, 'CONFLICT', say`${by} is named twice.`);
    }
    return { ...keys[by], isDescending: direction === 'DESC' };
  };
  return Object.values(
    checkAll(Object.fromEntries(orderBy.map((one, index) => [index, () => keyOf(one, index)]))),
  );
}
