import * as fc from 'fast-check';
import { localDateOf } from '../../../../lib/kit/local-date.ts';
import type {
  AppealDocument,
  ReferralDocument,
  TimelineDocument,
} from '../../../../subgraphs/application/record/index.ts';
import { type Filter, meets } from './filters.ts';
import type { NaiveApplication, NaiveData, NaiveStep } from './rows.ts';
import { questionsOf } from './referral-steps.ts';
import { entity, field, type NaiveDimension, timeOf } from './dimensions.ts';
import { type Figure, inSummary, summary } from './statistics.ts';

/** Steps as statistics see them, computed from the documents of MongoDB. */

/** Kinds that are not counted: about who of a unit works on something, its notes, hidden applicants, and what is kept from units. */
const uncounted = [
  'TAKEN_OVER',
  'IDENTITY_HIDDEN',
  'ASSIGNED',
  'NOTE_ADDED',
  'REDACTED',
  'REPLY_WITHDRAWN',
  'ATTACHMENT_WITHHELD',
  'ATTACHMENT_RELEASED',
];

interface StepDocuments {
  readonly application: NaiveApplication;
  readonly entries: TimelineDocument['entries'];
  readonly referrals: readonly ReferralDocument[];
  readonly appeals: readonly AppealDocument[];
  readonly units: NaiveData['units'];
}

export function stepsOf(documents: StepDocuments): NaiveStep[] {
  const { application, entries, referrals, units } = documents;
  const questions = questionsOf(entries, referrals);
  const appeals = documents.appeals.toSorted((a, b) => Number(a.appealedAt) - Number(b.appealedAt));
  return entries
    .filter(({ event }) => !uncounted.includes(event))
    .filter(({ event, automaticReason }) => event !== 'FORWARDED' || automaticReason === undefined)
    .map(({ event, at, unitId }) => {
      const day = localDateOf(at);
      const question = event === 'CLARIFICATION_REQUESTED' ? questions.shift() : undefined;
      const decidedAt = event === 'APPEALED' ? appeals.shift()?.decidedAt : undefined;
      const until = question?.answeredOn ?? (decidedAt ? localDateOf(decidedAt) : null);
      return {
        application,
        kind: event,
        day,
        unit: unitId,
        unitKind: units.get(unitId ?? '')?.kind ?? null,
        daysToSettle: until === null ? null : (Date.parse(until) - Date.parse(day)) / 86_400_000,
      };
    });
}

export const stepDimensions: Readonly<Record<string, NaiveDimension<NaiveStep>>> = {
  KIND: field('kind', ({ kind }) => kind),
  TYPE: field('type', ({ application }) => application.type),
  TOPIC: entity('topic', 'id', ({ application }) => application.topic),
  PROVINCE: entity('province', 'code', ({ application }) => application.province),
  DISTRICT: entity('district', 'code', ({ application }) => application.district),
  UNIT: entity('unit', 'id', ({ unit }) => unit),
  UNIT_KIND: field('unitKind', ({ unitKind }) => unitKind),
  ...timeOf<NaiveStep>(({ day }) => day),
};

export const stepFigures: Readonly<Record<string, Figure<NaiveStep>>> = {
  count: (rows) => rows.length,
  applications: (rows) => new Set(rows.map(({ application }) => application.id)).size,
  settled: (rows) => rows.filter(({ daysToSettle }) => daysToSettle !== null).length,
  [`daysToSettle ${inSummary}`]: summary(({ daysToSettle }) => daysToSettle),
};

interface StepFilter {
  readonly application?: Filter;
  readonly kinds?: readonly string[];
  readonly unitKinds?: readonly string[];
  readonly units?: { readonly ids: readonly string[]; readonly withSubunits: boolean };
  readonly on?: { readonly from?: string; readonly to?: string };
  readonly not?: StepFilter;
}

export function stepMeets(step: NaiveStep, filter: StepFilter, data: NaiveData): boolean {
  const { application, kinds, unitKinds, units, on, not } = filter;
  const { unit } = step;
  const chain = unit === null ? [] : units?.withSubunits ? data.above(unit) : [unit];
  return (
    (application === undefined || meets(step.application, application, data)) &&
    (kinds === undefined || kinds.includes(step.kind)) &&
    (unitKinds === undefined || unitKinds.includes(step.unitKind ?? '')) &&
    (units === undefined || chain.some((id) => units.ids.includes(id))) &&
    (on?.from === undefined || step.day >= on.from) &&
    (on?.to === undefined || step.day <= on.to) &&
    (not === undefined || !stepMeets(step, not, data))
  );
}

/** Random filters of steps. */
export function stepFilters(data: NaiveData, applications: fc.Arbitrary<Filter>) {
  const { steps } = data;
  const some = (values: readonly (string | null)[]) =>
    fc.subarray(
      [...new Set(values)].filter((value) => value !== null),
      { minLength: 1, maxLength: 4 },
    );
  const days = fc.constantFrom(...new Set(steps.map(({ day }) => day)));
  const fields = fc.record<StepFilter>(
    {
      application: applications,
      kinds: some(steps.map(({ kind }) => kind)),
      unitKinds: some(steps.map(({ unitKind }) => unitKind)),
      units: fc.record({
        ids: some(steps.flatMap(({ unit }) => (unit === null ? [] : data.above(unit)))),
        withSubunits: fc.boolean(),
      }),
      on: fc.tuple(days, days).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
    },
    { requiredKeys: [] },
  );
  const several = fields.filter((given) => Object.keys(given).length > 0);
  return fc.oneof(
    { weight: 3, arbitrary: several },
    { weight: 1, arbitrary: several.map((not): StepFilter => ({ not })) },
  );
}
