import * as fc from 'fast-check';
import type { NaiveAppeal, NaiveApplication, NaiveData, NaiveReferral } from './rows.ts';

/** Random filters, and what they mean, written without regard to how the graph answers them. */

export type Filter = Record<string, unknown>;

type Holds<Item> = (item: Item, value: never, data: NaiveData) => boolean;

const among =
  <Item>(of: (item: Item) => string | null): Holds<Item> =>
  (item, values: readonly string[]) => {
    const value = of(item);
    return value !== null && values.includes(value);
  };

const between =
  <Item>(of: (item: Item) => string | number | null): Holds<Item> =>
  (item, range: { from?: string; to?: string; min?: number; max?: number }) => {
    const value = of(item);
    if (value === null) return false;
    const least = range.from ?? range.min;
    const most = range.to ?? range.max;
    return (least === undefined || value >= least) && (most === undefined || value <= most);
  };

const is =
  <Item>(of: (item: Item) => boolean | null): Holds<Item> =>
  (item, wanted: boolean) =>
    (of(item) === true) === wanted;

interface UnitsFilter {
  ids: readonly string[];
  withSubunits: boolean;
}

const within = (unit: string, { ids, withSubunits }: UnitsFilter, { above }: NaiveData) =>
  (withSubunits ? above(unit) : [unit]).some((each) => ids.includes(each));

const responsible = ({ referrals }: NaiveApplication) => referrals.filter((one) => one.responsible);

const isObjection = ({ kind }: NaiveAppeal) => kind === 'OBJECTION';

const ofApplications: Readonly<Record<string, Holds<NaiveApplication>>> = {
  types: among(({ type }) => type),
  topicIds: among(({ topic }) => topic),
  stages: among(({ stage }) => stage),
  outcomes: among(({ outcome }) => outcome),
  refusalReasons: among(({ refusalReason }) => refusalReason),
  provinceCodes: among(({ province }) => province),
  districtCodes: among(({ district }) => district),
  responsibleUnits: (item, filter: UnitsFilter, data) =>
    responsible(item).some(({ unit }) => within(unit, filter, data)),
  unitKinds: (item, kinds: readonly string[]) =>
    responsible(item).some(({ unitKind }) => unitKind !== null && kinds.includes(unitKind)),
  channels: among(({ channel }) => channel),
  filedOn: between(({ filedOn }) => filedOn),
  answeredOn: between(({ answeredOn }) => answeredOn),
  firstAnsweredOn: between(({ firstAnsweredOn }) => firstAnsweredOn),
  closedOn: between(({ closedOn }) => closedOn),
  dueOn: between(({ dueOn }) => dueOn),
  targetOn: between(({ targetOn }) => targetOn),
  open: is(({ open }) => open),
  overdue: is(({ overdue }) => overdue),
  late: is(({ late }) => late),
  savedByInterimReply: is(({ saved }) => saved),
  dueWithinBusinessDays: ({ dueIn }, most: number) => dueIn !== null && dueIn <= most,
  hasDraft: is(({ referrals }) => referrals.some(({ hasDraft }) => hasDraft)),
  daysToAnswer: between(({ daysToAnswer }) => daysToAnswer),
  businessDaysToAnswer: between(({ businessDaysToAnswer }) => businessDaysToAnswer),
  ageInDays: between(({ ageInDays }) => ageInDays),
  rating: between(({ rating }) => rating),
  solved: ({ solved }, wanted: boolean) => solved === wanted,
  extended: is(({ extended }) => extended),
  referrals: between(({ referrals }) => referrals.length),
  forwards: between(({ forwards }) => forwards),
  returns: between(({ returns }) => returns),
  clarifications: between(({ clarifications }) => clarifications),
  interimReplies: between(({ interimReplies }) => interimReplies),
  appeals: between(({ appeals }) => appeals),
  appealsUpheld: between(({ appealsUpheld }) => appealsUpheld),
  objections: between(({ contested }) => contested.filter(isObjection).length),
  objectionsUpheld: between(
    ({ contested }) => contested.filter((one) => isObjection(one) && one.state === 'UPHELD').length,
  ),
};

