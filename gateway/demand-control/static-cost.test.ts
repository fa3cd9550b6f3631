import { describe, expect, it, test } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { readCostSchema } from './cost-schema.ts';
import { charge, type CostContext, total } from './cost.ts';
import { staticCost } from './static-cost.ts';

/** Weights are integers in federation; the specification writes them as strings of floats. */
const directives = `
  directive @cost(weight: Float!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(
    assumedSize: Int
    slicingArguments: [String!]
    sizedFields: [String!]
    requireOneSlicingArgument: Boolean = true
  ) on FIELD_DEFINITION
`;

function costOf(context: CostContext, query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is no operation.');
  return staticCost({ document, definition }, variables, context);
}

function contextOf(sdl: string): CostContext {
  const schema = buildSchema(`${directives}\n${sdl}`);
  return { schema, costs: readCostSchema(schema) };
}

test('the fields of types with the weight 0 are figures, with the entities that they refer to', () => {
  const context = contextOf(`
    type Unit { name: String! above: Unit }
    type Summary @cost(weight: 0) { median: Float }
    type Group @cost(weight: 0) {
      unit: Unit @cost(weight: 0)
      count: Int!
      days: Summary @cost(weight: 0)
      previous: Group @cost(weight: 0)
    }
    type Query { groups(first: Int!): [Group!]! @cost(weight: 500) @listSize(slicingArguments: ["first"]) }
  `);
  const figuresOf = (select: string) => {
    const cost = costOf(context, `{ groups(first: 1000) { ${select} } }`);
    return { figures: cost.figures, others: total(cost) - cost.figures };
  };

  expect(figuresOf('count')).toEqual({ figures: 250, others: 501 });
  expect(figuresOf('count days { median } previous { count days { median } }')).toEqual({
    figures: 1_000,
    others: 501,
  });
  // What is selected of an entity is no figure, and finding the next one neither.
  expect(figuresOf('unit { name }')).toEqual({ figures: 1_000, others: 751 });
  expect(figuresOf('unit { above { name } }')).toEqual({ figures: 1_000, others: 501 + 2_250 });
});

test('nothing is computed below an empty list', () => {
  const context = contextOf(`
    type User { name: String friend: User }
    type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }
  `);
  const query = 'query ($max: Int) { users(max: $max) { name friend { name friend { name } } } }';
  const pathsOf = (max: number) => costOf(context, query, { max }).paths.map(({ path }) => path);

  expect(pathsOf(0)).toEqual(['users']);
  expect(pathsOf(1)).toHaveLength(6);
  expect(total(costOf(context, query, { max: 0 }))).toBe(2); // Query and the field
});

