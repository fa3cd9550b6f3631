import type { NaiveAppeal, NaiveApplication, NaiveData, NaiveReferral } from './rows.ts';
import type { NaiveQuestion } from './referral-steps.ts';

/** Figures about groups, computed one by one. */

export type Figure<Row> = (rows: readonly Row[], data: NaiveData) => unknown;

const count =
  <Row>(holds: (row: Row) => boolean): Figure<Row> =>
  (rows) =>
    rows.filter(holds).length;

const share =
  <Row>(holds: (row: Row) => boolean, whole: (row: Row) => boolean = () => true): Figure<Row> =>
  (rows) => {
    const all = rows.filter(whole).length;
    return all === 0 ? null : rows.filter(holds).length / all;
  };

const known = (values: readonly (number | null)[]) =>
  values.filter((value) => value !== null).toSorted((a, b) => a - b);

const average = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function percentile(sorted: readonly number[], part: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? 0;
  return low + (high - low) * (place - Math.floor(place));
}

export const summary =
  <Row>(of: (row: Row) => number | null): Figure<Row> =>
  (rows) => {
    const sorted = known(rows.map(of));
    return {
      count: sorted.length,
      average: average(sorted),
      median: percentile(sorted, 0.5),
      p90: percentile(sorted, 0.9),
      p99: percentile(sorted, 0.99),
    };
  };

const mean =
  <Row>(of: (row: Row) => number): Figure<Row> =>
  (rows) =>
    average(rows.map(of));

const sum =
  <Row>(of: (row: Row) => number): Figure<Row> =>
  (rows) =>
    rows.reduce((all, row) => all + of(row), 0);

interface Appealed {
  readonly appealsUpheld: number;
  readonly appealsDismissed: number;
}

/** Of those that were decided. */
function shareUpheld(rows: readonly Appealed[]): number | null {
  const upheld = rows.reduce((all, { appealsUpheld }) => all + appealsUpheld, 0);
  const dismissed = rows.reduce((all, { appealsDismissed }) => all + appealsDismissed, 0);
  return upheld + dismissed === 0 ? null : upheld / (upheld + dismissed);
}

function personsWith(rows: readonly NaiveApplication[], least: number): number {
  const persons = Map.groupBy(rows, ({ person }) => person);
  return [...persons.values()].filter(({ length }) => length >= least).length;
}

export function daysBetween(from: string, to: string): Figure<NaiveApplication> {
  return summary(({ steps }) => {
    const [began, ended] = [from, to].map((wanted) =>
      steps.find(({ kind }) =>
        wanted === 'APPEAL_DECIDED'
          ? ['APPEAL_UPHELD', 'APPEAL_DISMISSED'].includes(kind)
          : kind === wanted,
      ),
    );
    const days = began && ended ? (Date.parse(ended.day) - Date.parse(began.day)) / 86_400_000 : -1;
    return days < 0 ? null : days;
  });
}

function answeredWithin(days: number): Figure<NaiveApplication> {
  return (rows, { today }) => {
    const old = rows.filter(
      ({ filedOn }) => (Date.parse(today) - Date.parse(filedOn)) / 86_400_000 > days,
    );
    const soon = old.filter(({ daysToAnswer }) => daysToAnswer !== null && daysToAnswer <= days);
    return old.length === 0 ? null : soon.length / old.length;
  };
}

type Contested = Pick<NaiveReferral, 'contested'>;

/** How many objections are in one of some states. */
const objections =
  <Row extends Contested>(states = ['PENDING', 'UPHELD', 'DISMISSED']): Figure<Row> =>
  (rows) =>
    rows
      .flatMap(({ contested }) => contested)
      .filter(({ kind, state }) => kind === 'OBJECTION' && states.includes(state)).length;

const shareObjectionsUpheld = (rows: readonly Contested[], data: NaiveData) => {
  const decided = Number(objections(['UPHELD', 'DISMISSED'])(rows, data));
  return decided === 0 ? null : Number(objections(['UPHELD'])(rows, data)) / decided;
};

const isPending = ({ state }: NaiveAppeal) => state === 'PENDING';
const questions = (rows: readonly NaiveReferral[]) => rows.flatMap((row) => row.questions);

const daysFrom = (from: string | null | undefined, to: string | null | undefined) =>
  from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : null;

