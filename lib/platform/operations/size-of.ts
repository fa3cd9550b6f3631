const objectBytes = 24;
const propertyBytes = 8;
const stringBytes = 16;

/**
 * Estimates the heap bytes of a value made of plain objects, arrays, maps and sets. Functions and class instances count
 * as zero: they are shared, or accounted for by their creator.
 */
export function sizeOf(value: unknown): number {
  const seen = new Set<object>();
  const pending: unknown[] = [value];
  let bytes = 0;
  const add = (part: unknown) => {
    if (typeof part === 'object' && part !== null) pending.push(part);
    else bytes += scalarBytes(part);
  };
  for (let part = pending.pop(); part !== undefined || pending.length > 0; part = pending.pop()) {
    if (typeof part !== 'object' || part === null) {
      bytes += scalarBytes(part);
      continue;
    }
    if (seen.has(part)) continue;
    seen.add(part);
    if (Array.isArray(part)) {
      bytes += objectBytes + propertyBytes * part.length;
      for (const element of part) add(element);
    } else if (part instanceof Map || part instanceof Set) {
      bytes += objectBytes + 4 * propertyBytes * part.size;
      for (const entry of part) add(entry);
    } else if (isPlain(part)) {
      const values = Object.values(part);
      bytes += objectBytes + propertyBytes * values.length;
      for (const inner of values) add(inner);
    }
  }
  return bytes;
}

function scalarBytes(value: unknown): number {
  if (typeof value === 'string') return stringBytes + value.length;
  return typeof value === 'number' ? propertyBytes : 0;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
