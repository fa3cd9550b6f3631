import { isRecord } from '../../../lib/kit/is-record.ts';
import type { JsonObject } from '../json.ts';

/**
 * Merges a subgraph's result into the data so far: objects are merged, lists of equal length element by element;
 * anything else is replaced. Parts of `source` become parts of `target`.
 */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    if (typeof value === 'object' && value !== null) {
      const known = target[key];
      if (typeof known === 'object' && known !== null && Object.hasOwn(target, key)) {
        if (mergeBoth(known, value)) continue;
      }
    }
    setOwn(target, key, value);
  }
}

/** Returns false, without any change, when the two cannot be merged. */
function mergeBoth(known: object, value: object): boolean {
  if (Array.isArray(known)) {
    if (!Array.isArray(value) || value.length !== known.length) return false;
    mergeLists(known, value);
    return true;
  }
  if (!isRecord(known) || !isRecord(value)) return false;
  mergeInto(known, value);
  return true;
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (let index = 0; index < source.length; index += 1) {
    const known = target[index];
    const value = source[index];
    const areObjects = isObject(known) && isObject(value);
    if (!areObjects || !mergeBoth(known, value)) target[index] = value;
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A scalar may be any JSON, with any keys. */
function setOwn(target: JsonObject, key: string, value: unknown): void {
  if (key !== '__proto__') {
    target[key] = value;
    return;
  }
  Object.defineProperty(target, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