/** Of referrals that have both days, the latter not before the former. */
const daysOfReferral = (from: string, to: string): Figure<NaiveReferral> =>
  summary(({ days }) => {
    const between = daysFrom(days[from], days[to]);
    return between === null || between < 0 ? null : between;
  });

export const outcomes =
  'outcomes { granted partlyGranted refused grantedWithSecretsRemoved referredElsewhere informed }';

function byOutcome(rows: readonly { readonly outcome: string | null }[]) {
  const having = (wanted: string) => rows.filter(({ outcome }) => outcome === wanted).length;
  return {
    granted: having('GRANTED'),
    partlyGranted: having('PARTLY_GRANTED'),
    refused: having('REFUSED'),
    grantedWithSecretsRemoved: having('GRANTED_WITH_SECRETS_REMOVED'),
    referredElsewhere: having('REFERRED_ELSEWHERE'),
    informed: having('INFORMED'),
  };
}

const five = [1, 2, 3, 4, 5];
export const inSummary = '{ count average median p90 p99 }';

/** By what is selected. */
export const applicationFigures: Readonly<Record<string, Figure<NaiveApplication>>> = {
  count: count(() => true),
  open: count(({ open }) => open),
  answered: count(({ stage }) => stage === 'ANSWERED'),
  refused: count(({ stage }) => stage === 'NOT_PROCESSED'),
  withdrawn: count(({ stage }) => stage === 'WITHDRAWN'),
  overdue: count(({ overdue }) => overdue),
  shareOverdue: share(({ overdue }) => overdue),
  late: count(({ late }) => late),
  shareLate: share(({ late }) => late),
  savedByInterimReply: count(({ saved }) => saved),
  [`daysToAnswer ${inSummary}`]: summary(({ daysToAnswer }) => daysToAnswer),
  [`businessDaysToAnswer ${inSummary}`]: summary(
    ({ businessDaysToAnswer }) => businessDaysToAnswer,
  ),
  [`ageInDays ${inSummary}`]: summary(({ ageInDays }) => ageInDays),
  rated: count(({ rating }) => rating !== null),
  shareRated: share<NaiveApplication>(
    ({ rating }) => rating !== null,
    ({ stage }) => stage === 'ANSWERED',
  ),
  'rating { average distribution }': (rows) => ({
    average: average(known(rows.map(({ rating }) => rating))),
    distribution: five.map((score) => rows.filter(({ rating }) => rating === score).length),
  }),
  shareSolved: share<NaiveApplication>(
    ({ solved }) => solved === true,
    ({ solved }) => solved !== null,
  ),
  [outcomes]: byOutcome,
  extended: count(({ extended }) => extended),
  referralsPerApplication: mean(({ referrals }) => referrals.length),
  forwardsPerApplication: mean(({ forwards }) => forwards),
  returnsPerApplication: mean(({ returns }) => returns),
  clarificationsPerApplication: mean(({ clarifications }) => clarifications),
  interimRepliesPerApplication: mean(({ interimReplies }) => interimReplies),
  appealed: count(({ appeals }) => appeals > 0),
  appeals: (rows) => rows.reduce((sum, { appeals }) => sum + appeals, 0),
  appealsUpheld: (rows) => rows.reduce((sum, { appealsUpheld }) => sum + appealsUpheld, 0),
  objected: count(({ contested }) => contested.some(({ kind }) => kind === 'OBJECTION')),
  objections: objections(),
  objectionsUpheld: objections(['UPHELD']),
  objectionsDismissed: objections(['DISMISSED']),
  shareObjectionsUpheld,
  appealsDismissed: sum(({ appealsDismissed }) => appealsDismissed),
  shareAppealsUpheld: shareUpheld,
  shareSavedByInterimReply: share(({ saved }) => saved),
  applicants: (rows) => personsWith(rows, 1),
  repeatApplicants: (rows) => personsWith(rows, 2),
  'shareAnsweredWithin(days: 10)': answeredWithin(10),
  [`daysBetween(from: REFERRED, to: ACCEPTED) ${inSummary}`]: daysBetween('REFERRED', 'ACCEPTED'),
  [`daysBetween(from: FILED, to: REFUSED) ${inSummary}`]: daysBetween('FILED', 'REFUSED'),
  [`daysBetween(from: REFERRED, to: FORWARDED) ${inSummary}`]: daysBetween('REFERRED', 'FORWARDED'),
  [`daysBetween(from: CLARIFICATION_REQUESTED, to: SUPPLEMENTED) ${inSummary}`]: daysBetween(
    'CLARIFICATION_REQUESTED',
    'SUPPLEMENTED',
  ),
};

