import { localDateOf, localHourOf } from '../../../lib/kit/local-date.ts';
import {
  type AppealDocument,
  type ApplicationDocument,
  type Classification,
  classificationOf,
  isKnownEvent,
  isMetByInterimReply,
  overdueDayOf,
  ratingOf,
  type ReferralDocument,
  type TimelineEntryRecord,
} from '../record/index.ts';
import type {
  AppealFacts,
  AppealKind,
  ApplicationFacts,
  ReferralFacts,
  StepFacts,
  TimelineEvent,
} from '../schema-types.ts';
import { endingOf, isAutomatic } from './endings.ts';
import { finalReply, isResponsible, outcomeOf } from './outcome-of.ts';
import { dayOf, outcomesOnDays, replacedAnswers, waitingOn } from './past-days.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { stagesAfter } from './stages-after.ts';

type Entry = Omit<TimelineEntryRecord, 'officer' | 'note'>;

type Appeal = Pick<
  AppealDocument,
  'referralId' | 'kind' | 'state' | 'appealedAt' | 'targetDate' | 'decidedAt'
>;

/** The stored record of one application, without texts and names. */
export interface FactRecord {
  readonly application: Omit<ApplicationDocument, 'applicantHash' | 'attachments' | 'tracking'>;
  readonly referrals: readonly ReferralDocument[];
  readonly entries: readonly TimelineEntryRecord[];
  readonly appeals: readonly Appeal[];
}

/** The first actions of a unit on what was referred to it. */
const actions: readonly TimelineEvent[] = [
  'ACCEPTED',
  'REPLY_DRAFTED',
  'CLARIFICATION_REQUESTED',
  'FORWARDED',
  'RETURNED',
];

/** The facts of one application, computed from its stored record alone. */
export function factsOf(record: FactRecord, pseudonyms: Pseudonyms): ApplicationFacts {
  const { application, entries } = record;
  const { citizenId } = application;
  const rating = ratingOf(application);
  const referrals = inOrder(record);
  const stages = stagesAfter(entries);
  const filed = asFiled(record);
  const outcomeOn = outcomesOnDays(referrals, record.appeals);
  return {
    id: application.publicId,
    person: pseudonyms.personOf(citizenId),
    recordKey: pseudonyms.recordKeyOf(citizenId),
    type: application.type,
    topicId: application.topicId,
    provinceCode: application.provinceCode,
    districtCode: application.districtCode,
    filedType: filed.type,
    filedTopicId: filed.topicId,
    filedProvinceCode: filed.provinceCode,
    filedDistrictCode: filed.districtCode,
    stage: application.stage,
    channel: application.answerChannel,
    filedOn: localDateOf(application.filedAt),
    filedHour: localHourOf(application.filedAt),
    ...datesOf(record, stages),
    outcome: outcomeOf(referrals, record.appeals),
    refusalReason: application.refusalReason,
    rating: rating?.score ?? null,
    isSolved: rating?.solved ?? null,
    ratedOn: dayOf(rating?.ratedAt),
    earlierAnswers: replacedAnswers(application),
    clarifications: count(entries, 'CLARIFICATION_REQUESTED'),
    interimReplies: count(entries, 'INTERIM_REPLIED'),
    ...countAppeals(record.appeals),
    ...countObjections(record.appeals),
    referrals: referrals.map((referral) => referralFacts(referral, record)),
    steps: entries
      .map((entry, index) => ({
        ...stepFacts(entry, referrals, entries),
        stage: stages[index] ?? application.stage,
        outcome: outcomeOn(localDateOf(entry.at)),
        awaitingCitizenSince: waitingOn(application, localDateOf(entry.at)),
      }))
      .filter(({ kind }) => isKnownEvent(kind)),
  };
}

/** The classification before the first correction. */
const asFiled = ({ application, entries }: FactRecord): Classification =>
  entries.find(({ correction }) => correction)?.correction?.before ?? classificationOf(application);

function datesOf(
  { application, entries }: FactRecord,
  stages: readonly ApplicationFacts['stage'][],
) {
  const firstAnswer = entries.find(
    (entry, index) => stages[index] === 'ANSWERED' && endsMove(entry, entries[index + 1]),
  );
  const end = application.open
    ? null
    : (application.answeredAt ?? application.withdrawnAt ?? entries[endOf(stages)]?.at);
  return {
    targetDate: application.targetDate,
    statutoryDate: application.statutoryDate,
    answeredOn: dayOf(application.answeredAt),
    firstAnsweredOn: dayOf(firstAnswer?.at) ?? dayOf(application.answeredAt),
    ...earlierAnswers(application),
    closedOn: dayOf(end),
    interimRepliedOn: application.interimRepliedOn,
    isMetByInterimReply: isMetByInterimReply(application),
    extendedOn: firstExtensionOf(application),
    awaitingCitizenSince: application.awaitingCitizenSince,
    overdueFrom: application.open ? overdueDayOf(application) : null,
  };
}

/** The time for an answer that an upheld appeal has replaced may have been extended, and that for the next one not. */
const firstExtensionOf = ({ earlierAnswers = [], extendedOn }: FactRecord['application']) =>
  [...earlierAnswers.map((answer) => answer.extendedOn), extendedOn].find((on) => on !== null) ??
  null;

