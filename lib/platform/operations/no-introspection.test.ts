import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { noIntrospection } from './no-introspection.ts';

const schema = buildSchema(`
  type Query { unit: Unit }
  type Unit { name: String }
  type Mutation { close: Boolean }
`);

describe('introspection', () => {
  const messages = (text: string) =>
    validate(schema, parse(text), [noIntrospection]).map(({ message }) => message);

  it.each([
    '{ __schema { types { name } } }',
    '{ names: __schema { types { name } } unit { name } }',
    '{ __type(name: "Unit") { name } }',
    '{ ...Inside } fragment Inside on Query { __schema { types { name } } }',
    'mutation { __schema { types { name } } }',
  ])('is refused: %s', (text) => {
    expect(messages(text)).toEqual([expect.stringMatching(/^Introspection is turned off/)]);
  });

  it('is not the name of an object’s type', () => {
    expect(messages('{ __typename unit { __typename name } }')).toEqual([]);
  });
});
