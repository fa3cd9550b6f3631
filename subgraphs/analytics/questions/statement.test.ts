import { expect, test } from '@jest/globals';
import { join, raw, sql } from './statement.ts';

test('everything but parts is bound, in order', () => {
  const condition = sql`type = ${"x' OR '1'='1"}`;
  const { text, values } = sql`SELECT ${raw('type')} WHERE ${condition} AND rating > ${3}`;
  expect({ text, values }).toEqual({
    text: ['SELECT type WHERE type = ', ' AND rating > ', ''],
    values: ["x' OR '1'='1", 3],
  });
});

test('parts are joined', () => {
  const { text, values } = join([sql`a = ${1}`, sql`b = ${2}`, raw('c')], ' AND ');
  expect({ text, values }).toEqual({ text: ['a = ', ' AND b = ', ' AND c'], values: [1, 2] });
  expect(join([]).text).toEqual(['']);
});
