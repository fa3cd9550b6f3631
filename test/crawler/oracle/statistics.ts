import { anything, type Expected, list, nothing, object, value } from '../expected.ts';
import type { Asker, Case, FactsOfApplication, FactsOfEntry, FactsOfReferral } from '../facts.ts';
import type { ExpectedObjects } from './objects.ts';
import { pageFields } from './pages.ts';
import { unit } from './parts.ts';
import type { Sights } from './sights.ts';
import { dayOf, endedStages, openStates } from './tables.ts';

interface Known {
  readonly sights: Sights;
  readonly objects: ExpectedObjects;
}
type Args = Readonly<Record<string, unknown>>;
type Root = (known: Known, asker: Asker, args: Args) => Expected;

/** Questions about all applications are for analysts and the centre, who may know which there are and what they are. */
export const mayAskAboutAll = ({ role }: Asker): boolean =>
  role === 'EVALUATOR' || role === 'ANALYST';

/** A dimension: the field of a group, and what it is for an application or a referral. */
interface Dimension<Row> {
  readonly field: string;
  readonly of: (row: Row) => string | null;
  readonly shown?: (value: string) => Expected;
}

const place = (code: string) => object({ code: value(code) });
const thing = (id: string) => unit({ id });

const ofApplication = (pick: <Row>(of: Dimension<FactsOfApplication>) => Dimension<Row>) => ({
  TYPE: pick({ field: 'type', of: ({ type }) => type }),
  TOPIC: pick({ field: 'topic', of: ({ topic }) => topic.id, shown: thing }),
  PROVINCE: pick({ field: 'province', of: ({ province }) => province.code, shown: place }),
  DISTRICT: pick({
    field: 'district',
    of: ({ district }) => district?.code ?? null,
    shown: place,
  }),
});

const applicationDimensions: Readonly<Record<string, Dimension<FactsOfApplication>>> = {
  ...ofApplication((dimension) => dimension as never), // of the same rows
  STAGE: { field: 'stage', of: ({ stage }) => stage },
  REFUSAL_REASON: { field: 'refusalReason', of: ({ refusalReason }) => refusalReason },
  UNIT: {
    field: 'unit',
    of: ({ responsibleUnits }) => responsibleUnits[0]?.id ?? null,
    shown: thing,
  },
  CHANNEL: { field: 'channel', of: ({ answerChannel }) => answerChannel },
  DAY: { field: 'day', of: ({ filedAt }) => dayOf(filedAt) },
};

interface ReferralRow {
  readonly application: FactsOfApplication;
  readonly referral: FactsOfReferral;
}

const referralDimensions: Readonly<Record<string, Dimension<ReferralRow>>> = {
  ...(ofApplication(
    ({ of, ...dimension }) =>
      ({ ...dimension, of: ({ application }: ReferralRow) => of(application) }) as never, // of referrals
  ) as Readonly<Record<string, Dimension<ReferralRow>>>),
  UNIT: { field: 'unit', of: ({ referral }) => referral.unit.id, shown: thing },
  STATE: { field: 'state', of: ({ referral }) => referral.state },
  DAY: { field: 'day', of: ({ referral }) => dayOf(referral.referredAt) },
};

interface StepRow {
  readonly application: FactsOfApplication;
  readonly entry: FactsOfEntry;
}

const stepDimensions: Readonly<Record<string, Dimension<StepRow>>> = {
  ...(ofApplication(
    ({ of, ...dimension }) =>
      ({ ...dimension, of: ({ application }: StepRow) => of(application) }) as never, // of steps
  ) as Readonly<Record<string, Dimension<StepRow>>>),
  UNIT: { field: 'unit', of: ({ entry }) => entry.unit?.id ?? null, shown: thing },
  KIND: { field: 'kind', of: ({ entry }) => entry.event },
  DAY: { field: 'day', of: ({ entry }) => dayOf(entry.at) },
};

