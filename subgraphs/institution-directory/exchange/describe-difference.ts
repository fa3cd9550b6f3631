import {
  type ContentsDifference,
  type Difference,
  type DirectoryContents,
  sizeOf,
} from '../contents/index.ts';
import type { UnitForm, UnitRecord } from '../units/index.ts';

const mostShown = 20;

/** The difference as lines for people: the counts, and the first records of each kind of change. */
export function describeDifference(
  difference: ContentsDifference,
  wanted: DirectoryContents,
): string[] {
  const names = new Map(wanted.units.map(({ _id, name }) => [_id, name]));
  const unit = (id: string | null) => (id === null ? 'no unit' : `${id} ${names.get(id) ?? ''}`);
  return [
    ...describe('provinces', difference.provinces, () => 'differs'),
    ...describe('topics', difference.topics, () => 'differs'),
    ...describe('units', difference.units, (before, after) => changesOf(before, after, unit)),
  ];
}

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
    ...(before.name === after.name ? [] : [`renamed to ${after.name}`]),
    ...(before.parentId === after.parentId ? [] : [`moved to ${unit(after.parentId)}`]),
    ...(before.status === after.status ? [] : [`closed, succeeded by ${unit(after.successorId)}`]),
    ...(['kind', 'provinceCode', 'districtCode', 'office'] as const).flatMap((field) =>
      before[field] === after[field] ? [] : [`${field} ${before[field]} → ${after[field]}`],
    ),
  ];
  return changes.length > 0 ? changes.join('; ') : `succeeded by ${unit(after.successorId)}`;
}
