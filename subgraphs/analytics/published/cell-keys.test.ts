import { createHmac, hkdfSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type Cell, createCellKeys } from './cell-keys.ts';

const secret = Buffer.alloc(32, 7).toString('base64');
const keys = { secrets: { current: 1, versions: { 1: secret } } };
const cell: Cell = {
  counted: 'PERSONS',
  period: { unit: 'MONTH', from: '2026-05-01' },
  values: { TYPE: 'REQUEST', DISTRICT: '1183', PROVINCE: '34' },
  recordKeys: 4_000,
};

test('a key is the sum of the record keys and a secret number of the cell, modulo 4,096', () => {
  const key = Buffer.from(
    hkdfSync('sha256', Buffer.from(secret, 'base64'), '', 'analytics/published-cell', 32),
  );
  const name = '["PERSONS","MONTH","2026-05-01",["REQUEST"],[],[],["1183"]]';
  const own = createHmac('sha256', key).update(name).digest().readUInt16BE();
  expect(createCellKeys(keys)(cell)).toBe((own + 4_000) % 4_096);
});

test('a cell has one key, however it is named, and under a rotated secret', () => {
  const one = createCellKeys(keys)(cell);
  const { PROVINCE: _, ...values } = cell.values;
  expect(createCellKeys(keys)({ ...cell, values })).toBe(one);
  const other = Buffer.alloc(32, 8).toString('base64');
  const rotated = { secrets: { current: 2, versions: { 1: secret, 2: other } } };
  expect(createCellKeys(rotated)(cell)).toBe(one);
});

test('cells of the same persons have keys that say nothing of each other', () => {
  const keyOf = createCellKeys(keys);
  const months = Array.from({ length: 2_000 }, (_, index) => {
    const from = `${2_000 + index}-01-01`;
    const [one, other] = (['TYPE', 'TOPIC'] as const).map((name) =>
      keyOf({ ...cell, period: { unit: 'MONTH', from }, values: { [name]: 'REQUEST' } }),
    );
    return ((other ?? 0) - (one ?? 0) + 4_096) % 4_096;
  });
  const mean = months.reduce((sum, each) => sum + each) / months.length;
  expect(Math.abs(mean - 2_048)).toBeLessThan(150);
});

test.each([
  ['counted', { counted: 'ANSWERED_WITHIN_30_DAYS' }],
  ['the period', { period: { unit: 'YEAR', from: '2026-05-01' } }],
  ['a value', { values: { ...cell.values, TYPE: 'COMPLAINT' } }],
  ['a missing value', { values: { ...cell.values, DISTRICT: null } }],
] as const)('a cell that differs in %s has another number', (_, fields) => {
  const keyOf = createCellKeys(keys);
  expect(keyOf({ ...cell, ...fields })).not.toBe(keyOf(cell));
});
