import { expect, test } from '@jest/globals';
import { join, raw, sql, statementOf } from './statement.ts';

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

test('numbers and single words are written in the text, and everything else is bound', () => {
  const evil = "x' OR '1'='1";
  const statement = sql`a = ${'REQUEST'} AND b = ${evil} AND c > ${-3} AND d = ${0.5} AND e = ${'x\0'}
    AND f = ${"'"} AND g = ${null} AND h = ${true} AND i = ${2n} AND j = ${'x'.repeat(31)} AND k = ${''}`;
  expect(statementOf(statement)).toEqual({
    text: `a =  'REQUEST' AND b =  $1 AND c >  (-3) AND d =  $2 AND e =  $3
    AND f =  $4 AND g =  null AND h =  true AND i =  $5 AND j =  $6 AND k =  $7`,
    values: [evil, 0.5, 'x\0', "'", 2n, 'x'.repeat(31), ''],
  });
});
