import { expect, test } from '@jest/globals';
import { getOperationAST, GraphQLError, parse } from 'graphql';
import { createErrorCounts } from './error-counts.ts';

type Execution = Parameters<ReturnType<typeof createErrorCounts>['belong']>[1];

function execution(text: string, trusted: boolean): Execution {
  const document = parse(text);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is no operation.');
  const request = { trustedDocument: trusted ? 'a-hash' : null };
  return { operation: { document, definition }, request } as unknown as Execution; // as far as it is read
}

/** The labels with which one error of each operation is counted. */
function labelsOf(operations: readonly Execution[]): string[] {
  const observed: string[] = [];
  const counts = createErrorCounts((code, operation) => observed.push(`${code} ${operation}`));
  const present = counts.counting((formatted) => formatted);
  for (const one of operations) {
    const error = new GraphQLError('Not there.', { extensions: { code: 'NOT_FOUND' } });
    counts.belong([error], one);
    present(error.toJSON(), error, {} as Parameters<typeof present>[2]); // it is not read
  }
  return observed;
}

test('errors of trusted documents have the names of their operations', () => {
  const text = 'query Status { application(number: "1") { stage } }';

  expect(labelsOf([execution(text, true), execution(text, false)])).toEqual([
    'NOT_FOUND Status',
    'NOT_FOUND application',
  ]);
});

test('errors of other documents have the only root field, whatever it is called there', () => {
  expect(
    labelsOf([
      execution('query Any { mine: me { name } yours: me { surname } }', false),
      execution('{ me { name } viewer { role } }', false),
      execution('{ ...F } fragment F on Query { me { name } }', false),
      execution('{ me { name } }', true),
    ]),
  ).toEqual(['NOT_FOUND me', 'NOT_FOUND several', 'NOT_FOUND several', 'NOT_FOUND me']);
});

test('there are no more than 200 names', () => {
  const named = (index: number) => execution(`query Q${index} { me { name } }`, true);
  const labels = labelsOf([...Array.from({ length: 201 }, (_, index) => named(index)), named(0)]);

  expect(new Set(labels).size).toBe(201);
  expect(labels.slice(-2)).toEqual(['NOT_FOUND me', 'NOT_FOUND Q0']);
});

test('an error that belongs to no operation is counted as such', () => {
  const observed: string[] = [];
  const counts = createErrorCounts((code, operation) => observed.push(`${code} ${operation}`));
  const present = counts.counting((formatted) => formatted);
  const error = new GraphQLError('No.', { extensions: { code: 'UNAUTHENTICATED' } });
  present(error.toJSON(), error, {} as Parameters<typeof present>[2]); // it is not read

  expect(observed).toEqual(['UNAUTHENTICATED none']);
});
