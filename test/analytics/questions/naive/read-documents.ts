import { addDays, localDateOf } from '../../../../lib/kit/local-date.ts';
import { createBusinessCalendar } from '../../../../subgraphs/application/calendar/index.ts';
import {
  type AppealDocument,
  type ApplicationDocument,
  isOpen,
  isOpenStage,
  type ReferralDocument,
  type TimelineDocument,
} from '../../../../subgraphs/application/record/index.ts';
import type { UnitRecord } from '../../../../subgraphs/institution-directory/units/index.ts';
import { type StoredChange, treeOf } from './unit-histories.ts';
import { scopeOf } from '../../../../lib/kit/unit-lineage.ts';
import type { TestGraph } from '../../../support/graph.ts';
import { daysOf, questionsOf } from './referral-steps.ts';
import type { NaiveAppeal, NaiveApplication, NaiveData, NaiveReferral } from './rows.ts';
import { stepsOf } from './steps.ts';
import { documentsOn } from './past-days.ts';

/** Applications and referrals as statistics see them, computed from the documents of MongoDB without the copy. */

const calendar = createBusinessCalendar();
const dayMs = 86_400_000;
const day = (at: Date | null | undefined) => (at ? localDateOf(at) : null);
const daysFrom = (from: string, to: string | null) =>
  to === null ? null : (Date.parse(to) - Date.parse(from)) / dayMs;

function businessDaysFrom(from: string, to: string | null): number | null {
  if (to === null) return null;
  let days = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) {
    if (calendar.isBusinessDay(at)) days += 1;
  }
  return days;
}

const firstActions = [
  'ACCEPTED',
  'REPLY_DRAFTED',
  'CLARIFICATION_REQUESTED',
  'FORWARDED',
  'RETURNED',
];

export async function readDocuments({ data }: TestGraph): Promise<NaiveData> {
  const database = data.database('application');
  const all = <Document extends object>(name: string) =>
    database.collection<Document>(name).find({}).toArray();
  const referrals = await all<ReferralDocument>('referrals');
  const timelines = await all<TimelineDocument>('timelines');
  const appeals = await all<AppealDocument>('appeals');
  const unitList = await data
    .database('institution-directory')
    .collection<UnitRecord>('units')
    .find({})
    .toArray();
  const units = new Map(unitList.map((unit) => [unit._id, unit]));
  const today = localDateOf(new Date());
  const own = <Part extends { applicationId: { toHexString(): string } }>(
    parts: readonly Part[],
    id: string,
  ) => parts.filter((part) => part.applicationId.toHexString() === id);
  const documents = (await all<ApplicationDocument>('applications')).map((document): Documents => {
    const id = document._id.toHexString();
    return {
      document,
      referrals: own(referrals, id),
      appeals: own(appeals, id),
      entries: timelines.find(({ _id }) => _id.toHexString() === id)?.entries ?? [],
      units,
      today,
    };
  });
  const applications = documents.map(applicationOf);
  const past = new Map<string, NaiveApplication[]>();
  const on = (onDay: string) => {
    const found = past.get(onDay) ?? documents.flatMap((each) => applicationOn(each, onDay));
    past.set(onDay, found);
    return found;
  };
  const changes = await data
    .database('institution-directory')
    .collection<StoredChange>('directory_changes')
    .find({ state: 'DONE' })
    .toArray();
  return {
    applications,
    steps: applications.flatMap((application, index) => {
      const of = documents[index];
      return of ? stepsOf({ ...of, application }) : [];
    }),
    units,
    tree: treeOf(units, changes),
    today,
    on,
    above: (unit) => scopeOf(unit, units),
  };
}

/** As it was at the end of a day: what its history tells. Everything else is as it is now. */
function applicationOn(documents: Documents, day: string): NaiveApplication[] {
  const then = documentsOn(documents, day);
  if (!then) return [];
  const now = applicationOf(documents);
  return [
    {
      ...applicationOf({ ...documents, ...then, today: day }),
      forwards: now.forwards,
      returns: now.returns,
      clarifications: now.clarifications,
      interimReplies: now.interimReplies,
      appeals: now.appeals,
      appealsUpheld: now.appealsUpheld,
      appealsDismissed: now.appealsDismissed,
      referrals: now.referrals,
      steps: now.steps,
    },
  ];
}

interface Documents {
  document: ApplicationDocument;
  referrals: readonly ReferralDocument[];
  appeals: readonly AppealDocument[];
  entries: TimelineDocument['entries'];
  units: NaiveData['units'];
  today: string;
}