describe('the examples of the GraphQL Cost Directives specification', () => {
  it('1 and 2: weights and a slicing argument', () => {
    const context = contextOf(`
      type User { name: String age: Int @cost(weight: 2.0) }
      type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }
    `);

    expect(costOf(context, 'query Example { users(max: 5) { age } }')).toMatchObject({
      fieldCost: 11,
      typeCost: 6, // Query and five User
    });
  });

  it('10: the weight of an argument', () => {
    const context = contextOf(`
      input Filter { field: Boolean }
      type Query {
        topProducts(filter: Filter @cost(weight: 15.0)): [String]
          @cost(weight: 5.0) @listSize(assumedSize: 10)
      }
    `);

    expect(costOf(context, '{ topProducts }').fieldCost).toBe(5);
    expect(costOf(context, '{ topProducts(filter: {}) }').fieldCost).toBe(20);
    expect(costOf(context, '{ topProducts(filter: { field: true }) }').fieldCost).toBe(20);
  });

  it('11: a negative weight of an argument, and no negative sum', () => {
    const context = contextOf(`
      input Approximate { percent: Int }
      type Product { name: String }
      type Query {
        mostPopularProduct(approx: Approximate @cost(weight: -3.0)): Product @cost(weight: 5.0)
        cheap(approx: Approximate @cost(weight: -9.0)): Product
      }
    `);

    expect(costOf(context, '{ mostPopularProduct { name } }').fieldCost).toBe(5);
    expect(costOf(context, '{ mostPopularProduct(approx: {}) { name } }').fieldCost).toBe(2);
    expect(costOf(context, '{ cheap(approx: {}) { name } }').fieldCost).toBe(0);
  });

  it('12: weights of input fields', () => {
    const context = contextOf(`
      input Approximate { percent: Int }
      input Filter { approx: Approximate @cost(weight: -12.0) }
      type Query {
        topProducts(filter: Filter @cost(weight: 15.0)): [String]
          @cost(weight: 5.0) @listSize(assumedSize: 10)
      }
    `);
    const query = 'query ($filter: Filter) { topProducts(filter: $filter) }';

    expect(costOf(context, '{ topProducts(filter: { approx: {} }) }').fieldCost).toBe(8);
    expect(costOf(context, query, { filter: { approx: {} } }).fieldCost).toBe(8);
    expect(costOf(context, query, { filter: {} }).fieldCost).toBe(20);
    expect(costOf(context, query).fieldCost).toBe(5);
  });

  it('16: an assumed size', () => {
    const context = contextOf(`
      type Product { name: String }
      type Query { topProducts: [Product] @listSize(assumedSize: 10) }
    `);

    expect(costOf(context, '{ topProducts { name } }')).toMatchObject({
      fieldCost: 1,
      typeCost: 11,
    });
  });

  it('18: sized fields of a connection', () => {
    const context = contextOf(`
      type Film { title: String }
      type FilmEdge { cursor: ID node: Film }
      type PageInfo { hasNextPage: Boolean }
      type FilmConnection { edges: [FilmEdge] pageInfo: PageInfo }
      type Query {
        films(first: Int, after: ID, last: Int, before: ID): FilmConnection
          @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"])
      }
    `);
    const query = (given: string) =>
      `{ films(${given}) { edges { node { title } } pageInfo { hasNextPage } } }`;

    // films, edges, pageInfo, and node of each edge; Query, FilmConnection, PageInfo, and of each: FilmEdge, Film
    expect(costOf(context, query('first: 7'))).toMatchObject({ fieldCost: 10, typeCost: 17 });
    expect(costOf(context, query('first: 7, last: 9')).fieldCost).toBe(12);
  });
});

