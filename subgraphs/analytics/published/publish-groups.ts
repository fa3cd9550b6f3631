import { addDays, type LocalDate } from '../../../lib/kit/local-date.ts';
import type { PublishedGroup } from '../schema-types.ts';
import type { CellKeyOf, Counted, Perturbed } from './cell-keys.ts';
import type { CountedGroup } from './count-persons.ts';
import { type FixedDimension, fixedDimensionNames, fixedDimensions } from './dimensions.ts';
import { lastDayOf } from './periods.ts';
import { publishedNumber } from './perturbation.ts';
import type { Question } from './require-question.ts';
import { mostGroups, tooManyGroups } from './too-many-groups.ts';

const daysToAnswer = 30;

/** The exact numbers of a question, and what they are published with. */
interface Exact {
  readonly question: Question;
  readonly groups: readonly CountedGroup[];
  /** Everybody who meets the filter, by period. */
  readonly totals: readonly CountedGroup[];
  readonly cellKeyOf: CellKeyOf;
  /** The last closed day. */
  readonly lastDay: LocalDate;
}

/** The published groups: everything about a group is computed from the numbers in it and that of its total. */
export interface PublishedGroups {
  readonly groups: PublishedGroup[];
  /** Whether few people or none meet the filter in every period. */
  readonly isIsolating: boolean;
}

/**
 * Turns exact numbers into published ones: in periods in their order, in each the largest first, then by codes.
 * @throws `BAD_USER_INPUT` for more than 10,000 groups whose numbers are published.
 */
export function publishGroups(exact: Exact): PublishedGroups {
  const totals = new Map(exact.totals.map((total) => [total.from, published(exact, total)]));
  const groups = exact.groups
    .map((group) => groupOf(exact, group, totals.get(group.from)?.persons ?? 0))
    .filter(({ persons }) => persons > 0)
    .toSorted(inOrder);
  if (groups.length > mostGroups) throw tooManyGroups();
  const isIsolating = [...totals.values()].every(({ persons }) => persons === 0);
  return { groups, isIsolating };
}

interface Numbers {
  readonly persons: number;
  /** Null while the answer of somebody may still come in time. */
  readonly answeredWithin30Days: number | null;
}

function published(exact: Exact, { values, from, all, answered }: CountedGroup): Numbers {
  const period = { unit: exact.question.unit, from };
  const cellValues = { ...exact.question.fixed, ...values };
  const keyOf = (perturbed: Perturbed, { recordKeys }: CountedGroup['all']) =>
    exact.cellKeyOf({ perturbed, period, values: cellValues, recordKeys });
  const shared = keyOf('BOTH', all);
  const number = (counted: Counted, persons: CountedGroup['all']) =>
    publishedNumber(persons.persons, { shared, own: keyOf(counted, persons) });
  const isSettled = addDays(lastDayOf(period), daysToAnswer) <= exact.lastDay;
  return {
    persons: number('PERSONS', all),
    answeredWithin30Days: isSettled ? number('ANSWERED_WITHIN_30_DAYS', answered) : null,
  };
}

function groupOf(exact: Exact, group: CountedGroup, total: number): PublishedGroup {
  const { persons, answeredWithin30Days } = published(exact, group);
  const values = fixedDimensionNames.map((name) => valueOf(name, group));
  return {
    ...Object.assign({}, ...values),
    from: group.from,
    to: lastDayOf({ unit: exact.question.unit, from: group.from }),
    persons,
    share: shareOf(persons, total),
    answeredWithin30Days,
    shareAnsweredWithin30Days: answeredWithin30Days ? shareOf(answeredWithin30Days, persons) : null,
  };
}

const valueOf = (name: FixedDimension, { values }: CountedGroup): Partial<PublishedGroup> => {
  const value = values[name];
  return value === undefined ? {} : fixedDimensions[name].group(value);
};

/** Perturbed parts can be larger than the whole. */
const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.min(1, part / whole);

function inOrder(one: PublishedGroup, other: PublishedGroup): number {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1;
  if (one.persons !== other.persons) return other.persons - one.persons;
  return codesOf(one) < codesOf(other) ? -1 : 1;
}

const codesOf = ({ type, topic, province, district }: PublishedGroup): string =>
  [type, topic?.id, province?.code, district?.code].join('\0');