function applicationOf(documents: Documents): NaiveApplication {
  const { document, appeals, entries, units } = documents;
  const inOrder = document.referrals.flatMap(
    ({ id }) => documents.referrals.find(({ _id }) => _id.equals(id)) ?? [],
  );
  const isAnyOpen = inOrder.some(isOpen);
  const responsible = inOrder.filter((referral) =>
    isAnyOpen ? isOpen(referral) : referral.state === 'ANSWERED',
  );
  const lead = responsible[0];
  const counted = (kind: string) => entries.filter(({ event }) => event === kind).length;
  const application: NaiveApplication = {
    id: document.publicId,
    bits: Buffer.from(document.publicId.slice(4), 'base64url').toString('hex'),
    person: document.citizenId,
    type: document.type,
    topic: document.topicId,
    province: document.provinceCode,
    district: document.districtCode,
    stage: document.stage,
    channel: document.answerChannel,
    unit: lead?.unitId ?? null,
    unitKind: units.get(lead?.unitId ?? '')?.kind ?? null,
    ...timesOf(documents),
    outcome: isAnyOpen
      ? outcomeOfUnit(lead?.unitId, inOrder)
      : (finalReply(answerNow(lead, inOrder, appeals))?.outcome ?? null),
    refusalReason: document.refusalReason,
    extended: counted('EXTENDED') > 0,
    extendedBefore: counted('EXTENDED') > 0 && document.extendedOn === null,
    forwards: entries.filter(isForwardedByUnit).length,
    returns: counted('RETURNED'),
    clarifications: counted('CLARIFICATION_REQUESTED'),
    interimReplies: counted('INTERIM_REPLIED'),
    appeals: appeals.length,
    appealsUpheld: appeals.filter(({ state }) => state === 'UPHELD').length,
    appealsDismissed: appeals.filter(({ state }) => state === 'DISMISSED').length,
    contested: appeals.map(appealOf),
    referrals: [],
    leadOn: (at) => leadOn(inOrder, at),
    steps: entries
      .filter((entry) => entry.event !== 'FORWARDED' || isForwardedByUnit(entry))
      .map(({ event, at }) => ({ kind: event, day: localDateOf(at) })),
  };
  for (const referral of inOrder) {
    application.referrals.push(referralOf(referral, application, documents, responsible));
  }
  return application;
}

/** The first unit that had an application at the end of a day or, if none had it, the first that had answered it. */
function leadOn(referrals: readonly ReferralDocument[], at: string): string | null {
  const had = referrals.find(
    ({ referredAt, closedAt }) =>
      localDateOf(referredAt) <= at && (closedAt === null || localDateOf(closedAt) > at),
  );
  const answered = referrals.find((referral) => {
    const answer = day(finalReply(referral)?.repliedAt);
    return answer !== null && answer <= at;
  });
  return (had ?? answered)?.unitId ?? null;
}

/** The days of an application, what follows from them, and its rating. */
function timesOf({ document, entries, today }: Documents) {
  const open = isOpenStage(document.stage);
  const filedOn = localDateOf(document.filedAt);
  const answeredOn = document.stage === 'ANSWERED' ? day(document.answeredAt) : null;
  const { interimRepliedOn, statutoryDate: dueOn, awaitingCitizenSince } = document;
  const met =
    document.type !== 'INFORMATION_REQUEST' &&
    interimRepliedOn !== null &&
    interimRepliedOn <= dueOn;
  const clock = awaitingCitizenSince ?? today;
  const isPast = open ? clock > dueOn && today > dueOn : answeredOn !== null && answeredOn > dueOn;
  const isRated =
    document.rating && document.answeredAt && document.rating.ratedAt >= document.answeredAt;
  const rating = isRated ? document.rating : null;
  const firstAnswer = document.earlierAnswers?.[0]?.answeredAt ?? document.answeredAt;
  const daysToAnswer = daysFrom(filedOn, day(firstAnswer));
  const before = document.earlierAnswers ?? [];
  const late = (isPast && !met) || before.some(({ overdue }) => overdue);
  const wasPast = before.some(
    ({ answeredAt, statutoryDate }) => localDateOf(answeredAt) > statutoryDate,
  );
  const isPaused = awaitingCitizenSince !== null && awaitingCitizenSince <= dueOn;
  const mayBeOverdue = open && !met && !isPaused;
  return {
    filedOn,
    filedHour: Number(
      document.filedAt.toLocaleString('en-GB', { hour: '2-digit', timeZone: 'Europe/Istanbul' }),
    ),
    answeredOn,
    firstAnsweredOn: day(firstAnswer),
    closedOn: open ? null : (answeredOn ?? day(lastOf(entries, ['REFUSED', 'WITHDRAWN']))),
    dueOn,
    targetOn: document.targetDate,
    overdueFrom: mayBeOverdue ? addDays(dueOn, 1) : null,
    dueIn: mayBeOverdue && dueOn >= today ? businessDaysFrom(today, dueOn) : null,
    rating: rating?.score ?? null,
    solved: rating?.solved ?? null,
    open,
    overdue: open && isPast && !met,
    late,
    lateBefore: late && !isPast,
    saved: (isPast || wasPast) && !late,
    savedBefore: wasPast && !isPast && !late,
    daysToAnswer,
    businessDaysToAnswer:
      daysToAnswer === null ? null : businessDaysFrom(filedOn, addDays(filedOn, daysToAnswer)),
    ageInDays: open ? daysFrom(filedOn, today) : null,
  };
}

