import type {
  ApplicationFacts,
  EarlierAnswerFacts,
  ReferralFacts,
  StepFacts,
} from '../peers/index.ts';
import { isOpenStage, isOpenState } from './open.ts';

/** The types of columns, as DuckDB names them. */
type ColumnType =
  | 'BOOLEAN'
  | 'DATE'
  | 'INTEGER'
  | 'UBIGINT'
  | 'UINTEGER'
  | 'USMALLINT'
  | 'UTINYINT'
  | 'UUID'
  | 'VARCHAR';

/** A value of a column: days as `YYYY-MM-DD`, ids of 128 bits as `bigint`. */
export type Value = string | number | bigint | boolean | null;

/** A column of a table, and where its values come from. */
export interface Column<Row> {
  readonly type: ColumnType;
  readonly of: (row: Row) => Value;
  /**
   * Whether no question may select it, filter or group by it, or export it: it stands for a person, or is what published
   * numbers are of. Only counts of distinct persons and published statistics read it.
   */
  readonly isSecret?: true;
}

type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/** A fact together with the application that it belongs to. */
interface Part<Fact> {
  /** The key of the application within the copy. */
  readonly app: number;
  readonly facts: ApplicationFacts;
  readonly fact: Fact;
  /** Its place among those of the application, from 0. */
  readonly place: number;
}

type ApplicationRow = Pick<Part<ApplicationFacts>, 'app' | 'facts'>;

const column = <Row>(type: ColumnType, of: (row: Row) => Value): Column<Row> => ({ type, of });
const secret = <Row>(
  type: ColumnType,
  of: (row: Row) => Value,
): Column<Row> & { readonly isSecret: true } => ({ type, of, isSecret: true });

const firstDay = (...kinds: readonly string[]) =>
  column<ApplicationRow>(
    'DATE',
    ({ facts }) => facts.steps.find((step) => kinds.some((kind) => isAct(step, kind)))?.day ?? null,
  );

