import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput, clientError } from '../../../../lib/kit/errors.ts';
import { localDateOf, type LocalDate } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import { inKnownYears } from '../../calendar/index.ts';
import {
  type ApplicationDocument,
  type Classification,
  classificationOf,
  clocksRunFrom,
  expectAlarmsFrom,
  interimReplyInTime,
  projectDates,
  withEarlier,
} from '../../record/index.ts';
import type { ApplicationType, PlaceInput } from '../../schema-types.ts';
import type { Desk } from '../desk.ts';
import { conflictDetails } from '../permitted-actions.ts';
import type { ApplicationAct } from './act.ts';
import { checkReason } from './lengths.ts';

interface Given {
  type?: ApplicationType | null | undefined;
  topicId?: string | null | undefined;
  place?: PlaceInput | null | undefined;
  reason: string;
}

interface Correction {
  /** The corrected parts. */
  parts: Partial<Classification>;
  reason: string;
}

const fields = {
  topicId: 'topicId',
  provinceCode: 'place.provinceCode',
  districtCode: 'place.districtCode',
} as const;

/** The centre corrects the type, the topic or the place with which an application was filed. */
export const correct: ApplicationAct<Given, Correction> = {
  check: (given) =>
    checkAll({ parts: () => partsOf(given), reason: () => checkReason(given.reason) }),

  async consult(outside, { application }, { parts }) {
    if (parts.topicId === undefined && parts.provinceCode === undefined) return;
    const { topicId, provinceCode, districtCode } = { ...application, ...parts };
    await outside.requireMatter({ topicId, provinceCode, districtCode }, fields);
  },

  perform(desk, { parts, reason }, viewer) {
    const { application, today } = desk;
    const before = classificationOf(application);
    const after = { ...before, ...parts };
    if (isSame(before, after)) {
      const message = say`The application has this type, topic and place already.`;
      throw clientError('CONFLICT', message, conflictDetails(desk, viewer, null));
    }
    Object.assign(application, after);
    for (const referral of desk.referrals) {
      if (referral.passedOn) referral.passedOn = withEarlier(referral.passedOn, before);
      else Object.assign(referral, { type: after.type, topicId: after.topicId });
    }
    if (after.type !== before.type) {
      application.interimRepliedOn = firstInTime(desk);
      dateAnew(desk);
      expectAlarmsFrom(application, today);
    }
    return { note: reason, correction: { before, after } };
  },
};

/** @throws `BAD_USER_INPUT` if nothing is to be corrected. */
function partsOf({ type, topicId, place }: Given): Correction['parts'] {
  const parts = {
    ...(type != null && { type }),
    ...(topicId != null && { topicId }),
    ...(place && { provinceCode: place.provinceCode, districtCode: place.districtCode ?? null }),
  };
  if (Object.keys(parts).length > 0) return parts;
  throw badInput('type', 'REQUIRED', say`Name the type, the topic or the place to correct.`);
}

const isSame = (one: Classification, other: Classification) =>
  one.type === other.type &&
  one.topicId === other.topicId &&
  one.provinceCode === other.provinceCode &&
  one.districtCode === other.districtCode;

const dateAnew = ({ application, referrals, calendar }: Desk) =>
  inKnownYears(() => projectDates(application, referrals, calendar()));

/** The day of the first interim reply since the clocks run that was in time for the present type of the application. */
function firstInTime(desk: Desk): LocalDate | null {
  const start = clocksRunFrom(desk.application);
  const days = desk.referrals
    .flatMap(({ replies }) => replies)
    .filter(({ kind, repliedAt }) => kind === 'INTERIM' && repliedAt >= start)
    .map(({ repliedAt }) => localDateOf(repliedAt))
    .toSorted();
  return days.reduce<LocalDate | null>(
    (interimRepliedOn, day) =>
      interimReplyInTime({ interimRepliedOn, statutoryDate: statutoryDateOn(day, desk) }, day),
    null,
  );
}

/** The statutory date as it would have been known on a day: later pauses and extensions did not count yet. */
function statutoryDateOn(day: LocalDate, { application, calendar }: Desk): LocalDate {
  const { pauses, extendedOn } = application;
  const then: ApplicationDocument = {
    ...application,
    pauses: pauses.filter(({ to }) => to <= day),
    extendedOn: extendedOn !== null && extendedOn <= day ? extendedOn : null,
  };
  inKnownYears(() => projectDates(then, [], calendar()));
  return then.statutoryDate;
}
