import { expect, test } from '@jest/globals';
import { byHeader, codingFor } from './negotiate.ts';
import { answerTypeFor, isJson, isUtf8 } from './media-types.ts';

const json = 'application/json; charset=utf-8';
const response = 'application/graphql-response+json; charset=utf-8';

test.each([
  [undefined, json],
  ['', json],
  ['*/*', json],
  ['application/*', json],
  ['application/json', json],
  ['APPLICATION/JSON', json],
  ['application/json;charset=utf-8', json],
  ['application/graphql-response+json', response],
  ['application/graphql-response+json, application/json', response],
  ['application/json, application/graphql-response+json', json],
  ['application/json;q=0.9,application/graphql-response+json', response],
  ['application/json;q=0.9 , application/graphql-response+json; q=0.8', json],
  ['application/json;q=0,*/*', response],
  ['application/graphql+json, application/json, text/event-stream, multipart/mixed', json],
  [
    'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json',
    response,
  ],
  ['application/json;profile=other', null],
  ['text/html', null],
  ['multipart/mixed', null],
  ['application/json;q=0', null],
  ['nonsense', null],
])('the media type for `accept: %s` is %s', (accept, type) => {
  expect(answerTypeFor(accept)).toBe(type);
});

test.each([
  [undefined, null],
  ['', null],
  ['br', 'br'],
  ['gzip, br', 'br'],
  ['gzip;q=1, br;q=0.9', 'gzip'],
  ['x-gzip, *', 'br'],
  ['*;q=0, gzip', 'gzip'],
  ['identity, gzip;q=0.9', null],
  ['identity;q=0', null],
])('the coding for `accept-encoding: %s` is %s', (header, coding) => {
  expect(codingFor(header)).toBe(coding);
});

test('a coding that is not available is left out', () => {
  expect(codingFor('br, gzip;q=0.1', ['gzip'])).toBe('gzip');
  expect(codingFor('br, gzip;q=0', ['gzip'])).toBeNull();
});

test.each([
  ['application/json', true, true],
  ['application/json; charset=utf-8', true, true],
  ['Application/JSON;Charset="UTF-8"; x=y', true, true],
  ['application/json;charset=utf8', true, true],
  ['application/json; charset=us-ascii', true, true],
  ['application/json; charset=iso-8859-9', true, false],
  ['application/json; x=y; charset=utf-16', true, false],
  ['application/json; charset=""', true, false],
  ['application/jsonp', false, true],
  ['text/plain', false, true],
])('`content-type: %s` is JSON: %s, in UTF-8: %s', (type, expectedJson, expectedUtf8) => {
  expect([isJson(type), isUtf8(type)]).toEqual([expectedJson, expectedUtf8]);
});

test('a decision is made once for a header, and few are remembered', () => {
  const read: string[] = [];
  const decide = byHeader((header) => {
    read.push(header);
    return header.length;
  });

  expect([decide('a'), decide('a'), read]).toEqual([1, 1, ['a']]);
  const long = 'b'.repeat(501);
  expect([decide(long), decide(long), read.length]).toEqual([501, 501, 3]);
  for (let i = 0; i < 500; i += 1) decide(`c${i}`);
  decide('a');
  expect(read.filter((header) => header === 'a')).toHaveLength(2);
});