/** One row for each application. */
export const applicationColumns = {
  app: column('INTEGER', ({ app }) => app),
  id: column('UUID', ({ facts }) => bitsOf(facts.id)),
  person: secret('UBIGINT', ({ facts }) => BigInt(`0x${facts.person}`)),
  record_key: secret('USMALLINT', ({ facts }) => facts.recordKey),
  // As it was filed. A correction must not move a person between published numbers, which questions could tell as well.
  filed_type: secret('VARCHAR', ({ facts }) => facts.filedType),
  filed_topic: secret('VARCHAR', ({ facts }) => facts.filedTopicId),
  filed_province: secret('VARCHAR', ({ facts }) => facts.filedProvinceCode),
  filed_district: secret('VARCHAR', ({ facts }) => facts.filedDistrictCode),
  type: column('VARCHAR', ({ facts }) => facts.type),
  topic: column('VARCHAR', ({ facts }) => facts.topicId),
  province: column('VARCHAR', ({ facts }) => facts.provinceCode),
  district: column('VARCHAR', ({ facts }) => facts.districtCode),
  stage: column('VARCHAR', ({ facts }) => facts.stage),
  is_open: column('BOOLEAN', ({ facts }) => isOpenStage(facts.stage)),
  /** Whether a draft of a referral awaits approval. */
  has_draft: column('BOOLEAN', ({ facts }) => facts.referrals.some(({ hasDraft }) => hasDraft)),
  channel: column('VARCHAR', ({ facts }) => facts.channel),
  /** The lead of the responsible units. */
  unit: column('UINTEGER', ({ facts }) =>
    unitOf(facts.referrals.find(({ isResponsible }) => isResponsible)?.unitId),
  ),
  filed_on: column('DATE', ({ facts }) => facts.filedOn),
  filed_hour: column('UTINYINT', ({ facts }) => facts.filedHour),
  target_date: column('DATE', ({ facts }) => facts.targetDate),
  statutory_date: column('DATE', ({ facts }) => facts.statutoryDate),
  answered_on: column('DATE', ({ facts }) => facts.answeredOn),
  first_answered_on: column('DATE', ({ facts }) => facts.firstAnsweredOn),
  // The days of answers that upheld appeals have replaced: past their statutory date, and met by an interim reply.
  late_answer_on: column('DATE', ({ facts }) => facts.lateAnswerOn),
  saved_answer_on: column('DATE', ({ facts }) => facts.savedAnswerOn),
  closed_on: column('DATE', ({ facts }) => facts.closedOn),
  interim_replied_on: column('DATE', ({ facts }) => facts.interimRepliedOn),
  met_by_interim_reply: column('BOOLEAN', ({ facts }) => facts.isMetByInterimReply),
  extended_on: column('DATE', ({ facts }) => facts.extendedOn),
  awaiting_citizen_since: column('DATE', ({ facts }) => facts.awaitingCitizenSince),
  overdue_from: column('DATE', ({ facts }) => facts.overdueFrom),
  outcome: column('VARCHAR', ({ facts }) => facts.outcome),
  refusal_reason: column('VARCHAR', ({ facts }) => facts.refusalReason),
  rating: column('UTINYINT', ({ facts }) => facts.rating),
  solved: column('BOOLEAN', ({ facts }) => facts.isSolved),
  rated_on: column('DATE', ({ facts }) => facts.ratedOn),
  referrals: column('USMALLINT', ({ facts }) => facts.referrals.length),
  forwards: column('USMALLINT', ({ facts }) => countOf(facts.steps, 'FORWARDED')),
  returns: column('USMALLINT', ({ facts }) => countOf(facts.steps, 'RETURNED')),
  clarifications: column('USMALLINT', ({ facts }) => facts.clarifications),
  interim_replies: column('USMALLINT', ({ facts }) => facts.interimReplies),
  appeals: column('USMALLINT', ({ facts }) => facts.appeals),
  appeals_upheld: column('USMALLINT', ({ facts }) => facts.appealsUpheld),
  appeals_dismissed: column('USMALLINT', ({ facts }) => facts.appealsDismissed),
  // Of the appeals, those by law 4982.
  objections: column('USMALLINT', ({ facts }) => facts.objections),
  objections_upheld: column('USMALLINT', ({ facts }) => facts.objectionsUpheld),
  objections_dismissed: column('USMALLINT', ({ facts }) => facts.objectionsDismissed),
  // The days of the first steps of some kinds: what lies between them is asked often.
  first_claimed: firstDay('CLAIMED'),
  first_referred: firstDay('REFERRED'),
  first_accepted: firstDay('ACCEPTED'),
  first_asked: firstDay('CLARIFICATION_REQUESTED'),
  first_supplemented: firstDay('SUPPLEMENTED'),
  first_drafted: firstDay('REPLY_DRAFTED'),
  first_interim_replied: firstDay('INTERIM_REPLIED'),
  first_replied: firstDay('REPLIED'),
  first_forwarded: firstDay('FORWARDED'),
  first_returned: firstDay('RETURNED'),
  first_extended: firstDay('EXTENDED'),
  first_rated: firstDay('RATED'),
  first_appealed: firstDay('APPEALED'),
  first_refused: firstDay('REFUSED'),
  first_withdrawn: firstDay('WITHDRAWN'),
  first_appeal_decided: firstDay('APPEAL_UPHELD', 'APPEAL_DISMISSED'),
} as const satisfies Columns<ApplicationRow>;

