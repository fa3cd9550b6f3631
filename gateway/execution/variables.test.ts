import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildSchema, getVariableValues, Kind, parse } from 'graphql';
import { compileVariableCheck } from './variables.ts';

const schema = buildSchema(`
  type Query { a: Int }
  enum Colour { RED GREEN }
  scalar Anything
  input Range { from: Int! = 1, to: [Float!], next: Range }
`);

const types = ['Int', 'Float', 'String', 'Boolean', 'ID', 'Colour', 'Anything', 'Range'].flatMap(
  (name) => [name, `${name}!`, `${name} = null`, `[${name}!]`, `[[${name}]!]!`],
);

const plain = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    'RED',
    'BLUE',
    0,
    -0,
    1.5,
    2 ** 31,
    -(2 ** 31),
    NaN,
    Infinity,
    true,
  ),
  fc.string(),
  fc.integer(),
  fc.record({ from: fc.integer(), to: fc.array(fc.double()) }, { requiredKeys: [] }),
);
const value = fc.oneof(plain, fc.array(plain), fc.array(fc.array(plain)));

function definitionsOf(text: string) {
  const [operation] = parse(`query (${text}) { a }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('an operation is parsed');
  return operation.variableDefinitions ?? [];
}

describe('the variable check', () => {
  it('refuses the same values as graphql, with the same messages', () => {
    const declared = fc.record({ type: fc.constantFrom(...types), value });
    fc.assert(
      fc.property(fc.array(declared, { minLength: 1, maxLength: 3 }), (variables) => {
        const definitions = definitionsOf(
          variables.map(({ type }, index) => `$v${index}: ${type}`).join(' '),
        );
        const values = Object.fromEntries(
          variables.map(({ value }, index) => [`v${index}`, value]),
        );
        const { errors } = getVariableValues(schema, definitions, values, {
          maxErrors: 50, // as in graphql's `execute`
        });
        expect(compileVariableCheck(definitions, schema)(values)).toEqual(errors ?? null);
      }),
      { numRuns: 500 },
    );
  });

  it('reports a missing variable even if it has the name of an inherited property', () => {
    const check = compileVariableCheck(definitionsOf('$constructor: String!'), schema);
    expect(check({})).toHaveLength(1);
    expect(check(undefined)).toHaveLength(1);
    expect(check({ constructor: 'own' })).toBeNull();
  });
});