const lastOf = (entries: Documents['entries'], kinds: readonly string[]) =>
  entries.findLast(({ event }) => kinds.includes(event))?.at;

const finalReply = (referral: ReferralDocument | undefined) =>
  referral?.replies.findLast(({ kind }) => kind === 'FINAL');

/** Whether a unit has forwarded something, not the system because the unit was closed. */
const isForwardedByUnit = ({ event, automaticReason }: Documents['entries'][number]) =>
  event === 'FORWARDED' && automaticReason === undefined;

/** The last final reply that a unit has given, in whichever of its referrals. */
function outcomeOfUnit(unit: string | undefined, referrals: readonly ReferralDocument[]) {
  const replies = referrals
    .filter(({ unitId }) => unitId === unit)
    .flatMap(({ replies: all }) => all)
    .filter(({ kind }) => kind === 'FINAL')
    .toSorted((a, b) => a.repliedAt.getTime() - b.repliedAt.getTime());
  return replies.at(-1)?.outcome ?? null;
}

/** The referral with the answer that stands where this one has given an answer that was contested with success. */
function answerNow(
  referral: ReferralDocument | undefined,
  referrals: readonly ReferralDocument[],
  appeals: readonly AppealDocument[],
): ReferralDocument | undefined {
  const upheld = appeals.find(
    ({ referralId, state }) => state === 'UPHELD' && referral?._id.equals(referralId),
  );
  const decided = upheld?.decidedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const anew = referrals.find(
    ({ state, referredAt }) => state === 'ANSWERED' && referredAt.getTime() >= decided,
  );
  return anew ? answerNow(anew, referrals, appeals) : referral;
}

const appealOf = ({ kind, state, ...appeal }: AppealDocument): NaiveAppeal => ({
  kind,
  state,
  madeOn: localDateOf(appeal.appealedAt),
  dueOn: appeal.targetDate,
  decidedOn: day(appeal.decidedAt),
});

function referralOf(
  referral: ReferralDocument,
  application: NaiveApplication,
  { appeals, entries, referrals, units }: Documents,
  responsible: readonly ReferralDocument[],
): NaiveReferral {
  const steps = entries.filter(({ referralId }) => referralId?.equals(referral._id));
  const first = steps.find(
    (step) =>
      firstActions.includes(step.event) && (step.event !== 'FORWARDED' || isForwardedByUnit(step)),
  );
  const accepted = steps.find(({ event }) => event === 'ACCEPTED');
  const { forwardedFrom } = referral;
  const wasForwarded =
    forwardedFrom !== null &&
    entries.some((entry) => isForwardedByUnit(entry) && entry.referralId?.equals(forwardedFrom));
  const referredOn = localDateOf(referral.referredAt);
  const answeredOn = day(finalReply(referral)?.repliedAt);
  const own = appeals.filter(({ referralId }) => referralId.equals(referral._id));
  const counted = (kind: string) => steps.filter(({ event }) => event === kind).length;
  return {
    application,
    unit: referral.unitId,
    unitKind: units.get(referral.unitId)?.kind ?? null,
    state: referral.state,
    open: isOpen(referral),
    responsible: responsible.includes(referral),
    referredOn,
    answeredOn,
    closedOn: isOpen(referral) ? null : day(referral.closedAt),
    daysToAccept: daysFrom(referredOn, day(accepted?.at)),
    businessDaysToAnswer: businessDaysFrom(referredOn, answeredOn),
    daysToFirstAction: daysFrom(referredOn, day(first?.at)),
    daysToAnswer: daysFrom(referredOn, answeredOn),
    outcome: finalReply(referral)?.outcome ?? null,
    returned: counted('RETURNED') > 0,
    forwarded: steps.some(isForwardedByUnit),
    passedOn: steps.some(({ automaticReason }) => automaticReason !== undefined),
    wasForwarded,
    forwardedFrom: wasForwarded
      ? (referrals.find(({ _id }) => forwardedFrom?.equals(_id))?.unitId ?? null)
      : null,
    hasDraft: referral.state === 'AWAITING_APPROVAL',
    clarifications: counted('CLARIFICATION_REQUESTED'),
    questions: questionsOf(entries, referrals).filter(
      ({ askedBy }) => askedBy === referral._id.toHexString(),
    ),
    days: daysOf(referral, steps, own),
    draftsRejected: counted('REPLY_REJECTED'),
    interimReplies: counted('INTERIM_REPLIED'),
    appeals: own.length,
    appealsUpheld: own.filter(({ state }) => state === 'UPHELD').length,
    appealsDismissed: own.filter(({ state }) => state === 'DISMISSED').length,
    contested: own.map(appealOf),
  };
}