/** One row for each referral. */
export const referralColumns = {
  app: column('INTEGER', ({ app }) => app),
  /** The place among the referrals of its application, the lead first. */
  place: column('USMALLINT', ({ place }) => place),
  id: column('UUID', ({ fact }) => bitsOf(fact.id)),
  unit: column('UINTEGER', ({ fact }) => unitOf(fact.unitId)),
  state: column('VARCHAR', ({ fact }) => fact.state),
  is_open: column('BOOLEAN', ({ fact }) => isOpenState(fact.state)),
  responsible: column('BOOLEAN', ({ fact }) => fact.isResponsible),
  referred_on: column('DATE', ({ fact }) => fact.referredOn),
  first_action_on: column('DATE', ({ fact }) => fact.firstActionOn),
  accepted_on: column('DATE', ({ fact }) => fact.acceptedOn),
  drafted_on: column('DATE', ({ fact }) => fact.draftedOn),
  /** Of the draft that was approved as the final reply. */
  final_drafted_on: column('DATE', ({ fact }) => fact.finalDraftedOn),
  answered_on: column('DATE', ({ fact }) => fact.answeredOn),
  closed_on: column('DATE', ({ fact }) => fact.closedOn),
  forwarded_from: column('UINTEGER', ({ fact }) => unitOf(fact.forwardedFromUnitId)),
  forwarded: column('BOOLEAN', (row) => hasStep(row, 'FORWARDED')),
  /** Whether the unit has returned it, also if the centre has referred the application anew. */
  returned: column('BOOLEAN', (row) => hasStep(row, 'RETURNED')),
  has_draft: column('BOOLEAN', ({ fact }) => fact.hasDraft),
  drafts_rejected: column('USMALLINT', ({ fact }) => fact.draftsRejected),
  clarifications: column('USMALLINT', ({ fact }) => fact.clarifications),
  /** Those that the citizen has answered, and those that ended without an answer. */
  clarifications_answered: column('USMALLINT', (row) => endedQuestions(row).answered),
  clarifications_unanswered: column('USMALLINT', (row) => endedQuestions(row).unanswered),
  interim_replies: column('USMALLINT', ({ fact }) => fact.interimReplies),
  outcome: column('VARCHAR', ({ fact }) => fact.outcome),
  appeals: column('USMALLINT', ({ fact }) => fact.appeals),
  appeals_upheld: column('USMALLINT', ({ fact }) => fact.appealsUpheld),
  appeals_dismissed: column('USMALLINT', ({ fact }) => fact.appealsDismissed),
  // The workflow allows one appeal against an answer.
  appeal_kind: column('VARCHAR', ({ fact }) => fact.appeal?.kind ?? null),
  appeal_state: column('VARCHAR', ({ fact }) => fact.appeal?.state ?? null),
  appealed_on: column('DATE', ({ fact }) => fact.appeal?.appealedOn ?? null),
  appeal_due_on: column('DATE', ({ fact }) => fact.appeal?.targetDate ?? null),
  appeal_decided_on: column('DATE', ({ fact }) => fact.appeal?.decidedOn ?? null),
} as const satisfies Columns<Part<ReferralFacts>>;

/** Of the answer of a step's day, if an upheld appeal has replaced it since. */
const ofReplaced = (type: ColumnType, of: (answer: EarlierAnswerFacts) => Value) =>
  column<Part<StepFacts>>(type, ({ facts, fact }) => {
    const answer = facts.earlierAnswers.find(({ reopenedOn }) => reopenedOn > fact.day);
    return answer ? of(answer) : null;
  });

