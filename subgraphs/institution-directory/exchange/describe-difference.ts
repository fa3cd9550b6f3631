import {
  type ContentsDifference,
  type Difference,
  type DirectoryContents,
  sizeOf,
} from '../contents/index.ts';
import type {
  DistrictRecord,
  ProvinceRecord,
  TopicRecord,
  UnitForm,
  UnitRecord,
} from '../units/index.ts';
import type { AbandonedTopic } from './check-tree.ts';

const mostShown = 20;

/**
 * The difference as lines for people: the counts, the first records of each kind of change, and the first topics with
 * an office that no active unit has.
 */
export function describeDifference(
  difference: ContentsDifference,
  wanted: DirectoryContents,
  abandoned: readonly AbandonedTopic[],
): string[] {
  const names = new Map(wanted.units.map(({ _id, name }) => [_id, name]));
  const unit = (id: string | null) => (id === null ? 'no unit' : `${id} ${names.get(id) ?? ''}`);
  return [
    ...describe('provinces', difference.provinces, changesOfProvince),
    ...describe('topics', difference.topics, changesOfTopic),
    ...describe('units', difference.units, (before, after) => changesOf(before, after, unit)),
    ...shortened(abandoned.map(warningOf)),
  ];
}

const warningOf = ({ topic, office }: AbandonedTopic) =>
  `Warning: no active unit has the office ${JSON.stringify(office)} of the topic ${topic._id} (${topic.name}).`;

interface Named {
  _id: string;
  name: string;
}

function describe<Stored extends Named, Wanted extends Named>(
  what: string,
  difference: Difference<Stored, Wanted>,
  changesIn: (before: Stored, after: Wanted) => string,
): string[] {
  if (sizeOf(difference) === 0) return [`${what}: no difference`];
  const { added, changed } = difference;
  const lines = [
    ...shortened(
      changed.map(
        (each) =>
          `  ~ ${each.after._id} ${each.before.name}: ${changesIn(each.before, each.after)}`,
      ),
    ),
    ...shortened(added.map(({ _id, name }) => `  + ${_id} ${name}`)),
  ];
  return [`${what}: ${added.length} new, ${changed.length} changed`, ...lines];
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostShown) return lines;
  return [...lines.slice(0, mostShown), `    … and ${lines.length - mostShown} more`];
}

function changesOf(
  before: UnitRecord,
  after: UnitForm,
  unit: (id: string | null) => string,
): string {
  const changes = [
    ...renamed(before, after),
    ...(before.parentId === after.parentId ? [] : [`moved to ${unit(after.parentId)}`]),
    ...(before.status === after.status ? [] : [`closed, succeeded by ${unit(after.successorId)}`]),
    ...(['kind', 'provinceCode', 'districtCode', 'office'] as const).flatMap((field) =>
      changed(field, before[field], after[field]),
    ),
  ];
  return changes.length > 0 ? changes.join('; ') : `succeeded by ${unit(after.successorId)}`;
}

function changesOfProvince(before: ProvinceRecord, after: ProvinceRecord): string {
  const districts = new Map(before.districts.map((district) => [district.code, district]));
  return [
    ...renamed(before, after),
    ...changed('metropolitan', before.metropolitan, after.metropolitan),
    ...changed('weight', before.weight, after.weight),
    ...after.districts.flatMap((district) =>
      changesOfDistrict(districts.get(district.code), district),
    ),
  ].join('; ');
}

function changesOfDistrict(before: DistrictRecord | undefined, after: DistrictRecord): string[] {
  const { code, name, weight } = after;
  if (!before) return [`new district ${code} ${name}`];
  return [...renamed(before, after), ...changed('weight', before.weight, weight)].map(
    (change) => `district ${code} ${before.name}: ${change}`,
  );
}

function changesOfTopic(before: TopicRecord, after: TopicRecord): string {
  const officesOf = ({ offices }: TopicRecord) =>
    offices.map(({ level, office }) => `${level}:${office}`).join('|');
  const keywordsOf = ({ keywords }: TopicRecord) => keywords.join('|') || 'none';
  return [
    ...renamed(before, after),
    ...changed('category', before.category, after.category),
    ...changed('offices', officesOf(before), officesOf(after)),
    ...changed('keywords', keywordsOf(before), keywordsOf(after)),
  ].join('; ');
}

const renamed = (before: { name: string }, after: { name: string }): string[] =>
  before.name === after.name ? [] : [`renamed to ${after.name}`];

type Value = string | number | boolean | null;

const changed = (field: string, before: Value, after: Value): string[] =>
  before === after ? [] : [`${field} ${String(before)} → ${String(after)}`];
