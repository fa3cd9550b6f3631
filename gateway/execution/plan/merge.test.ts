import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../json.ts';
import { mergeInto } from './merge.ts';

const json = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;

function merged(target: JsonObject, source: JsonObject): JsonObject {
  const result = structuredClone(target);
  mergeInto(result, structuredClone(source));
  return result;
}

describe('mergeInto', () => {
  it('copies everything into an empty object', () => {
    fc.assert(fc.property(json, (source) => expect(merged({}, source)).toEqual(source)));
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(json, json, (target, source) => {
        const once = merged(target, source);
        expect(merged(once, source)).toEqual(once);
      }),
    );
  });

  it('merges objects, and lists of equal length element by element', () => {
    const target = { a: { b: 1 }, list: [{ id: 1 }, null, 3] };
    const source = { a: { c: 2 }, list: [{ name: 'x' }, { id: 2 }, 4] };
    expect(merged(target, source)).toEqual({
      a: { b: 1, c: 2 },
      list: [{ id: 1, name: 'x' }, { id: 2 }, 4],
    });
  });

  it('replaces values that cannot be merged', () => {
    expect(merged({ a: { b: 1 }, list: [1, 2] }, { a: null, list: [3] })).toEqual({
      a: null,
      list: [3],
    });
  });

  it('does not change Object.prototype', () => {
    const source: JsonObject = JSON.parse(
      '{ "__proto__": { "polluted": true }, "constructor": 1 }',
    );
    const target: JsonObject = {};
    mergeInto(target, source);
    mergeInto(target, source);
    expect(Object.keys(target)).toEqual(['__proto__', 'constructor']);
    expect({}).not.toHaveProperty('polluted');
  });
});
