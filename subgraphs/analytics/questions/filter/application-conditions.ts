import type { ApplicationFilter } from '../../schema-types.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { application as a } from '../figures/facts-of-applications.ts';
import { inUnits, ofKinds } from '../figures/unit-tree.ts';
import { type Sql, sql, wholeOf } from '../statement.ts';
import {
  type Condition,
  type Conditions,
  inDays,
  inNumbers,
  isKnown,
  oneOf,
  oneOfKnown,
  whether,
} from './conditions.ts';

/** One of the responsible units is among some. */
const responsible = (units: Sql): Sql =>
  sql`app IN (SELECT app FROM referrals WHERE responsible AND unit IN ${units})`;

const mostBusinessDays = 250;

const dueWithin: Condition<number> = (days, { field }) => {
  if (days < 0 || days > mostBusinessDays) {
    const message = say`${field} must be between 0 and ${mostBusinessDays}.`;
    throw badInput(field, 'RANGE', message, { min: 0, max: mostBusinessDays });
  }
  return sql`${a.overdueFrom} > ${a.today} AND ${a.businessDaysUntilDue} <= ${wholeOf(days)}`;
};

/** The condition of each field of the filter of applications. */
export const applicationConditions: Conditions<ApplicationFilter> = {
  types: oneOf(a.type, 7),
  topicIds: oneOfKnown('topic', a.topic, 100),
  stages: oneOf(a.stage, 9),
  outcomes: oneOf(a.outcome, 6),
  refusalReasons: oneOf(a.refusalReason, 11),
  provinceCodes: oneOfKnown('province', a.province, 81),
  districtCodes: oneOfKnown('district', a.district, 1_000),
  responsibleUnits: inUnits(responsible),
  unitKinds: ofKinds(responsible),
  channels: oneOf(a.channel, 2),
  filedOn: inDays(a.filedOn, 'past'),
  answeredOn: inDays(a.answeredOn, 'past'),
  firstAnsweredOn: inDays(a.firstAnsweredOn, 'past'),
  closedOn: inDays(a.closedOn, 'past'),
  dueOn: inDays(a.statutoryDate, 'due'),
  targetOn: inDays(a.targetDate, 'due'),
  open: whether(a.isOpen),
  overdue: whether(a.isOverdue),
  late: whether(a.isLate),
  savedByInterimReply: whether(a.isSaved),
  dueWithinBusinessDays: dueWithin,
  hasDraft: whether(a.hasDraft),
  daysToAnswer: inNumbers(a.daysToAnswer),
  businessDaysToAnswer: inNumbers(a.businessDaysToAnswer),
  ageInDays: inNumbers(a.ageInDays),
  rating: inNumbers(a.rating, { min: 1, max: 5 }),
  solved: isKnown(a.solved),
  extended: whether(sql`${a.extendedOn} IS NOT NULL`),
  referrals: inNumbers(a.referrals),
  forwards: inNumbers(a.forwards),
  returns: inNumbers(a.returns),
  clarifications: inNumbers(a.clarifications),
  interimReplies: inNumbers(a.interimReplies),
  appeals: inNumbers(a.appeals),
  appealsUpheld: inNumbers(a.appealsUpheld),
  objections: inNumbers(a.objections),
  objectionsUpheld: inNumbers(a.objectionsUpheld),
};
