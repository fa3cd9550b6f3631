import { addDays, type LocalDate, localDateOf } from '../../lib/kit/local-date.ts';
import { scopeOf } from '../../lib/kit/unit-lineage.ts';
import {
  type BusinessCalendar,
  createBusinessCalendar,
} from '../../subgraphs/application/calendar/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { UnitGroups } from './expressions.ts';

/** What questions name: days, units, and how units lie above each other. */
export interface Scene {
  /** How many applications are asked about. */
  readonly applications: number;
  readonly today: LocalDate;
  /** The last day that is within five business days from today on. */
  readonly dueBy: LocalDate;
  /** 90 days, up to the last one on which an application was filed. */
  readonly days: { readonly from: LocalDate; readonly to: LocalDate };
  /** The governorship with most to do. */
  readonly governorship: string;
  /** The nearest ministry at or above each unit. */
  readonly ministries: UnitGroups;
  /** For the units within the governorship: the unit directly below it, or itself. */
  readonly withinGovernorship: UnitGroups;
}

const dueWithin = 5;
const daysOfPersons = 90;

interface Found {
  applications: number;
  units: readonly UnitRecord[];
  lastFiledAt: Date;
  governorship: string;
}

export function sceneOf({ applications, units, lastFiledAt, governorship }: Found): Scene {
  const byId = new Map(units.map((unit) => [unit._id, unit]));
  const today = localDateOf(new Date());
  const to = localDateOf(lastFiledAt);
  const ministries = new Map<string, string>();
  const withinGovernorship = new Map<string, string>();
  for (const { _id } of units) {
    const scope = scopeOf(_id, byId);
    const ministry = scope.find((id) => byId.get(id)?.kind === 'MINISTRY');
    if (ministry !== undefined) ministries.set(_id, ministry);
    const place = scope.indexOf(governorship);
    if (place >= 0) withinGovernorship.set(_id, scope[Math.max(0, place - 1)] ?? _id);
  }
  return {
    applications,
    today,
    dueBy: lastDayWithin(createBusinessCalendar(), today, dueWithin),
    days: { from: addDays(to, 1 - daysOfPersons), to },
    governorship,
    ministries,
    withinGovernorship,
  };
}

/** The last day until which there are at most as many business days, from the day after the first on. */
export function lastDayWithin(
  calendar: Pick<BusinessCalendar, 'isBusinessDay'>,
  from: LocalDate,
  businessDays: number,
): LocalDate {
  let day = from;
  for (let left = businessDays; ; day = addDays(day, 1)) {
    if (calendar.isBusinessDay(addDays(day, 1))) left -= 1;
    if (left < 0) return day;
  }
}
