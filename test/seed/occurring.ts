import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { createConnection, type Schema } from 'mongoose';
import { eventModel } from '../../subgraphs/application/events/index.ts';
import {
  appealModel,
  applicationModel,
  attachmentModel,
  contentModel,
  referralModel,
  timelineModel,
} from '../../subgraphs/application/record/index.ts';
import { citizenModel } from '../../subgraphs/citizen/citizens/index.ts';

/** What occurs in demonstration data: the values of the API's enums, and the fields that are stored. */

/** Documents by the name of their collection. */
type Collections = Readonly<Record<string, readonly object[]>>;

/** The values found at each path, such as `referrals.replies.kind`; a field that is null or an empty list has none. */
export function valuesIn(collections: Collections): ReadonlyMap<string, ReadonlySet<unknown>> {
  const found = new Map<string, Set<unknown>>();
  const visit = (path: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(path, item);
    } else if (Object.getPrototypeOf(value) === Object.prototype) {
      for (const [name, inner] of Object.entries(value)) visit(`${path}.${name}`, inner);
    } else {
      const known = found.get(path) ?? new Set();
      // Of everything but strings and truth values, it is enough that there is one.
      known.add(['string', 'boolean'].includes(typeof value) ? value : 'something');
      found.set(path, known);
    }
  };
  for (const [name, documents] of Object.entries(collections)) {
    for (const document of documents) visit(name, document);
  }
  return found;
}

/** Where the values of each enum are stored. */
const places: Readonly<Record<string, string>> = {
  ActorRole: 'timelines.entries.actor',
  AnswerChannel: 'applications.answerChannel',
  AppealKind: 'appeals.kind',
  AppealState: 'appeals.state',
  ApplicationType: 'applications.type',
  AutomaticReason: 'timelines.entries.automaticReason',
  NotificationPreference: 'citizens.notificationPreference',
  ReferralState: 'referrals.state',
  RefusalReason: 'applications.refusalReason',
  ReplyKind: 'referrals.replies.kind',
  ReplyOutcome: 'referrals.replies.outcome',
  Stage: 'applications.stage',
  TimelineEvent: 'timelines.entries.event',
  UnitKind: 'units.kind',
  UnitStatus: 'units.status',
};

/** The others, which are no states or kinds of what is stored. */
const notStored: Readonly<Record<string, string>> = {
  AppealDecision: 'an argument: the state of the appeal has it',
  ApplicationAction: 'computed for each viewer',
  ApplicationDay: 'an argument',
  ApplicationDimension: 'an argument',
  ApplicationMeasure: 'an argument',
  ApplicationOrderField: 'an argument',
  AttachmentWarning: 'findings, most of them of files of office programs',
  AttachmentWithheld: 'computed; the reasons that are stored are asserted apart',
  DirectoryChangeKind: 'acts of administrators, which the seed never writes',
  DirectoryChangeState: 'acts of administrators, which the seed never writes',
  FigurePeriod: 'an argument',
  Locale: 'an argument',
  Milestone: 'an argument',
  NumberFigure: 'an argument',
  OpenReferralState: 'an argument',
  OwnApplicationsOrder: 'an argument',
  PreviousPeriod: 'an argument',
  PublishedDimension: 'an argument',
  PublishedPeriodUnit: 'an argument',
  QueueClaim: 'an argument',
  ReferralAction: 'computed for each viewer',
  ReferralDay: 'an argument',
  ReferralDimension: 'an argument',
  ReferralMeasure: 'an argument',
  ReferralMilestone: 'an argument',
  Role: 'of viewers',
  SortDirection: 'an argument',
  StepDimension: 'an argument',
  StepKind: 'those of `TimelineEvent` that are counted',
  StepMeasure: 'an argument',
  UnitSuggestionReason: 'computed',
  UnitTree: 'an argument',
};

/** The values of the API's enums that no document has, and the enums of which it is not known where they are stored. */
export function missingValues(found: ReturnType<typeof valuesIn>): string[] {
  const file = new URL('../../schema/api.graphql', import.meta.url);
  const types = Object.values(buildSchema(readFileSync(file, 'utf8')).getTypeMap());
  return types
    .filter(isEnumType)
    .filter(({ name }) => !name.startsWith('__') && !(name in notStored))
    .flatMap(({ name, ...type }) => {
      const place = places[name];
      if (place === undefined) return [`${name}: where?`];
      const values = type.astNode?.values?.map((value) => value.name.value) ?? [];
      return values
        .filter((value) => !found.get(place)?.has(value))
        .map((value) => `${name}.${value}`);
    });
}

/** Fields that demonstration data never have. */
const neverSeeded: ReadonlySet<string> = new Set([
  'attachments.place', // of uploads that belong to no application
  'attachments.cleaning', // while a process cleans it
  'attachments.cleaningFailures', // of those that could not be cleaned yet
  'events.position', // when a process has read it from the stream
  'referrals.redactions', // counted while a job may add the terms of subjects
  'events.hiddenIds', // of changes that nobody is shown, which the timeline does not have either
]);

/** The stored fields that no document has a value of. */
export function missingFields(found: ReturnType<typeof valuesIn>): string[] {
  const connection = createConnection();
  const models = [
    appealModel,
    applicationModel,
    attachmentModel,
    citizenModel,
    contentModel,
    eventModel,
    referralModel,
    timelineModel,
  ].map((modelOf) => modelOf(connection));
  return models
    .flatMap(({ collection, schema }) => fieldsOf(schema as Schema, collection.name))
    .filter((field) => !neverSeeded.has(field) && !hasValue(found, field));
}

/** The paths of the leaves of a schema. */
function fieldsOf(schema: Schema, prefix: string): string[] {
  return Object.entries(schema.paths).flatMap(([name, { schema: inner }]) =>
    inner ? fieldsOf(inner, `${prefix}.${name}`) : [`${prefix}.${name}`],
  );
}

/** Of a field without a form of its own, any part. A truth value has both, or it says nothing. */
function hasValue(found: ReturnType<typeof valuesIn>, field: string): boolean {
  const values = found.get(field);
  if (!values) return [...found.keys()].some((path) => path.startsWith(`${field}.`));
  return [...values].some((value) => typeof value === 'boolean') ? values.size === 2 : true;
}
