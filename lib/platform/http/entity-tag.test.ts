import { expect, test } from '@jest/globals';
import { entityTagOf, isMatched } from './entity-tag.ts';

const tag = entityTagOf('application/json', '{}');

test('a tag belongs to a text and its media type', () => {
  expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
  expect(entityTagOf('application/json', Buffer.from('{}'))).toBe(tag);
  expect(entityTagOf('application/json', '{ }')).not.toBe(tag);
  expect(entityTagOf('text/plain', '{}')).not.toBe(tag);
});

test.each([
  [undefined, false],
  ['', false],
  ['*', true],
  [tag, true],
  [tag.slice(2), true],
  [`"other",${tag}`, true],
  [`W/"other" , ${tag} , "another"`, true],
  ['"other"', false],
  [tag.slice(3, -1), false],
])('`if-none-match: %s` names it: %s', (header, isNamed) => {
  expect(isMatched(header, tag)).toBe(isNamed);
});
