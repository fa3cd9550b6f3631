import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { type LocalDate, requireLocalDate } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { ApplicationType, ReferralState, UnitInboxFilter } from '../../schema-types.ts';
import { requireChoice } from '../../../../lib/kit/require-choice.ts';
import { requireSubject, openReferralStates } from '../../record/index.ts';

/** The filter of an inbox. An undefined field does not filter. */
export interface InboxFilter {
  states: readonly ReferralState[];
  types?: readonly ApplicationType[] | undefined;
  topicIds?: readonly string[] | undefined;
  overdue?: boolean | undefined;
  dueBefore?: LocalDate | undefined;
  /** Null matches unassigned referrals. */
  assignedTo?: string | null | undefined;
}

/** Maximum lengths of the lists. With more topics, their runs could not all be merged along the index. */
const limits = { states: 4, types: 7, topicIds: 10 } as const;

/** @throws `BAD_USER_INPUT` or `LIMIT_EXCEEDED` with the field. */
export function readInboxFilter(filter: UnitInboxFilter | null | undefined): InboxFilter {
  const { overdue, dueBefore } = filter ?? {};
  const checked = checkAll({
    states: () =>
      requireChoice(filter?.states, 'filter.states', limits.states) ?? openReferralStates,
    types: () => requireChoice(filter?.types, 'filter.types', limits.types),
    topicIds: () => requireChoice(filter?.topicIds, 'filter.topicIds', limits.topicIds),
    dueBefore: () =>
      dueBefore == null ? undefined : requireLocalDate(dueBefore, 'filter.dueBefore'),
    assignedTo: () => assigneeOf(filter),
  });
  return { ...checked, overdue: overdue ?? undefined };
}

function assigneeOf(filter: UnitInboxFilter | null | undefined): string | null | undefined {
  const { assignedTo, unassigned } = filter ?? {};
  if (assignedTo == null) return unassigned ? null : undefined;
  if (unassigned) {
    const message = say`A referral is assigned to somebody or to nobody.`;
    throw badInput('filter.unassigned', 'CONFLICT', message);
  }
  return requireSubject(assignedTo, 'filter.assignedTo');
}
