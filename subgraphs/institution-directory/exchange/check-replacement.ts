import type { ContentsDifference, DirectoryContents } from '../contents/index.ts';
import type { Mistakes } from '../../../lib/kit/import-mistakes.ts';
import type { ReadContents } from './read-files.ts';

/**
 * Reports what may not change: applications refer to units, topics, provinces and districts, so none of them is
 * removed, and officers act for the successors of closed units, so none of those opens again.
 */
export function checkReplacement(
  { provinces, topics, units }: ContentsDifference,
  contents: ReadContents,
  mistakes: Mistakes,
): void {
  for (const { _id, name } of provinces.removed) {
    mistakes.add({ file: 'provinces.csv' }, `The province ${_id} (${name}) is missing.`);
  }
  for (const { before, after } of provinces.changed) {
    for (const { code, name } of missingDistricts(before, after)) {
      mistakes.add({ file: 'districts.csv' }, `The district ${code} (${name}) is missing.`);
    }
  }
  for (const { _id, name } of topics.removed) {
    mistakes.add({ file: 'topics.csv' }, `The topic ${_id} (${name}) is missing.`);
  }
  for (const { _id, name } of units.removed) {
    const message = `The unit ${_id} (${name}) is missing: a unit is closed, with a successor, and stays in the file.`;
    mistakes.add({ file: 'units.csv' }, message);
  }
  for (const { before, after } of units.changed) {
    if (before.status !== 'CLOSED' || after.status === 'CLOSED') continue;
    mistakes.add(contents.placeOf(after), 'The unit is closed, and cannot be opened again.');
  }
}

type Province = DirectoryContents['provinces'][number];

function missingDistricts(before: Province, after: Province) {
  const codes = new Set(after.districts.map(({ code }) => code));
  return before.districts.filter(({ code }) => !codes.has(code));
}