const ofReferrals: Readonly<Record<string, Holds<NaiveReferral>>> = {
  application: ({ application }, filter: Filter, data) => meets(application, filter, data),
  units: ({ unit }, filter: UnitsFilter, data) => within(unit, filter, data),
  unitKinds: among(({ unitKind }) => unitKind),
  states: among(({ state }) => state),
  outcomes: among(({ outcome }) => outcome),
  referredOn: between(({ referredOn }) => referredOn),
  answeredOn: between(({ answeredOn }) => answeredOn),
  closedOn: between(({ closedOn }) => closedOn),
  open: is(({ open }) => open),
  overdue: is(({ open, application }) => open && application.overdue),
  returned: is(({ returned }) => returned),
  forwarded: is(({ forwarded }) => forwarded),
  wasForwarded: is(({ wasForwarded }) => wasForwarded),
  forwardedFrom: ({ forwardedFrom }, filter: UnitsFilter, data) =>
    forwardedFrom !== null && within(forwardedFrom, filter, data),
  hasDraft: is(({ hasDraft }) => hasDraft),
  daysToFirstAction: between(({ daysToFirstAction }) => daysToFirstAction),
  daysToAnswer: between(({ daysToAnswer }) => daysToAnswer),
  draftsRejected: between(({ draftsRejected }) => draftsRejected),
  clarifications: between(({ clarifications }) => clarifications),
  appeals: between(({ appeals }) => appeals),
  appealKinds: ({ contested }, kinds: readonly string[]) =>
    contested.some(({ kind }) => kinds.includes(kind)),
  appealedOn: between(({ contested: [one] }) => one?.madeOn ?? null),
  appealDecidedOn: between(({ contested: [one] }) => one?.decidedOn ?? null),
  appealPending: is(({ contested: [one] }) => one?.state === 'PENDING'),
  appealOverdue: ({ contested: [one] }, wanted: boolean, { today }) =>
    (one?.state === 'PENDING' && one.dueOn < today) === wanted,
};

function holds<Item>(
  fields: Readonly<Record<string, Holds<Item>>>,
  item: Item,
  filter: Filter,
  data: NaiveData,
): boolean {
  const each = (part: unknown) => holds(fields, item, part as Filter, data); // filters hold filters
  return Object.entries(filter).every(([name, value]) => {
    if (name === 'and') return (value as Filter[]).every(each);
    if (name === 'or') return (value as Filter[]).some(each);
    if (name === 'not') return !each(value);
    const field = fields[name];
    if (!field) throw new Error(`no field is called ${name}`);
    return field(item, value as never, data); // made for this field
  });
}

export const meets = (item: NaiveApplication, filter: Filter, data: NaiveData): boolean =>
  holds(ofApplications, item, filter, data);

export const referralMeets = (item: NaiveReferral, filter: Filter, data: NaiveData): boolean =>
  holds(ofReferrals, item, filter, data);

/** Values that occur, so that filters find something. */
const some = (values: readonly (string | null)[]) => {
  const known = [...new Set(values)].filter((value) => value !== null).toSorted();
  return fc.subarray(known, { minLength: 1, maxLength: Math.min(4, known.length) });
};

/** One or both ends, in order. */
function range(names: readonly [string, string], ends: fc.Arbitrary<string | number>) {
  const [least, most] = names;
  return fc
    .tuple(ends, ends, fc.constantFrom('least', 'most', 'both'))
    .map(([a, b, which]): Record<string, string | number> => ({
      ...(which !== 'most' && { [least]: a < b ? a : b }),
      ...(which !== 'least' && { [most]: a < b ? b : a }),
    }));
}

const numbers = (most: number) => range(['min', 'max'], fc.nat(most));

