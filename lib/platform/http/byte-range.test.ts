import { describe, expect, test } from '@jest/globals';
import { requestedRange } from './byte-range.ts';

const file = { bytes: 100, etag: '"a"' };
const requested = (range: string | undefined, ifRange?: string) =>
  requestedRange({ range, ...(ifRange !== undefined && { 'if-range': ifRange }) }, file);

test.each([
  ['bytes=0-0', { from: 0, to: 0 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=10-', { from: 10, to: 99 }],
  ['bytes=99-', { from: 99, to: 99 }],
  ['bytes=10-100', { from: 10, to: 99 }],
  ['bytes=10-999999999999999', { from: 10, to: 99 }],
  ['bytes=-1', { from: 99, to: 99 }],
  ['bytes=-100', { from: 0, to: 99 }],
  ['bytes=-1000', { from: 0, to: 99 }],
  ['Bytes = 1 - 2', { from: 1, to: 2 }],
])('%s is a part of the file', (range, expected) => {
  expect(requested(range)).toEqual(expected);
});

test.each([
  undefined,
  '',
  'bytes=-',
  'bytes=5-4',
  'bytes=0-1,5-6',
  'lines=0-1',
  'bytes=a-b',
  'bytes=1',
  'bytes=-1-2',
  'bytes=0-99999999999999999999',
])('%s stands for the whole file', (range) => {
  expect(requested(range)).toBeNull();
});

test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('%s lies outside of the file', (range) => {
  expect(() => requested(range)).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      kind: 'RANGE',
      details: { field: 'range', reason: 'RANGE', bytes: 100 },
    }),
  );
});

describe('the rest of a file', () => {
  test('is a part if the file is the same', () => {
    expect(requested('bytes=10-', '"a"')).toEqual({ from: 10, to: 99 });
  });

  test.each(['"b"', 'W/"a"', 'Sun, 29 Nov 2026 12:00:00 GMT', ''])(
    'is the whole file if it may have changed: %s',
    (condition) => {
      expect(requested('bytes=10-', condition)).toBeNull();
      expect(requested('bytes=100-', condition)).toBeNull();
    },
  );
});