/** Kinds of entries that are not among those of `StepKind`. */
const uncounted: ReadonlySet<string> = new Set([
  'ASSIGNED',
  'ATTACHMENT_RELEASED',
  'ATTACHMENT_WITHHELD',
  'IDENTITY_HIDDEN',
  'NOTE_ADDED',
  'REDACTED',
  'REPLY_WITHDRAWN',
  'TAKEN_OVER',
]);
const isCounted = ({ event, automaticReason }: FactsOfEntry) =>
  !uncounted.has(event) && (event !== 'FORWARDED' || automaticReason === null);

/** What the conditions say that the crawler writes. */
function meets({ facts }: Case, filter: unknown): boolean {
  const { types, stages, provinceCodes, open, not } = (filter ?? {}) as Record<string, unknown>; // the generator writes it
  const isAmong = (values: unknown, one: string) => !Array.isArray(values) || values.includes(one);
  return (
    isAmong(types, facts.type) &&
    isAmong(stages, facts.stage) &&
    isAmong(provinceCodes, facts.province.code) &&
    (open === undefined || open === !endedStages.includes(facts.stage)) &&
    (not === undefined || !meets({ facts } as Case, not)) // the filter needs no more
  );
}

/** Groups of rows: the dimensions, and the figures that need no calculation. */
function statisticsOf<Row>(
  rows: readonly Row[],
  dimensions: Readonly<Record<string, Dimension<Row>>>,
  { groupBy }: Args,
  isOpen: (row: Row) => boolean,
): Expected {
  const names = groupBy as readonly string[]; // the generator writes this form
  const keyOf = (row: Row) => JSON.stringify(names.map((name) => dimensions[name]?.of(row)));
  const groupOf = (some: readonly Row[], of: readonly string[]): Expected => {
    const [row] = some;
    const fields = Object.entries(dimensions).map(([name, { field, of: read, shown = value }]) => {
      const found = row !== undefined && of.includes(name) ? read(row) : null;
      return [field, found === null ? nothing : shown(found)] as const;
    });
    return object({
      ...Object.fromEntries(fields),
      count: value(some.length),
      open: value(some.filter(isOpen).length),
    });
  };
  const groups = [...Map.groupBy(rows, keyOf).values()].map((some) => groupOf(some, names));
  return object({
    groups: list(groups, 'ANY'),
    groupCount: value(groups.length),
    total: groupOf(rows, []),
    totalCount: value(rows.length),
    asOf: anything,
  });
}

/** The fields of `Query` about all applications. */
export const rootsOfStatistics: Readonly<Record<string, Root>> = {
  applications({ sights, objects }, asker, args) {
    if (!mayAskAboutAll(asker)) return nothing;
    const found = sights.facts.cases.filter((one) => meets(one, args['filter']));
    const items = found.map((one) => objects.applicationFor(asker, one));
    const fields = pageFields(items, args, 'ANY');
    return object({ ...fields, totalCount: value(items.length), asOf: anything });
  },

  applicationStatistics({ sights }, asker, args) {
    if (!mayAskAboutAll(asker)) return nothing;
    const rows = sights.facts.cases
      .filter((one) => meets(one, args['filter']))
      .map(({ facts }) => facts);
    return statisticsOf(
      rows,
      applicationDimensions,
      args,
      ({ stage }) => !endedStages.includes(stage),
    );
  },

  referralStatistics({ sights }, asker, args) {
    if (!mayAskAboutAll(asker)) return nothing;
    const rows = sights.facts.cases.flatMap(({ facts: application }) =>
      application.referrals.map((referral) => ({ application, referral })),
    );
    return statisticsOf(rows, referralDimensions, args, ({ referral }) =>
      openStates.includes(referral.state),
    );
  },

  /** There are fewer than ten people, in a period that has not ended: nothing of them is published. */
  stepStatistics({ sights }, asker, args) {
    if (!mayAskAboutAll(asker)) return nothing;
    const rows = sights.facts.cases.flatMap(({ facts: application }) =>
      application.timeline.filter(isCounted).map((entry) => ({ application, entry })),
    );
    return statisticsOf(rows, stepDimensions, args, () => false);
  },

  publishedStatistics: () => object({ groups: list([]), groupCount: value(0), asOf: anything }),
};