function days(values: readonly (string | null)[]) {
  const known = [...new Set(values)].filter((value) => value !== null).toSorted();
  return range(['from', 'to'], fc.constantFrom(...known));
}

function unitsFilter({ applications, above }: NaiveData) {
  const used = applications.flatMap(({ referrals }) => referrals.map(({ unit }) => unit));
  return fc.record({
    ids: some([...used, ...used.flatMap((unit) => above(unit))]),
    withSubunits: fc.boolean(),
  });
}

/** Values of each condition. */
export function singleApplicationFilters(data: NaiveData): Record<string, fc.Arbitrary<unknown>> {
  const { applications } = data;
  const all = <Name extends keyof NaiveApplication>(name: Name) =>
    applications.map((one) => one[name]);
  return {
    types: some(all('type')),
    topicIds: some(all('topic')),
    stages: some(all('stage')),
    outcomes: some(all('outcome')),
    refusalReasons: fc.constant(['NO_CONCRETE_FACT', 'NOT_UNDERSTANDABLE']),
    provinceCodes: some(all('province')),
    districtCodes: some(all('district')),
    responsibleUnits: unitsFilter(data),
    unitKinds: some(all('unitKind')),
    channels: some(all('channel')),
    filedOn: days(all('filedOn')),
    answeredOn: days(all('answeredOn')),
    firstAnsweredOn: days(all('firstAnsweredOn')),
    closedOn: days(all('closedOn')),
    dueOn: days(all('dueOn')),
    targetOn: days(all('targetOn')),
    open: fc.boolean(),
    overdue: fc.boolean(),
    late: fc.boolean(),
    savedByInterimReply: fc.boolean(),
    dueWithinBusinessDays: fc.nat(25),
    hasDraft: fc.boolean(),
    daysToAnswer: numbers(40),
    businessDaysToAnswer: numbers(30),
    ageInDays: numbers(60),
    rating: range(['min', 'max'], fc.integer({ min: 1, max: 5 })),
    solved: fc.boolean(),
    extended: fc.boolean(),
    referrals: numbers(3),
    forwards: numbers(2),
    returns: numbers(2),
    clarifications: numbers(2),
    interimReplies: numbers(2),
    appeals: numbers(2),
    appealsUpheld: numbers(1),
    objections: numbers(1),
    objectionsUpheld: numbers(1),
  };
}

export function singleReferralFilters(data: NaiveData): Record<string, fc.Arbitrary<unknown>> {
  const referrals = data.applications.flatMap((one) => one.referrals);
  const appeals = referrals.flatMap(({ contested }) => contested);
  return {
    application: applicationFilters(data),
    units: unitsFilter(data),
    unitKinds: some(referrals.map(({ unitKind }) => unitKind)),
    states: some(referrals.map(({ state }) => state)),
    outcomes: some(referrals.map(({ outcome }) => outcome)),
    referredOn: days(referrals.map(({ referredOn }) => referredOn)),
    answeredOn: days(referrals.map(({ answeredOn }) => answeredOn)),
    closedOn: days(referrals.map(({ closedOn }) => closedOn)),
    open: fc.boolean(),
    overdue: fc.boolean(),
    returned: fc.boolean(),
    forwarded: fc.boolean(),
    wasForwarded: fc.boolean(),
    forwardedFrom: unitsFilter(data),
    hasDraft: fc.boolean(),
    daysToFirstAction: numbers(10),
    daysToAnswer: numbers(30),
    draftsRejected: numbers(1),
    clarifications: numbers(1),
    appeals: numbers(1),
    appealKinds: some(['APPEAL', 'OBJECTION']),
    appealedOn: days(appeals.map(({ madeOn }) => madeOn)),
    appealDecidedOn: days(appeals.map(({ decidedOn }) => decidedOn)),
    appealPending: fc.boolean(),
    appealOverdue: fc.boolean(),
  };
}

