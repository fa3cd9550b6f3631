import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { endOfDay, requireLocalDate, startOfDay } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireApplicationNumber } from '../../numbers/index.ts';
import { type SearchedWords, searchedWords } from '../../record/index.ts';
import type { ClosedFilter } from '../../schema-types.ts';

/** The conditions of a list of what is closed. Null does not restrict. */
export interface ClosedConditions {
  /** The instant from which, and the one before which, it was closed. */
  from: Date | null;
  before: Date | null;
  words: SearchedWords | null;
  number: string | null;
}

/** @throws `BAD_USER_INPUT` with the field. */
export function readClosedFilter(filter: ClosedFilter | null | undefined): ClosedConditions {
  const { closedFrom, closedTo, subject, number: given } = filter ?? {};
  const { from, to, words, number } = checkAll({
    from: () => (closedFrom == null ? null : requireLocalDate(closedFrom, 'filter.closedFrom')),
    to: () => (closedTo == null ? null : requireLocalDate(closedTo, 'filter.closedTo')),
    words: () => (subject == null ? null : searchedWords(subject, 'filter.subject')),
    number: () => (given == null ? null : requireApplicationNumber(given, 'filter.number')),
  });
  if (from !== null && to !== null && to < from) {
    throw badInput('filter.closedTo', 'RANGE', say`closedTo must not be before closedFrom.`, {
      min: from,
    });
  }
  return {
    from: from === null ? null : startOfDay(from),
    before: to === null ? null : endOfDay(to),
    words,
    number,
  };
}
