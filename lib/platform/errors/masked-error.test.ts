import { expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import pino from 'pino';
import { badInput, clientError, retryLater, tooLate, unsupported } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { formattedError, graphqlErrorOf } from './graphql-error.ts';
import { httpAnswerTo } from './http-answer.ts';
import { maskedError } from './masked-error.ts';

const written: Record<string, unknown>[] = [];
const logger = pino({}, { write: (line: string) => void written.push(JSON.parse(line)) });

test('an error for the client stays as it is', () => {
  const error = badInput('id', 'FORMAT', say`This is not an id.`);

  expect(maskedError(error, logger)).toBe(error);
  expect(formattedError(error, 'en')).toEqual({
    message: 'This is not an id.',
    extensions: {
      field: 'id',
      reason: 'FORMAT',
      problems: [{ field: 'id', reason: 'FORMAT', message: 'This is not an id.' }],
      code: 'BAD_USER_INPUT',
    },
  });
});

test('a database that cannot be reached is reported as such', () => {
  const away = new mongo.MongoNetworkError('gone');

  expect(maskedError(away, logger)).toMatchObject({
    code: 'UNAVAILABLE',
    message: 'The database cannot be reached at the moment. Try again later.',
  });
});

test('anything else is masked, and logged under the reference that the client gets', () => {
  const { code, message, details } = maskedError(new Error('secret'), logger, ['things', 0]);

  expect({ code, message }).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    message: expect.not.stringContaining('secret'),
  });
  expect(written.at(-1)).toMatchObject({
    ...details,
    err: { message: 'secret' },
    path: ['things', 0],
  });
});

test.each([
  ['a limit in time', retryLater(say`Too often.`, 3), 429, { 'retry-after': '3' }],
  ['a type', unsupported('body', 'TYPE', say`No.`), 415, {}],
  ['a timeout', tooLate(say`Too slow.`, {}), 408, {}],
  ['a code alone', clientError('CONFLICT', say`No.`), null, {}],
])('the status of %s', (_what, error, status, headers) => {
  const answer = httpAnswerTo(error);

  expect(answer?.status ?? null).toBe(status);
  expect(Object.fromEntries(answer?.headers ?? [])).toEqual(headers);
  expect(graphqlErrorOf(error).extensions['http']).toEqual(answer ?? undefined);
});
