import { describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { createLogger } from '../process/logger.ts';
import { createGraphRequest } from './request.ts';
import { combinePolicies } from './combine-policies.ts';
import { oncePerRequest } from './once-per-request.ts';

const request = createGraphRequest(null, 'test', createLogger({ level: 'silent', name: 'test' }));

function executionOf(query: string, operationName?: string) {
  const document = parse(query);
  const definition = getOperationAST(document, operationName);
  if (!definition) throw new Error(`The document has no operation ${operationName ?? ''}.`);
  return { operation: { document, definition }, variables: {}, request };
}

describe('a field allowed once per request', () => {
  const policy = oncePerRequest(['one', 'two']);
  const check = (query: string, operationName?: string) => () =>
    policy.beforePlanning?.(executionOf(query, operationName));

  it.each([
    ['under two aliases', '{ a: one b: one }'],
    ['under its own name and an alias', '{ one b: one }'],
    ['in an inline fragment', '{ one ... { b: one } }'],
    [
      'in fragments within fragments',
      '{ ...A } fragment A on Query { one ...B } fragment B on Query { b: one }',
    ],
    ['under a condition', 'query ($no: Boolean!) { one b: one @include(if: $no) }'],
  ])('is refused twice %s', (_how, query) => {
    expect(check(query)).toThrow('A request can select one only once.');
  });

  it.each([
    ['once beside other fields', '{ one two three a: three }'],
    [
      'in two places under one name',
      '{ one { a } ... { one { b } } ...A ...A } fragment A on Query { one { c } }',
    ],
    ['in another field', '{ one three { one b: one } }'],
  ])('is answered %s', (_how, query) => expect(check(query)).not.toThrow());

  it('is counted only in the executed operation', () => {
    const query = 'query A { one } query B { a: one b: one }';
    expect(check(query, 'A')).not.toThrow();
    expect(check(query, 'B')).toThrow('A request can select one only once.');
  });
});

describe('several policies', () => {
  it('are called in order, up to the first refusal', async () => {
    const called: string[] = [];
    const naming = (name: string, refuses = false) => ({
      async beforePlanning() {
        called.push(name);
        if (refuses) throw new Error(name);
      },
      afterMaking: () => void called.push(`${name} made`),
      beforeExecution: () => void called.push(`${name} planned`),
      afterResult: () => void called.push(`${name} done`),
    });
    const execution = executionOf('{ one }');
    const policy = combinePolicies([naming('a'), {}, naming('b')]);

    await policy.beforePlanning?.(execution);
    policy.afterMaking?.(execution);
    await policy.beforeExecution?.(execution, 'first');
    await policy.afterResult?.(execution, {}, 'first');
    const after = ['made', 'planned', 'done'].flatMap((what) => [`a ${what}`, `b ${what}`]);
    expect(called).toEqual(['a', 'b', ...after]);

    called.length = 0;
    const refusing = combinePolicies([naming('a', true), naming('b')]);
    await expect(refusing.beforePlanning?.(execution)).rejects.toThrow('a');
    expect(called).toEqual(['a']);
  });
});