/** Of answers that upheld appeals have replaced, which had clocks of their own. */
function earlierAnswers({ earlierAnswers: answers = [] }: FactRecord['application']) {
  const late = answers.find(({ overdue }) => overdue);
  const saved = answers.find(
    ({ overdue, answeredAt, statutoryDate }) => !overdue && localDateOf(answeredAt) > statutoryDate,
  );
  return { lateAnswerOn: dayOf(late?.answeredAt), savedAnswerOn: dayOf(saved?.answeredAt) };
}

/**
 * A move that passes the last open referral on writes an entry for the old one and another for the new one, at one time:
 * between the two nothing is answered.
 */
const endsMove = ({ at }: Entry, next: Entry | undefined) => next?.at.getTime() !== at.getTime();

/** The index of the step with which the last stage began. */
const endOf = (stages: readonly string[]) =>
  stages.findLastIndex((stage) => stage !== stages.at(-1)) + 1;

/** In the order of the application, in which the first open one leads. */
function inOrder({ application, referrals }: FactRecord): readonly ReferralDocument[] {
  const byId = new Map(referrals.map((referral) => [referral._id.toHexString(), referral]));
  return application.referrals.flatMap(({ id }) => byId.get(id.toHexString()) ?? []);
}

function referralFacts(referral: ReferralDocument, record: FactRecord): ReferralFacts {
  const appeals = record.appeals.filter(({ referralId }) => referralId.equals(referral._id));
  const appeal = appeals.at(-1);
  const own = record.entries.filter(({ referralId }) => referralId?.equals(referral._id));
  const first = (...kinds: readonly TimelineEvent[]) =>
    dayOf(own.find((entry) => kinds.includes(entry.event) && !isAutomatic(entry))?.at);
  return {
    id: referral.publicId,
    unitId: referral.unitId,
    state: referral.state,
    isResponsible: isResponsible(referral, record.referrals),
    referredOn: localDateOf(referral.referredAt),
    firstActionOn: first(...actions),
    acceptedOn: first('ACCEPTED'),
    draftedOn: first('REPLY_DRAFTED'),
    finalDraftedOn: dayOf(finalDraft(own)?.at),
    answeredOn: dayOf(finalReply(referral)?.repliedAt),
    closedOn: dayOf(referral.closedAt),
    forwardedFromUnitId: forwardedBy(referral, record),
    hasDraft: referral.state === 'AWAITING_APPROVAL',
    draftsRejected: count(own, 'REPLY_REJECTED'),
    clarifications: count(own, 'CLARIFICATION_REQUESTED'),
    interimReplies: count(own, 'INTERIM_REPLIED'),
    outcome: finalReply(referral)?.outcome ?? null,
    ...countAppeals(appeals),
    appeal: appeal ? appealFacts(appeal) : null,
  };
}

/** The last draft before the final reply: what was approved. */
const finalDraft = (own: readonly Entry[]) =>
  own
    .slice(0, own.findLastIndex(({ event }) => event === 'REPLIED') + 1)
    .findLast(({ event }) => event === 'REPLY_DRAFTED');

function forwardedBy(
  { forwardedFrom }: ReferralDocument,
  { referrals, entries }: FactRecord,
): string | null {
  if (!forwardedFrom) return null;
  const forwarded = entries.find(
    ({ event, referralId }) => event === 'FORWARDED' && referralId?.equals(forwardedFrom),
  );
  if (forwarded && isAutomatic(forwarded)) return null;
  return referrals.find(({ _id }) => _id.equals(forwardedFrom))?.unitId ?? null;
}

function stepFacts(
  entry: Entry,
  referrals: readonly ReferralDocument[],
  entries: readonly Entry[],
): Omit<StepFacts, 'stage' | 'outcome' | 'awaitingCitizenSince'> {
  const { event, at, unitId, referralId } = entry;
  const referral = referralId ? referrals.findIndex(({ _id }) => _id.equals(referralId)) : -1;
  const ending = endingOf(entry, entries, referrals);
  return {
    kind: event,
    isAutomatic: isAutomatic(entry),
    day: localDateOf(at),
    hour: localHourOf(at),
    unitId,
    referral: referral === -1 ? null : referral,
    endedBy: ending?.by ?? null,
    endedOn: ending?.on ?? null,
  };
}

const count = (entries: readonly Entry[], kind: TimelineEvent) =>
  entries.filter(({ event }) => event === kind).length;

const countAppeals = (appeals: FactRecord['appeals']) => ({
  appeals: appeals.length,
  appealsUpheld: appeals.filter(({ state }) => state === 'UPHELD').length,
  appealsDismissed: appeals.filter(({ state }) => state === 'DISMISSED').length,
});

function countObjections(appeals: FactRecord['appeals']) {
  const objection: AppealKind = 'OBJECTION';
  const objections = countAppeals(appeals.filter(({ kind }) => kind === objection));
  return {
    objections: objections.appeals,
    objectionsUpheld: objections.appealsUpheld,
    objectionsDismissed: objections.appealsDismissed,
  };
}

const appealFacts = ({ kind, state, appealedAt, targetDate, decidedAt }: Appeal): AppealFacts => ({
  kind,
  state,
  appealedOn: localDateOf(appealedAt),
  // Absent from appeals of an earlier release until they were dated.
  targetDate: targetDate ?? null,
  decidedOn: dayOf(decidedAt),
});