/** A referral has no date of its own. */
const isOverdue = ({ open, application }: NaiveReferral) => open && application.overdue;

export const referralFigures: Readonly<Record<string, Figure<NaiveReferral>>> = {
  count: count(() => true),
  applications: (rows) => new Set(rows.map(({ application }) => application.id)).size,
  open: count(({ open }) => open),
  overdue: count(isOverdue),
  shareOverdue: share(isOverdue),
  answered: count(({ state }) => state === 'ANSWERED'),
  returned: count(({ returned }) => returned),
  shareReturned: share(({ returned }) => returned),
  forwarded: count(({ forwarded }) => forwarded),
  wasForwarded: count(({ wasForwarded }) => wasForwarded),
  [`daysToFirstAction ${inSummary}`]: summary(({ daysToFirstAction }) => daysToFirstAction),
  [`daysToAnswer ${inSummary}`]: summary(({ daysToAnswer }) => daysToAnswer),
  [outcomes]: byOutcome,
  clarificationsPerReferral: mean(({ clarifications }) => clarifications),
  draftsRejectedPerReferral: mean(({ draftsRejected }) => draftsRejected),
  shareAskingForClarification: share(({ clarifications }) => clarifications > 0),
  appeals: (rows) => rows.reduce((sum, { appeals }) => sum + appeals, 0),
  appealsUpheld: sum(({ appealsUpheld }) => appealsUpheld),
  appealsDismissed: sum(({ appealsDismissed }) => appealsDismissed),
  shareAppealsUpheld: shareUpheld,
  shareForwarded: share(({ forwarded }) => forwarded),
  interimRepliesPerReferral: mean(({ interimReplies }) => interimReplies),
  [`daysToAccept ${inSummary}`]: summary(({ daysToAccept }) => daysToAccept),
  [`businessDaysToAnswer ${inSummary}`]: summary(
    ({ businessDaysToAnswer }) => businessDaysToAnswer,
  ),
  objections: objections(),
  objectionsUpheld: objections(['UPHELD']),
  objectionsDismissed: objections(['DISMISSED']),
  shareObjectionsUpheld,
  appealsPending: count(({ contested }) => contested.some(isPending)),
  appealsOverdue: (rows, { today }) =>
    rows.filter(({ contested }) => contested.some((one) => isPending(one) && one.dueOn < today))
      .length,
  [`daysToDecideAppeal ${inSummary}`]: (rows, data) =>
    summary(({ madeOn, decidedOn }: NaiveAppeal) => daysFrom(madeOn, decidedOn))(
      rows.flatMap(({ contested }) => contested),
      data,
    ),
  clarifications: (rows) => questions(rows).length,
  clarificationsAnswered: (rows) =>
    questions(rows).filter(({ answeredOn }) => answeredOn !== null).length,
  clarificationsUnanswered: (rows) =>
    questions(rows).filter(({ answeredOn, isOpen }) => answeredOn === null && !isOpen).length,
  [`daysToSupplement ${inSummary}`]: (rows, data) =>
    summary(({ askedOn, answeredOn }: NaiveQuestion) => daysFrom(askedOn, answeredOn))(
      questions(rows),
      data,
    ),
  ...Object.fromEntries(
    [
      ['REFERRED', 'ACCEPTED'],
      ['ACCEPTED', 'FINAL_REPLY_DRAFTED'],
      ['FINAL_REPLY_DRAFTED', 'REPLIED'],
      ['REPLY_DRAFTED', 'REPLIED'],
      ['REFERRED', 'CLOSED'],
      ['APPEALED', 'APPEAL_DECIDED'],
    ].map(([from = '', to = '']) => [
      `daysBetween(from: ${from}, to: ${to}) ${inSummary}`,
      daysOfReferral(from, to),
    ]),
  ),
};

/** Numbers that differ by less than what is lost in computing are the same. */
export function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(10));
  if (Array.isArray(value)) return value.map(rounded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)]));
}