describe('special cases of operations', () => {
  const context = contextOf(`
    interface Thing { id: ID }
    type Small implements Thing { id: ID }
    type Large implements Thing @cost(weight: 7) { id: ID parts(first: Int! = 3): [Small!] @listSize(slicingArguments: ["first"]) }
    union Any = Small | Large
    type Query {
      things(first: Int = 2): [Thing] @listSize(slicingArguments: ["first"])
      any: Any
      nested: [[Small]] @listSize(assumedSize: 4)
      undeclared: [Small]
      large: Large
      many(first: Int = 3): Page @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
      all: Page @listSize(assumedSize: 5, sizedFields: ["edges"])
    }
    type Page { edges: [Small] ids: [ID] }
    type Mutation { act(id: ID): Small @cost(weight: 20) }
  `);
  /** Without leaves. */
  const of = (query: string, variables?: Record<string, unknown>) => {
    const { fieldCost, typeCost } = costOf(context, query, variables);
    return fieldCost + typeCost;
  };

  it.each([
    ['the root alone', '{ __typename }', 1],
    ['the schema default as slicing argument', '{ things { id } }', 1 + 1 + 2 * 7],
    ['null for the slicing argument', '{ things(first: null) { id } }', 1 + 1 + 2 * 7],
    ['a literal', '{ things(first: 10) { id } }', 1 + 1 + 10 * 7],
    ['a negative slicing argument', '{ things(first: -5) { id } }', 1 + 1],
    [
      'the most expensive member of an abstract type',
      '{ any { ... on Large { parts { id } } } }',
      1 + 1 + 7 + 1 + 3,
    ],
    ['a fragment of the cheaper member', '{ any { ... on Small { id } } }', 1 + 1 + 7],
    ['nested lists', '{ nested { id } }', 1 + 1 + 16],
    ['a list without a declared size', '{ undeclared { id } }', 1 + 1 + 100],
    [
      'one field selected twice',
      '{ large { id } large { id parts(first: 1) { id } } }',
      1 + 1 + 7 + 1 + 1,
    ],
    ['one field under two aliases', '{ a: large { id } b: large { id } }', 1 + 8 + 8],
    [
      'a fragment used twice',
      '{ a: large { ...F } b: large { ...F } } fragment F on Large { parts { id } }',
      1 + 2 * (1 + 7 + 1 + 3),
    ],
    ['skipped fields', '{ large { id parts @skip(if: true) { id } } }', 1 + 1 + 7],
    ['a change', 'mutation { a: act { id } b: act { id } }', 1 + 21 + 21],
  ])('%s', (_, query, cost) => {
    expect(of(query)).toBe(cost);
  });

  it('variables of conditions and of slicing arguments', () => {
    const query =
      'query ($n: Int = 5, $all: Boolean!) { large { parts(first: $n) @include(if: $all) { id } } }';

    expect(of(query, { all: true })).toBe(1 + 1 + 7 + 1 + 5);
    expect(of(query, { all: true, n: 50 })).toBe(1 + 1 + 7 + 1 + 50);
    expect(of(query, { all: false, n: 50 })).toBe(1 + 1 + 7);
    expect(costOf(context, query, { all: false }).dependsOnVariables).toBe(true);
    expect(costOf(context, 'query ($id: ID) { large { id } }', { id: 1 }).dependsOnVariables).toBe(
      false,
    );
  });

  it('products that overflow a number', () => {
    const deep = `${'things(first: 2147483647) { ... on Large { parts(first: 2147483647) { id } } '.repeat(1)}}`;
    const cost = of(`{ ${deep} }`);

    expect(cost).toBeGreaterThan(1e14);
    expect(cost).toBeLessThan(Infinity);
  });

  it.each([
    ['{ large { parts(first: 2) { id } } }', false],
    ['{ things { ... on Large { parts { id } } } }', false],
    ['query ($n: Int!) { large { parts(first: $n) { id } } }', false],
    ['{ nested @skip(if: true) { id } }', false],
    ['{ nested { id } }', true],
    ['{ undeclared { id } }', true],
    ['{ many { edges { id } } }', false],
    ['{ many { ids } }', false],
    ['{ all { edges { id } } }', true],
  ])('that can be exceeded, by lists of assumed length alone: %s', (query, can) => {
    expect(costOf(context, query, { n: 3 }).mayBeExceeded).toBe(can);
  });

  it('costs by path', () => {
    const { paths } = costOf(
      context,
      '{ all: things(first: 3) { ... on Large { parts { id } } } }',
    );

    expect(paths).toEqual([
      { path: 'all', isFigure: false, fieldCost: 1, typeCost: 21, leaves: 0 },
      { path: 'all.parts', isFigure: false, fieldCost: 3, typeCost: 9, leaves: 0 },
      { path: 'all.parts.id', isFigure: false, fieldCost: 0, typeCost: 0, leaves: 9 },
    ]);
  });
});

describe('leaves', () => {
  const context = contextOf(`
    type Query {
      one: Item
      many(first: Int = 3): [Item] @listSize(slicingArguments: ["first"])
      words: [String!]! @listSize(assumedSize: 7)
      undeclared: [String!]!
    }
    type Item { id: ID text: String @cost(weight: 5) tags: [String!]! @cost(weight: 1) @listSize(assumedSize: 4) }
    type Mutation { act: Item }
  `);

  it.each([
    ['a leaf', '{ one { id } }', 1],
    ['the name of a type', '{ __typename one { __typename } }', 2],
    ['a leaf under three aliases', '{ one { id a: id b: id } }', 3],
    ['one leaf selected repeatedly', '{ one { id id id } }', 1],
    ['leaves of a list', '{ many(first: 10) { id __typename } }', 20],
    ['a list of leaves', '{ words }', 7],
    ['lists of leaves in a list', '{ many { tags } }', 12],
    ['a list of leaves without a declared size', '{ undeclared }', 100],
    ['none', '{ one { id @skip(if: true) } }', 0],
  ])('count: %s', (_, query, leaves) => {
    expect(costOf(context, query).leaves).toBe(leaves);
  });

  it('cost a quarter each, beside what their fields declare, and their sum is rounded up', () => {
    // Query 1, many 1 + 3, text 3 * 5, tags 3 * 1, and 3 * (1 + 4) leaves
    const cost = costOf(context, '{ many { text tags } }');

    expect(total(cost)).toBe(1 + 4 + 15 + 3 + 15 / 4);
    expect(charge(cost)).toBe(27);
    expect(charge(costOf(context, '{ one { id } }'))).toBe(4);
  });
});
