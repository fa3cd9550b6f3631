import { many, operationsOf, refused } from '../hostile-operation.ts';

const large = 480_000;

const page =
  'query ($text: String) { topics { id } search: searchAdministrativeUnits(text: $text) { nodes { id } } }';

const conditioned =
  'query ($filter: ApplicationFilter) { topics { id } applications(filter: $filter) { totalCount } }';

/** Values, and texts around them, that are large or strange. */
export const values = operationsOf('values', {
  'a search for 90 kB': {
    query: () =>
      'query ($text: String!) { searchAdministrativeUnits(text: $text) { nodes { id } } }',
    variables: () => ({ text: 'mudurluk '.repeat(10_000) }),
    expected: 'answered',
  },
  'fifty values that are nearly those of an enum': {
    query: () =>
      `query (${many(50, (n) => `$k${n}: UnitKind`)}) { ${many(20, (u) => `u${u}: administrativeUnits(first: 0, filter: { kind: $k${u} }) { totalCount }`)} ${many(20, (u) => `v${u}: administrativeUnits(first: 0, filter: { kind: $k${20 + u} }) { totalCount }`)} ${many(10, (u) => `w${u}: administrativeUnits(first: 0, filter: { kind: $k${40 + u} }) { totalCount }`)} }`,
    variables: () =>
      Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'DISTRICT_DIRECTORAT'])),
    expected: refused('invalid'),
  },
  'a large selection below an empty list': {
    query: ({ rootId }) =>
      `query ($first: Int) { administrativeUnit(id: "${rootId}") { children(first: $first) { nodes { ${many(90, (n) => `f${n}: path`)} parent { id name kind status parent { id name kind status } } } } } }`,
    variables: () => ({ first: 0 }),
    expected: 'answered',
  },
  'a number of 480 kB': {
    by: 'EVALUATOR',
    query: () => 'query ($number: String!) { application(number: $number) { stage } }',
    variables: () => ({ number: '2'.repeat(large) }),
    expected: 'answered',
  },
  'a value of the wrong type': {
    query: () => page,
    variables: () => ({ text: ['x'.repeat(large)] }),
    expected: refused('invalid'),
  },
  '40,000 variables that nobody declared': {
    query: () => '{ topics { id } }',
    variables: () =>
      Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`v${index}`, 1])),
    expected: 'answered',
  },
  'a list of 200,000 that nobody declared': {
    query: () => '{ topics { id } }',
    variables: () => ({ list: Array.from({ length: 200_000 }, () => 1) }),
    expected: refused('listElements'),
  },
  'conditions in 19 kB': {
    query: () => conditioned,
    variables: () => ({ filter: { and: Array.from({ length: 6_400 }, () => ({})) } }),
    expected: refused('listElements'),
  },
  'conditions in 480 kB': {
    query: () => conditioned,
    variables: () => ({ filter: { and: Array.from({ length: 160_000 }, () => ({})) } }),
    expected: refused('listElements'),
  },
  'conditions in 20 lists': {
    query: () => conditioned,
    variables: () => ({
      filter: {
        and: Array.from({ length: 20 }, () => ({ or: Array.from({ length: 40 }, () => ({})) })),
      },
    }),
    expected: refused('inputObjects'),
  },
  'the most conditions that are read, and none that fits': {
    query: () => conditioned,
    variables: () => ({ filter: { and: Array.from({ length: 499 }, () => ({ x: 1 })) } }),
    expected: refused('invalid'),
  },
  'a condition 2,400 levels deep': {
    query: () => conditioned,
    variables: () => ({
      filter: JSON.parse(`${'{"not":'.repeat(2_400)}{}${'}'.repeat(2_400)}`) as object,
    }),
    expected: refused('inputDepth'),
  },
  'a condition 1,200 levels deep, in the text': {
    query: () =>
      `{ topics { id } applications(filter: ${'{not:'.repeat(1_200)}{}${'}'.repeat(1_200)}) { totalCount } }`,
    expected: refused('inputDepth'),
  },
  'a variable that would change the prototype of objects': {
    query: () =>
      'query ($__proto__: Int) { administrativeUnits(first: $__proto__) { nodes { id } } }',
    variables: () => JSON.parse('{ "__proto__": 1 }') as Record<string, unknown>,
    expected: refused('invalid'),
  },
  'variables and aliases named like properties of every object': {
    query: () =>
      'query ($constructor: Int) { toString: administrativeUnits(first: $constructor) { nodes { constructor: id __proto__: name } } }',
    variables: () => ({ constructor: 2 }),
    expected: 'answered',
  },
  '480 kB of a comment': {
    query: () => `{ topics { id } } # ${'x'.repeat(large)}`,
    expected: 'answered',
  },
  '480 kB of commas': {
    query: () => `{ topics { id } ${','.repeat(large)} }`,
    expected: 'answered',
  },
  '480 kB of a string': {
    query: () => `{ searchAdministrativeUnits(text: "${'x'.repeat(large)}") { nodes { id } } }`,
    expected: 'answered',
  },
  '200 kB of a block string': {
    query: () =>
      `{ searchAdministrativeUnits(text: """${'\\n  x'.repeat(200_000 / 5)}""") { nodes { id } } }`,
    expected: 'answered',
  },
  '480 kB of a whole number': {
    query: () => `{ administrativeUnits(first: ${'9'.repeat(large)}) { nodes { id } } }`,
    expected: refused('invalid'),
  },
  '480 kB of a name': {
    query: () => `{ ${'x'.repeat(large)} }`,
    expected: refused('invalid'),
  },
  '240,000 tokens': {
    query: () => `{ topics { ${'id '.repeat(160_000)} } }`,
    expected: refused('size'),
  },
  '1,200 variables that nobody uses': {
    query: () =>
      `query (${many(1_200, (n) => `$v${n}: Int`)}) { administrativeUnits(first: $v0) { nodes { id } } }`,
    expected: refused('invalid'),
  },
  'a condition 700 times at one field': {
    query: () => `{ topics ${many(700, () => '@skip(if: false)')} { id } }`,
    expected: refused('invalid'),
  },
  'names that are nearly right': {
    query: () => `{ ${many(1_000, (n) => `administrativeUnitz${n}`)} }`,
    expected: refused('invalid'),
  },
  'names of types that are nearly right': {
    query: () =>
      `{ topics { ${many(490, (n) => `... on AdministrativeUnitz${n} { f${n}: id }`)} } }`,
    expected: refused('invalid'),
  },
  'arguments that are nearly right': {
    query: () => `{ administrativeUnits(${many(900, (n) => `firzt${n}: 1`)}) { nodes { id } } }`,
    expected: refused('invalid'),
  },
  'values of enums that are nearly right': {
    query: () =>
      `{ ${many(45, (n) => `u${n}: administrativeUnits(filter: { kind: MINISTRIE${n} }) { nodes { id } }`)} }`,
    expected: refused('invalid'),
  },
  'all of the schema': {
    query: () =>
      `{ __schema { types { name fields { name args { name type { ...T } } type { ...T } } } } }
       fragment T on __Type { name ofType { name ofType { name ofType { name fields { name } } } } }`,
    expected: refused('invalid'),
  },
});
