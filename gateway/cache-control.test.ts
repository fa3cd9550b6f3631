import { expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, GraphQLError, parse } from 'graphql';
import { createLogger } from '../lib/platform/process/logger.ts';
import { createGraphRequest } from '../lib/platform/operations/request.ts';
import { createCacheControl } from './cache-control.ts';

const supergraphSchema = buildSchema(/* GraphQL */ `
  directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT

  type Query {
    hour: Item @cacheControl(maxAge: 3600)
    minute: Item @cacheControl(maxAge: 60)
    never: Item @cacheControl(maxAge: 0)
    undeclared: Item
    ofType: Typed
    inherited: Item @cacheControl(inheritMaxAge: true)
    number: Int
    tenNumbers: Int @cacheControl(maxAge: 10)
    named: Named @cacheControl(maxAge: 3600)
    negative: Item @cacheControl(maxAge: -5)
  }

  interface Named {
    name: String
    also: String
  }

  type Item implements Named {
    name: String
    also: String @cacheControl(maxAge: 30)
    brief: String @cacheControl(maxAge: 5)
    other: Other
    same: Item @cacheControl(inheritMaxAge: true)
    typed: Typed
  }

  type Typed @cacheControl(maxAge: 120) {
    name: String
  }

  type Other {
    name: String
  }
`);

function secondsOf(text: string, errors?: GraphQLError[], method: 'GET' | 'POST' = 'GET') {
  const storing = method === 'GET' ? { seconds: 0 } : null;
  const logger = createLogger({ level: 'silent', name: 'test' });
  const request = createGraphRequest(null, 'test', logger, { storing });
  const document = parse(text);
  const definition = getOperationAST(document, text.includes('query Q') ? 'Q' : undefined);
  if (!definition) throw new Error('The text has no operation.');
  const operation = { document, definition };
  void createCacheControl({ supergraphSchema }).afterResult?.(
    { operation, variables: {}, request },
    { data: {}, ...(errors && { errors }) },
    'first',
  );
  return storing?.seconds ?? null;
}

test.each([
  ['{ hour { name } }', 3600],
  ['{ hour { __typename } }', 3600],
  ['{ hour { name } minute { name } }', 60],
  ['{ hour { name } never { name } }', 0],
  ['{ hour { name } undeclared { name } }', 0],
  ['{ hour { brief } }', 5],
  ['{ hour { other { name } } }', 0],
  ['{ hour { same { same { name } } } }', 3600],
  ['{ hour { typed { name } } }', 120],
  ['{ ofType { name } }', 120],
  ['{ inherited { name } }', 0],
  ['{ number }', 0],
  ['{ tenNumbers }', 10],
  ['{ negative { name } }', 0],
  ['{ __typename }', 0],
  ['{ hour { name } __schema { description } }', 0],
  ['{ hour { name } __type(name: "Item") { name } }', 0],
  ['{ named { name } }', 3600],
  ['{ named { also } }', 30],
  ['{ named { ... on Item { brief } } }', 5],
  ['{ hour { ...F } } fragment F on Item { brief }', 5],
  ['query ($with: Boolean!) { hour { name brief @include(if: $with) } }', 5],
  ['query Q { hour { name } } query R { never { name } }', 3600],
])('%s may be stored for %s s', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test('an answer with errors, or one that may not be stored at all, stays so', () => {
  expect(secondsOf('{ hour { name } }', [new GraphQLError('x')])).toBe(0);
  expect(secondsOf('{ hour { name } }', undefined, 'POST')).toBeNull();
});
