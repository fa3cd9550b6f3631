import { expect } from '@jest/globals';
import { errorCodes } from '../../lib/kit/errors.ts';

/** Words that would reveal how the graph is built: stack traces, files, the database. */
const inside =
  /\bat \S+ \(|\n\s+at |node_modules|file:\/\/|\.[cm]?[jt]s\b|mongo|bson|ObjectId|E11000|CastError|stacktrace/i;

/**
 * An answer in JSON, with errors that have documented codes and reveal nothing of how the graph is
 * built.
 */
export function expectClean(answer: {
  headers: Headers;
  errors: readonly { extensions: Record<string, unknown> }[];
}): void {
  expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
  expect(JSON.stringify(answer.errors)).not.toMatch(inside);
  const codes = answer.errors.map(({ extensions }) => extensions['code']);
  expect(codes).not.toEqual([]);
  expect(Object.keys(errorCodes)).toEqual(expect.arrayContaining(codes));
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
}
