import { describe, expect, it } from '@jest/globals';
import { buildSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import { pino } from 'pino';
import { presenterFor } from './schema-exposure.ts';

const schema = buildSchema(`
  type Query { unit(id: ID, filter: Filter): Unit }
  interface Unit { name: String }
  type Ministry implements Unit { name: String minister: String }
  type Municipality implements Unit { name: String mayor: String }
  type Mutation { close(unitId: ID!): Boolean }
  enum Kind { MINISTRY MUNICIPALITY }
  input Filter { kind: Kind, province: String }
`);
const to = { language: 'en', logger: pino({ level: 'silent' }) } as const;
const hiding = presenterFor({ introspection: true, suggestions: false });
const showing = presenterFor({ introspection: true, suggestions: true });

/** The form of Apollo Server's validation errors. */
const invalid = (message: string) => ({
  message,
  extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
});

const messagesOf = (text: string) => {
  const document = parse(text);
  const [operation] = document.definitions;
  const definitions =
    operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
  const values = { kind: 'MINISTR', filter: { provinc: '34' } };
  const { errors = [] } = getVariableValues(schema, definitions, values);
  return [...validate(schema, document), ...errors].map(({ message }) => message);
};

describe('name suggestions', () => {
  it.each([
    ['a field', '{ unit { nam } }', 'Cannot query field "nam" on type "Unit".'],
    ['a field of one type', '{ unit { mayor } }', 'Cannot query field "mayor" on type "Unit".'],
    ['an argument', '{ unit(ids: 1) { name } }', 'Unknown argument "ids" on field "Query.unit".'],
    ['a type', '{ unit { ... on Ministr { name } } }', 'Unknown type "Ministr".'],
    [
      'a value',
      '{ unit(filter: { kind: MINISTR }) { name } }',
      'Value "MINISTR" does not exist in "Kind" enum.',
    ],
    [
      'a text for a value',
      '{ unit(filter: { kind: "MINISTRY" }) { name } }',
      'Enum "Kind" cannot represent non-enum value: "MINISTRY".',
    ],
    [
      'a field of an input',
      '{ unit(filter: { kin: MINISTRY }) { name } }',
      'Field "kin" is not defined by type "Filter".',
    ],
    [
      'a value of a variable',
      'query ($kind: Kind) { unit(filter: { kind: $kind }) { name } }',
      'Variable "$kind" got invalid value "MINISTR"; Value "MINISTR" does not exist in "Kind" enum.',
    ],
    [
      'a field of a variable',
      'query ($filter: Filter) { unit(filter: $filter) { name } }',
      'Variable "$filter" got invalid value { provinc: "34" }; Field "provinc" is not defined by type "Filter".',
    ],
  ])('for %s are shown or hidden', (_what, text, shown) => {
    const [message = ''] = messagesOf(text);
    const present = (by: typeof hiding) => by(invalid(message), null, to).message;

    expect(message).toMatch(/ Did you mean .*\?$/);
    expect(present(showing)).toBe(message);
    expect(present(hiding)).toBe(shown);
  });

  it('are not confused with text from the client', () => {
    const message = 'Value "Did you mean me?" does not exist in "Kind" enum.';
    expect(hiding(invalid(message), null, to).message).toBe(message);
  });
});
