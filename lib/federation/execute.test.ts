import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildSchema, execute as executeByGraphql, parse } from 'graphql';
import { badInput, ClientError, retryLater } from '../kit/errors.ts';
import { say } from '../kit/say.ts';
import { createExecutor } from './execute.ts';

/** Enough executions for an operation to be compiled, if it can be. */
const times = 4;

const schema = buildSchema(/* GraphQL */ `
  scalar Arguments
  enum Colour {
    RED
    GREEN
  }
  input Inner {
    count: Int! = 3
    colour: Colour = GREEN
    of: [Inner!]
  }
  input Given {
    name: String!
    flag: Boolean! = false
    ids: [ID!]! = []
    ratio: Float
    inner: Inner
  }
  input Plain {
    name: String
    size: Int = 7
    ids: [ID!]
  }
  type Thing {
    name: String!
    broken: Boolean!
    missing: Boolean
    things: [Thing!]
  }
  type Query {
    thing: Thing
    things: [Thing]
    given(input: Given, count: Int! = 5, colour: Colour! = RED): Arguments
    plain(input: Plain, count: Int = 6): Arguments
  }
  type Mutation {
    given(input: Given!): Arguments
  }
`);
for (const root of [schema.getQueryType(), schema.getMutationType()]) {
  for (const field of Object.values(root?.getFields() ?? {})) field.resolve = (_, args) => args;
}
const fail = () => {
  throw new Error('It is broken.');
};
const thing = (name: string): object => ({
  name,
  broken: fail,
  missing: fail,
  things: () => [thing(`${name}1`), thing(`${name}2`)],
});
const thingField = schema.getQueryType()?.getFields()['thing'];
if (thingField) thingField.resolve = () => thing('T');

async function compare(query: string, variables: Record<string, unknown>) {
  const document = parse(query);
  const { execute } = createExecutor(schema, { compile: true });
  const byGraphql = await executeByGraphql({ schema, document, variableValues: variables });
  const answers = [];
  for (let time = 0; time < times; time += 1) {
    answers.push(await execute({ document, variables }, {}));
  }
  return { answers: answers.map(shown), expected: Array(times).fill(shown(byGraphql)) };
}

/** Error codes are added by this project. */
const shown = (result: unknown): unknown =>
  JSON.parse(JSON.stringify(result), (name, value: unknown) =>
    name === 'extensions' ? undefined : value,
  );

describe('a frequent operation is answered as graphql answers it, given', () => {
  it.each<[what: string, query: string, variables: Record<string, unknown>]>([
    ['no variables', '{ given plain }', {}],
    ['a default of a variable', 'query ($count: Int = 1) { plain(count: $count) }', {}],
    [
      'a default of a variable that may not be null',
      'query ($c: Int! = 1) { given(count: $c) }',
      {},
    ],
    ['a variable left out', 'query ($input: Plain) { plain(input: $input) }', {}],
    ['null', 'query ($input: Plain) { plain(input: $input) }', { input: null }],
    [
      'defaults in an input object',
      'query ($input: Given) { given(input: $input) }',
      { input: { name: 'A', inner: { of: [{}, { count: 1 }] } } },
    ],
    [
      'defaults in an input object of a mutation',
      'mutation ($input: Given!) { given(input: $input) }',
      { input: { name: 'A' } },
    ],
    [
      'a field that the type does not have',
      'query ($input: Plain) { plain(input: $input) }',
      { input: { other: 1 } },
    ],
    ['a wrong type', 'query ($count: Int) { plain(count: $count) }', { count: 'many' }],
    ['a missing variable', 'query ($input: Given!) { given(input: $input) }', {}],
    [
      'null for an argument that may not be null',
      'query ($count: Int) { given(count: $count) }',
      { count: null },
    ],
    [
      'null for a field of an input object that may not be null',
      'query ($flag: Boolean) { given(input: { name: "A", flag: $flag }) }',
      { flag: null },
    ],
    ['several errors that null the same object', '{ thing { broken again: broken name } }', {}],
    ['elements that null the same list', '{ thing { name things { name broken } } }', {}],
    ['errors in nullable fields', '{ thing { missing again: missing things { missing } } }', {}],
    [
      'a fragment that is skipped at one of its uses',
      `query ($with: Boolean!) {
        one: thing { ...F @include(if: $with) things { ...F @skip(if: $with) } }
        two: thing { ...F things { ...F } }
      }
      fragment F on Thing { name }`,
      { with: false },
    ],
    [
      'a field that is skipped',
      'query ($without: Boolean!) { thing { name @skip(if: $without) things { name } } }',
      { without: true },
    ],
  ])('%s', async (_what, query, variables) => {
    const { answers, expected } = await compare(query, variables);
    expect(answers).toEqual(expected);
  });

  const anything = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom(null, 'RED', 'BLUE'),
  );
  const { input } = fc.letrec((tie) => ({
    input: fc.dictionary(
      fc.constantFrom('name', 'flag', 'ids', 'ratio', 'inner', 'count', 'colour', 'of', 'size'),
      fc.oneof({ maxDepth: 3 }, anything, fc.array(anything, { maxLength: 2 }), tie('input')),
      { maxKeys: 4 },
    ),
  }));

  it.each(['Given', 'Plain'])('any variable of the type %s', async (type) => {
    const query = `query ($input: ${type}) { ${type.toLowerCase()}(input: $input) }`;
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const { answers, expected } = await compare(query, { input: given });
        expect(answers).toEqual(expected);
      }),
    );
  });
});

describe('an error for the client', () => {
  const document = parse('{ things { name missing } }');

  const execute = async (missing: () => unknown) => {
    const { execute } = createExecutor(schema, { compile: true });
    const rootField = schema.getQueryType()?.getFields()['things'];
    if (rootField) rootField.resolve = () => [{ name: 'A', missing }];
    return JSON.parse(JSON.stringify(await execute({ document }, {})));
  };

  it.each<[how: string, missing: (error: Error) => unknown]>([
    [
      'thrown',
      (error) => {
        throw error;
      },
    ],
    [
      'rejected with',
      async (error) => {
        throw error;
      },
    ],
    ['returned', (error) => error],
  ])('%s has its code and details, at its place', async (_how, missing) => {
    const error = badInput('id', 'FORMAT', say`This is not an id.`);

    expect(await execute(() => missing(error))).toEqual({
      data: { things: [{ name: 'A', missing: null }] },
      errors: [
        {
          message: 'This is not an id.',
          locations: [{ line: 1, column: 17 }],
          path: ['things', 0, 'missing'],
          extensions: { field: 'id', reason: 'FORMAT', code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it('has the status that its kind stands for', async () => {
    const refuse = () => {
      throw retryLater(say`Too often.`, 3, { limit: 5 });
    };

    const { errors } = await execute(refuse);

    expect(errors[0].extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 5,
      http: { status: 429 },
    });
  });

  it('does not show the error that led to it', async () => {
    const cause = new Error('secret');
    const refuse = () => {
      throw new ClientError('UNAVAILABLE', say`Away.`, { cause });
    };

    expect(JSON.stringify(await execute(refuse))).not.toContain('secret');
  });
});
