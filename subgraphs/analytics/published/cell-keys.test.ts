import { createHmac, hkdfSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type Cell, createCellKeys } from './cell-keys.ts';

const secret = Buffer.alloc(32, 7).toString('base64');
const keys = { secrets: { current: 1, versions: { 1: secret } } };
const cell: Cell = {
  perturbed: 'PERSONS',
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

test('an application is in 48 cells at most, each of which has one key in every form', () => {
  const all = {
    TYPE: 'REQUEST',
    TOPIC: 'parks',
    PROVINCE: '34',
    DISTRICT: '1183',
  } as const satisfies Cell['values'];
  const cellsOf = (values: Cell['values']) => {
    const keyOf = createCellKeys(keys);
    const names = Object.keys(values) as (keyof typeof values)[]; // its own
    const found = new Map<number, number>();
    for (let set = 0; set < 2 ** names.length; set += 1) {
      const chosen = names.filter((_, index) => (set & (1 << index)) !== 0);
      if (chosen.length > 3) continue; // refused
      for (const unit of ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const) {
        const period = { unit, from: '2024-01-01' };
        const key = keyOf({
          ...cell,
          period,
          values: Object.fromEntries(chosen.map((name) => [name, values[name]])),
        });
        found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
    return found;
  };
  const { DISTRICT: _, ...ofProvince } = all;
  expect([cellsOf(all).size, cellsOf(ofProvince).size]).toEqual([48, 32]);
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
  ['the number', { perturbed: 'ANSWERED_WITHIN_30_DAYS' }],
  ['what is perturbed', { perturbed: 'BOTH' }],
  ['the period', { period: { unit: 'YEAR', from: '2026-05-01' } }],
  ['a value', { values: { ...cell.values, TYPE: 'COMPLAINT' } }],
  ['a missing value', { values: { TYPE: 'REQUEST', PROVINCE: '34' } }],
] as const)('a cell that differs in %s has another number', (_, fields) => {
  const keyOf = createCellKeys(keys);
  expect(keyOf({ ...cell, ...fields })).not.toBe(keyOf(cell));
});
