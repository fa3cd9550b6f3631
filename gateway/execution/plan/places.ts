import { isRecord } from '../../../lib/kit/is-record.ts';
import type { JsonObject } from '../json.ts';

/** Denotes every element of a list in a plan's path. */
export const eachElement = '@';

/** The objects at a path of the data so far, without those that are null or were never fetched. */
export function placesAt(data: JsonObject, path: readonly string[]): JsonObject[] {
  const places: JsonObject[] = [];
  collectPlaces(data, path, 0, places);
  return places;
}

function collectPlaces(
  value: unknown,
  path: readonly string[],
  depth: number,
  places: JsonObject[],
): void {
  const step = path[depth];
  if (step === eachElement) {
    if (!Array.isArray(value)) return;
    for (const element of value) collectPlaces(element, path, depth + 1, places);
  } else if (isRecord(value)) {
    if (step === undefined) places.push(value);
    else collectPlaces(value[step], path, depth + 1, places);
  }
}

/** The paths of the objects that {@link placesAt} finds, in the same order. */
export function pathsAt(data: JsonObject, path: readonly string[]): (string | number)[][] {
  const paths: (string | number)[][] = [];
  collectPaths(data, path, [], paths);
  return paths;
}

function collectPaths(
  value: unknown,
  [step, ...rest]: readonly string[],
  walked: readonly (string | number)[],
  paths: (string | number)[][],
): void {
  if (step === eachElement) {
    if (!Array.isArray(value)) return;
    value.forEach((element, index) => collectPaths(element, rest, [...walked, index], paths));
  } else if (isRecord(value)) {
    if (step === undefined) paths.push([...walked]);
    else collectPaths(value[step], rest, [...walked, step], paths);
  }
}
