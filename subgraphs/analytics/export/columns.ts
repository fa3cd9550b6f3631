import {
  applicationFacts as a,
  applicationSource,
  needing,
  raw,
  type Source,
  sql,
  type Sql,
} from '../questions/index.ts';

/** A column that can be exported. */
interface ExportColumn {
  readonly value: Sql;
  /** Whether CSV quotes it: numbers, days and truth values need no quotes. */
  readonly isText: boolean;
}

const text = (value: Sql): ExportColumn => ({ value, isText: true });
const other = (value: Sql): ExportColumn => ({ value, isText: false });
const whole = (value: Sql): ExportColumn => other(sql`CAST(${value} AS INTEGER)`);
const whether = (value: Sql): ExportColumn => other(sql`coalesce(${value}, false)`);

/**
 * Everything that can be exported of an application, under the names of the filter. No hour: rows with it could be
 * joined with rows that have the day.
 */
export const exportColumns = {
  type: text(a.type),
  topicId: text(a.topic),
  topicName: text(needing('topicName', 'topic_name')),
  stage: text(a.stage),
  channel: text(a.channel),
  provinceCode: text(a.province),
  provinceName: text(needing('provinceName', 'province_name')),
  districtCode: text(a.district),
  districtName: text(needing('districtName', 'district_name')),
  unitId: text(sql`CAST(${a.unit} AS VARCHAR)`),
  unitName: text(needing('unitName', 'unit_name')),
  unitKind: text(a.unitKind),
  filedOn: other(a.filedOn),
  targetOn: other(a.targetDate),
  dueOn: other(a.statutoryDate),
  answeredOn: other(a.answeredOn),
  firstAnsweredOn: other(a.firstAnsweredOn),
  closedOn: other(a.closedOn),
  extendedOn: other(a.extendedOn),
  overdueFrom: other(a.overdueFrom),
  open: whether(a.isOpen),
  overdue: whether(a.isOverdue),
  late: whether(a.isLate),
  savedByInterimReply: whether(a.isSaved),
  outcome: text(a.outcome),
  refusalReason: text(a.refusalReason),
  daysToAnswer: whole(a.daysToAnswer),
  businessDaysToAnswer: other(a.businessDaysToAnswer),
  ageInDays: whole(a.ageInDays),
  rating: other(a.rating),
  solved: other(a.solved),
  referrals: other(a.referrals),
  forwards: other(a.forwards),
  returns: other(a.returns),
  clarifications: other(a.clarifications),
  interimReplies: other(a.interimReplies),
  appeals: other(a.appeals),
  appealsUpheld: other(a.appealsUpheld),
  appealsDismissed: other(a.appealsDismissed),
  objections: other(a.objections),
  objectionsUpheld: other(a.objectionsUpheld),
  objectionsDismissed: other(a.objectionsDismissed),
} as const satisfies Readonly<Record<string, ExportColumn>>;

export type ColumnName = keyof typeof exportColumns;

export const isColumnName = (name: unknown): name is ColumnName =>
  typeof name === 'string' && Object.hasOwn(exportColumns, name);

const named = (name: string, key: string, of: string, table: string) => ({
  columns: raw(`${name}s.${name}`),
  table: raw(
    `LEFT JOIN (SELECT ${key} AS key, name AS ${name} FROM ${table}) AS ${name}s ON ${name}s.key = a.${of}`,
  ),
});

/** Where everything exported comes from: applications with the names of what they refer to. */
export const exportSource: Source = {
  ...applicationSource,
  joins: {
    ...applicationSource.joins,
    topicName: named('topic_name', 'topic', 'topic', 'topics'),
    provinceName: named('province_name', 'place', 'province', 'places WHERE province IS NULL'),
    districtName: named('district_name', 'place', 'district', 'places WHERE province IS NOT NULL'),
    unitName: named(
      'unit_name',
      'unit',
      'unit',
      `unit_forms WHERE valid_until = DATE '9999-12-31'`,
    ),
  },
};