/** One row for each entry of a timeline. */
export const stepColumns = {
  app: column('INTEGER', ({ app }) => app),
  place: column('USMALLINT', ({ place }) => place),
  kind: column('VARCHAR', ({ fact }) => fact.kind),
  /** Whether the system did it. */
  automatic: column('BOOLEAN', ({ fact }) => fact.isAutomatic),
  day: column('DATE', ({ fact }) => fact.day),
  hour: column('UTINYINT', ({ fact }) => fact.hour),
  unit: column('UINTEGER', ({ fact }) => unitOf(fact.unitId)),
  /** The `place` of the referral. */
  referral: column('USMALLINT', ({ fact }) => fact.referral),
  /** The stage after it. */
  stage: column('VARCHAR', ({ fact }) => fact.stage),
  is_open: column('BOOLEAN', ({ fact }) => isOpenStage(fact.stage)),
  /**
   * The first day of a later step: what the application was after this one, it was until then. The next step is of an
   * earlier day where clocks differ; at the end of each day there is one step all the same, the last of them.
   */
  until: column('DATE', ({ facts, place }) => earliest(facts.steps.slice(place + 1))),
  /** The step that ended the waiting for an answer to a question or for the decision on an appeal, and when. */
  ended_by: column('VARCHAR', ({ fact }) => fact.endedBy),
  ended_on: column('DATE', ({ fact }) => fact.endedOn),
  /** The lead of the responsible units at the end of the day. */
  lead: column('UINTEGER', ({ facts, fact }) => unitOf(leadOn(facts.referrals, fact.day))),
  /** At the end of the day. */
  outcome: column('VARCHAR', ({ fact }) => fact.outcome),
  awaiting_citizen_since: column('DATE', ({ fact }) => fact.awaitingCitizenSince),
  // Nearly always null: what the answer of that day had, in place of what the present one has.
  replaced_on: ofReplaced('DATE', ({ reopenedOn }) => reopenedOn),
  replaced_answered_on: ofReplaced('DATE', ({ answeredOn }) => answeredOn),
  replaced_target_date: ofReplaced('DATE', ({ targetDate }) => targetDate),
  replaced_statutory_date: ofReplaced('DATE', ({ statutoryDate }) => statutoryDate),
  replaced_extended_on: ofReplaced('DATE', ({ extendedOn }) => extendedOn),
  replaced_met_on: ofReplaced('DATE', ({ metOn }) => metOn),
  replaced_rated_on: ofReplaced('DATE', ({ ratedOn }) => ratedOn),
  replaced_rating: ofReplaced('UTINYINT', ({ rating }) => rating),
  replaced_solved: ofReplaced('BOOLEAN', ({ isSolved }) => isSolved),
} as const satisfies Columns<Part<StepFacts>>;

/** The bits of a public id. */
export const bitsOf = (id: string): bigint =>
  BigInt(`0x${Buffer.from(id.slice(id.indexOf('_') + 1), 'base64url').toString('hex')}`);

/** Units have eight digits, the first not 0. */
export const unitOf = (id: string | null | undefined): number | null =>
  id == null ? null : Number(id);

/** The first unit that had it at the end of a day or, if none had, the first that had answered it. */
function leadOn(referrals: readonly ReferralFacts[], day: string): string | undefined {
  const open = referrals.find(
    ({ referredOn, closedOn }) => referredOn <= day && (closedOn === null || closedOn > day),
  );
  const lead = open ?? referrals.find(({ answeredOn }) => answeredOn !== null && answeredOn <= day);
  return lead?.unitId;
}

const earliest = (steps: readonly StepFacts[]): string | null =>
  steps.reduce<string | null>(
    (day, step) => (day === null || step.day < day ? step.day : day),
    null,
  );

const countOf = (steps: readonly StepFacts[], kind: string) =>
  steps.filter((step) => isAct(step, kind)).length;

const hasStep = ({ facts, place }: Part<ReferralFacts>, kind: string) =>
  facts.steps.some((step) => step.referral === place && isAct(step, kind));

function endedQuestions({ facts, place }: Part<ReferralFacts>) {
  const ends = facts.steps.flatMap(({ kind, referral, endedBy }) =>
    kind === 'CLARIFICATION_REQUESTED' && referral === place && endedBy !== null ? [endedBy] : [],
  );
  const answered = ends.filter((end) => end === 'SUPPLEMENTED').length;
  return { answered, unanswered: ends.length - answered };
}

/** A step of the system because a unit was closed is not counted as an act of the unit. */
const isAct = (step: StepFacts, kind: string) => step.kind === kind && !step.isAutomatic;
