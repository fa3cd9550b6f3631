import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedInputType,
  isEnumType,
  isInputObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  Kind,
  parse,
  validate,
} from 'graphql';
import { createPlanner } from '../../gateway/planning/planner.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { executions } from '../support/executions.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { wrongField } from '../support/wrong-field.ts';

/** Literal values are not part of the operation that is planned, and keep their meaning. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

test('operations that differ only in their literals share a plan', async () => {
  const write = (code: number, name: string) => `{
    administrativeUnits(
      filter: { provinceCode: "${String(code).padStart(2, '0')}", kind: ${code % 2 ? 'PROVINCIAL_DIRECTORATE' : 'DISTRICT_DIRECTORATE'} }
      first: ${code}
    ) { nodes { ${name} } }
    one: administrativeUnit(id: "${85_316_114 + code}") @include(if: true) { name }
  }`;
  const before = await executions(graph);

  for (let code = 1; code <= 20; code += 1) await graph.client.ask(write(code, 'name'));
  // Nor is the name that a client gives to a variable, or the place where a value is given.
  const query = `query Named($filter: AdministrativeUnitFilter, $howMany: Int, $unit: ID!) {
    administrativeUnits(filter: $filter, first: $howMany) { nodes { name } }
    one: administrativeUnit(id: $unit) { name }
  }`;
  const data = await graph.client.data(query, { variables: { howMany: 2, unit: '85316115' } });

  expect(data).toMatchObject({ one: { name: 'Cumhurbaşkanlığı' } });
  const { first, compiled } = await executions(graph);
  expect({ first: first - before.first, compiled: compiled - before.compiled }).toEqual({
    first: 2,
    compiled: 19,
  });
});

onceInTheSuite('a literal of the wrong kind', () => {
  const schema = createPlanner(readSupergraph()).apiSchema;
  const literals: Readonly<Record<string, string>> = {
    [Kind.INT]: '7',
    [Kind.FLOAT]: '7.5',
    [Kind.STRING]: '"seven"',
    [Kind.BOOLEAN]: 'true',
    [Kind.ENUM]: 'SEVEN',
    [Kind.LIST]: '[{ seven: 7 }]',
    [Kind.OBJECT]: '{ seven: 7 }',
    [Kind.NULL]: 'null',
    'a number that is too large': '3000000000',
  };

  /**
   * For each scalar and enum that clients may send, a field that takes one, and how to write it
   * there.
   */
  function places(): Map<string, (literal: string) => string> {
    const found = new Map<string, (literal: string) => string>();
    for (const root of [schema.getQueryType(), schema.getMutationType()]) {
      for (const field of Object.values(root?.getFields() ?? {})) {
        const selection = getNamedType(field.type);
        const operation = root === schema.getQueryType() ? 'query' : 'mutation';
        for (const argument of field.args) {
          collect(argument, (value) => {
            const others = field.args.filter(
              (other) => other !== argument && isRequiredArgument(other),
            );
            const written = [
              ...others.map((other) => `${other.name}: ${valid(other)}`),
              `${argument.name}: ${value}`,
            ];
            const inner = isScalarType(selection) || isEnumType(selection) ? '' : '{ __typename }';
            return `${operation} { ${field.name}(${written.join(', ')}) ${inner} }`;
          });
        }
      }
    }
    return found;

    function collect(
      place: GraphQLArgument | GraphQLInputField,
      write: (value: string) => string,
      above: readonly GraphQLNamedInputType[] = [],
    ): void {
      const type: GraphQLNamedInputType = getNamedType(place.type);
      if (above.includes(type)) return; // a filter may contain filters
      if (!isInputObjectType(type)) {
        if (!found.has(type.name)) found.set(type.name, write);
        return;
      }
      const fields = Object.values(type.getFields());
      for (const field of fields) {
        const inner = (value: string) => {
          const others = fields.filter((other) => other !== field && isRequiredInputField(other));
          const written = [
            ...others.map((other) => `${other.name}: ${valid(other)}`),
            `${field.name}: ${value}`,
          ];
          return write(`{ ${written.join(', ')} }`);
        };
        collect(field, inner, [...above, type]);
      }
    }
  }

  function valid({ type }: GraphQLArgument | GraphQLInputField): string {
    const named = getNamedType(type);
    if (isEnumType(named)) return String(named.getValues()[0]?.name);
    if (isInputObjectType(named)) {
      const fields = Object.values(named.getFields()).filter(isRequiredInputField);
      return `{ ${fields.map((field) => `${field.name}: ${valid(field)}`).join(', ')} }`;
    }
    return named.name === 'Int' ? '1' : named.name === 'Boolean' ? 'true' : '"1"';
  }

  const all = [...places()].flatMap(([type, write]) =>
    Object.entries(literals).map(([kind, literal]) => [type, kind, write(literal)] as const),
  );

  test('is tried for every scalar and enum that an argument takes', () => {
    const taken = new Set(all.map(([type]) => type));
    expect([...taken]).toEqual(
      expect.arrayContaining([
        'Int',
        'String',
        'ID',
        'Boolean',
        'Date',
        'ApplicationType',
        'UnitKind',
      ]),
    );
    expect(taken.size).toBeGreaterThan(12);
  });

  test.each(all)('%s, %s', async (_type, _kind, query) => {
    const reasons = validate(schema, parse(query)).map(({ message }) => message);
    const answers = [];
    for (let time = 0; time < 3; time += 1) answers.push(await graph.client.ask(query));

    for (const { status, data, errors } of answers) {
      if (reasons.length > 0) {
        expect({ status, data, messages: errors.map(({ message }) => message) }).toEqual({
          status: 200,
          data: undefined,
          messages: reasons,
        });
        expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', reason: 'VALIDATION' });
      } else {
        // It fits: of the right kind, or of a scalar that only its subgraph knows, where nobody is
        // signed in.
        expect(status).toBe(200);
        expect(errors.map(({ message }) => message).join()).not.toMatch(/_r\d|\$_/);
      }
    }
  });
});

describe('a value of a scalar that only its subgraph knows', () => {
  test.each([
    ['as a literal', 'mutation { addLeaveDay(date: "tomorrow", name: "x") { date } }', {}],
    ['as a literal of another kind', 'mutation { addLeaveDay(date: 5, name: "x") { date } }', {}],
    [
      'in a variable',
      'mutation ($d: Date!) { addLeaveDay(date: $d, name: "x") { date } }',
      { d: 'tomorrow' },
    ],
    [
      'in a default',
      'mutation ($d: Date = "never") { addLeaveDay(date: $d, name: "x") { date } }',
      {},
    ],
  ])('is refused by that subgraph as before, %s', async (_what, query, variables) => {
    const token = await graph.token({ role: 'ADMIN', subject: 'admin' });

    for (let time = 0; time < 6; time += 1) {
      const { data, errors } = await graph.client.ask(query, { token, variables });
      expect({ data, errors }).toEqual({
        data: { addLeaveDay: null },
        errors: [
          {
            message: 'date must be a day that exists, as YYYY-MM-DD.',
            path: ['addLeaveDay'],
            extensions: wrongField('date', 'FORMAT'),
          },
        ],
      });
    }
  });
});