function filters(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Filter> {
  const single = fc
    .constantFrom(...Object.entries(fields))
    .chain(([name, values]) => values.map((value): Filter => ({ [name]: value })));
  const several = fc
    .array(single, { minLength: 1, maxLength: 2 })
    .map((parts): Filter => Object.assign({}, ...parts) as Filter);
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 3, arbitrary: several },
      {
        weight: 1,
        arbitrary: fc
          .array(tie('filter'), { minLength: 1, maxLength: 3 })
          .map((and): Filter => ({ and })),
      },
      {
        weight: 2,
        arbitrary: fc
          .array(tie('filter'), { minLength: 1, maxLength: 3 })
          .map((or): Filter => ({ or })),
      },
      { weight: 1, arbitrary: tie('filter').map((not): Filter => ({ not })) },
    ),
  }));
  return filter.filter((each) => isPossible(each));
}

const isRange = (
  value: object,
): value is { from?: string; to?: string; min?: number; max?: number } =>
  ['from', 'to', 'min', 'max'].some((end) => end in value);

/** Whether no two ranges of a field that both have to hold exclude each other, which is refused. */
function isPossible(filter: Filter, ranges = new Map<string, object[]>(), within = ''): boolean {
  return Object.entries(filter).every(([name, value]) => {
    const field = `${within}${name}`;
    if (name === 'and')
      return (value as Filter[]).every((part) => isPossible(part, ranges, within));
    if (name === 'or') return (value as Filter[]).every((part) => isPossible(part));
    if (name === 'not') return isPossible(value as Filter);
    if (name === 'application') return isPossible(value as Filter, ranges, `${field}.`);
    if (value === null || typeof value !== 'object' || !isRange(value)) return true;
    const all = [...(ranges.get(field) ?? []), value];
    ranges.set(field, all);
    return all.every((one) => all.every((other) => isBefore(one, other)));
  });
}

/** Whether one range begins before, or as, the other ends. */
function isBefore(one: object, other: object): boolean {
  const { from, min }: { from?: string; min?: number } = one;
  const { to, max }: { to?: string; max?: number } = other;
  const [least, most] = [from ?? min, to ?? max];
  return least === undefined || most === undefined || least <= most;
}

export const applicationFilters = (data: NaiveData) => filters(singleApplicationFilters(data));

/** What may not be asked beside the hour of filing: places below a province, and what is of a day. */
const notBesideHour = [
  'districtCodes',
  'responsibleUnits',
  'answeredOn',
  'firstAnsweredOn',
  'closedOn',
  'dueOn',
  'targetOn',
  'overdue',
  'late',
  'savedByInterimReply',
  'dueWithinBusinessDays',
  'daysToAnswer',
  'businessDaysToAnswer',
  'ageInDays',
];

export function filtersBesideHour(data: NaiveData): fc.Arbitrary<Filter> {
  const all = Object.entries(singleApplicationFilters(data));
  const fields = Object.fromEntries(all.filter(([name]) => !notBesideHour.includes(name)));
  const months = days(data.applications.map(({ filedOn }) => filedOn)).map(({ from, to }) => ({
    ...(from !== undefined && { from: `${String(from).slice(0, 7)}-01` }),
    ...(to !== undefined && { to: lastOfMonth(String(to)) }),
  }));
  return filters({ ...fields, filedOn: months });
}

/** Filters that say the same of every day since the filing. */
export function filtersBesideDays(data: NaiveData): fc.Arbitrary<Filter> {
  const names = [
    'types',
    'topicIds',
    'provinceCodes',
    'channels',
    'rating',
    'solved',
    'referrals',
    'forwards',
  ];
  const all = Object.entries(singleApplicationFilters(data));
  return filters(Object.fromEntries(all.filter(([name]) => names.includes(name))));
}

const lastOfMonth = (day: string) => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};
export const referralFilters = (data: NaiveData) => filters(singleReferralFilters(data));
