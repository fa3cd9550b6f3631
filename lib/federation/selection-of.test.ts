import { expect, test } from '@jest/globals';
import { buildSchema, type GraphQLResolveInfo, graphqlSync } from 'graphql';
import { selectionOf } from './selection-of.ts';

const schema = buildSchema(`
  type Query { thing: Thing }
  type Thing { name: String size(unit: String = "m", of: Int): Int parts: [Thing!]! }
`);

function selected(source: string, variableValues: Record<string, unknown> = {}) {
  let found: unknown;
  const thing = (_: unknown, __: unknown, info: GraphQLResolveInfo) => {
    found = selectionOf(info);
    return null;
  };
  const { errors } = graphqlSync({ schema, source, variableValues, rootValue: { thing } });
  expect(errors).toBeUndefined();
  return found;
}

const leaf = (name: string) => ({ name, args: {}, fields: [] });

test('fields have their names and arguments, whatever they are called in the answer', () => {
  expect(selected('query ($of: Int) { thing { a: size(of: $of) name } }', { of: 3 })).toEqual([
    { name: 'size', args: { unit: 'm', of: 3 }, fields: [] },
    leaf('name'),
  ]);
});

test('fragments are part of the selection, and what is skipped is not', () => {
  const query = `query ($no: Boolean!) {
    thing { ...F ... on Thing { name @include(if: $no) } __typename }
    thing { parts { name @skip(if: $no) } }
  }
  fragment F on Thing { parts { ...G } }
  fragment G on Thing { size @skip(if: true) }`;
  expect(selected(query, { no: false })).toEqual([
    { name: 'parts', args: {}, fields: [] },
    { name: 'parts', args: {}, fields: [leaf('name')] },
  ]);
});
