import * as fc from 'fast-check';
import type { Person } from '../../support/person.ts';
import type { NaiveData } from './naive/rows.ts';
import { groupOfUnit, type NaiveLevel } from './naive/units.ts';

/** Random questions for groups by a level of the tree. */

interface Asked {
  field: 'applicationStatistics' | 'referralStatistics';
  level: NaiveLevel;
  tree: 'NOW' | 'THEN';
  /** Of applications: the days on which they are asked for, instead of now. */
  onDays: readonly string[] | null;
}

const kinds = [
  'PRESIDENCY',
  'MINISTRY',
  'GENERAL_DIRECTORATE',
  'GOVERNORSHIP',
  'DISTRICT_GOVERNORSHIP',
  'DISTRICT_DIRECTORATE',
];

/** Units are closed, moved and take over in the data. */
export function levelQuestions({
  applications,
  above,
  tree,
  today,
}: NaiveData): fc.Arbitrary<Asked> {
  const used = [
    ...new Set(applications.flatMap(({ referrals }) => referrals.map(({ unit }) => unit))),
  ];
  const closed = tree.ids.filter((unit) => tree.formOn(unit, null)?.successorId != null);
  const known = [...new Set(used.flatMap((unit) => above(unit)))].toSorted();
  const filed = [...new Set(applications.map(({ filedOn }) => filedOn))].toSorted();
  const level: fc.Arbitrary<NaiveLevel> = fc.oneof(
    fc.subarray(kinds, { minLength: 1, maxLength: 3 }).map((wanted) => ({ kinds: wanted })),
    fc.nat(6).map((depth) => ({ depth })),
    fc.constantFrom(...known, ...closed).map((below) => ({ below })),
  );
  const days = fc.uniqueArray(fc.constantFrom(...filed.slice(-60), today), {
    minLength: 1,
    maxLength: 2,
  });
  return fc.record({
    field: fc.constantFrom('applicationStatistics', 'referralStatistics'),
    level,
    tree: fc.constantFrom('NOW', 'THEN'),
    onDays: fc.option(days),
  });
}

interface Row {
  /** The day by which the tree of then is looked up. */
  readonly day: string;
  readonly unit: string | null;
  readonly onDay: string | null;
}

function rowsOf({ field, onDays }: Asked, { applications }: NaiveData): Row[] {
  if (field === 'referralStatistics') {
    return applications.flatMap(({ referrals }) =>
      referrals.map(({ unit, referredOn }) => ({ unit, day: referredOn, onDay: null })),
    );
  }
  if (!onDays)
    return applications.map(({ unit, filedOn }) => ({ unit, day: filedOn, onDay: null }));
  return onDays.flatMap((onDay) =>
    applications
      .filter(({ filedOn }) => filedOn <= onDay)
      .map(({ leadOn }) => ({ unit: leadOn(onDay), day: onDay, onDay })),
  );
}

/** What was answered, and what follows from the documents: the number of each group. */
export async function compareLevels(analyst: Person, asked: Asked, data: NaiveData) {
  const { field, level, tree } = asked;
  const onDays = field === 'applicationStatistics' ? asked.onDays : null;
  const argumentsOf = onDays ? ', onDays: $onDays' : '';
  const query = `query ($level: UnitLevel!, $tree: UnitTree!${onDays ? ', $onDays: [Date!]' : ''}) {
    ${field}(groupBy: [UNIT${onDays ? ', ON_DAY' : ''}], unitLevel: $level, tree: $tree, first: 10000${argumentsOf}) {
      groups { unit { id } ${onDays ? 'onDay' : ''} count } } }`;
  const { groups } = await analyst.do<{
    groups: { unit: { id: string } | null; onDay?: string; count: number }[];
  }>(query, { level, tree, ...(onDays && { onDays }) });
  const keyOf = (unit: string | null, onDay: string | null) => `${unit ?? 'none'} ${onDay ?? ''}`;
  const expected = Map.groupBy(rowsOf(asked, data), ({ unit, day, onDay }) =>
    keyOf(groupOfUnit(data.tree, unit, level, tree === 'NOW' ? null : day), onDay),
  );
  return {
    found: Object.fromEntries(
      groups.map(({ unit, onDay, count }) => [keyOf(unit?.id ?? null, onDay ?? null), count]),
    ),
    expected: Object.fromEntries([...expected].map(([key, { length }]) => [key, length])),
  };
}
