import type { Ask } from '../subject.ts';

/** Queries with variables, conditions included. */
export const variables: Readonly<Record<string, Ask>> = {
  'variables in several fetches': {
    query: `query ($first: Int, $city: String!, $kind: StockKind) {
      books(first: $first) { title stock(city: $city, kind: $kind) { city count kind } }
    }`,
    variables: { first: 2, city: 'Izmir', kind: 'USED' },
  },
  'variables left out': {
    query: 'query ($first: Int, $genre: Genre) { books(first: $first, genre: $genre) { title } }',
    variables: {},
  },
  'no variables at all': { query: 'query ($first: Int) { books(first: $first) { title } }' },
  'variables that are null': {
    query: 'query ($genre: Genre) { books(genre: $genre) { title } }',
    variables: { genre: null },
  },
  'variables with defaults': {
    query: `query ($first: Int = 2, $city: String! = "Van") {
      books(first: $first) { stock(city: $city) { city } }
    }`,
  },
  'variables that no operation declares': {
    query: 'query ($id: ID!) { book(id: $id) { title price } }',
    variables: { id: 'b2', other: true },
  },
  'a variable as a number': {
    query: 'query ($id: ID!) { book(id: $id) { title } }',
    variables: { id: 7 },
  },
  'an input object': {
    query:
      'query ($filter: Filter) { search(text: "a", filter: $filter) { ... on Book { title } } }',
    variables: { filter: { genres: ['NOVEL'] } },
  },
  'a variable of the wrong type': {
    query: 'query ($first: Int) { books(first: $first) { title } }',
    variables: { first: 'two' },
  },
  'a missing variable': {
    query: 'query ($id: ID!) { book(id: $id) { title } }',
  },
  'several wrong variables': {
    query: `query ($id: ID!, $genre: Genre, $filter: Filter) {
      book(id: $id) { title }
      books(genre: $genre) { id }
      search(text: "a", filter: $filter) { __typename }
    }`,
    variables: { id: null, genre: 'BANNED', filter: { maxPages: 'many', other: 1 } },
  },
  '@include on a fragment': {
    query: 'query ($with: Boolean!) { books { ... @include(if: $with) { price } } }',
    variables: { with: true },
  },
  'a condition on one of two uses of a fragment': {
    query: `query ($with: Boolean!) {
      one: book(id: "b1") { ...F @include(if: $with) }
      two: book(id: "b2") { ...F }
      masterpiece { author { ...A @skip(if: $with) } sequel { author { ...A } } }
    }
    fragment F on Book { title price }
    fragment A on Author { name }`,
    variables: { with: false },
  },
  'everything left out': {
    query: 'query ($with: Boolean!) { books @include(if: $with) { title } }',
    variables: { with: false },
  },
  'objects of which everything is left out': {
    query:
      'query ($not: Boolean!) { books { title @skip(if: $not) author { name @skip(if: $not) } } }',
    variables: { not: true },
  },
  'a variable under a name that every object has': {
    query: 'query ($toString: ID!) { book(id: $toString) { title } }',
    variables: { toString: 'b1' },
  },
  'a variable with the name of the representations': {
    query: 'query ($representations: String!) { books { stock(city: $representations) { city } } }',
    variables: { representations: 'Van' },
  },
  'variables under generated names': {
    query: 'query ($_r0: ID!, $_r1: Int) { book(id: $_r0) { title } books(first: $_r1) { id } }',
    variables: { _r0: 'b2', _r1: 1 },
  },
  'variables in literals': {
    query: `query ($genre: Genre!, $max: Int, $strict: Boolean = true, $day: Day, $none: Genre) {
      page(filter: { genres: [$genre], maxPages: $max, strict: $strict, since: $day })
      books(genre: $none) { id }
    }`,
    variables: { genre: 'POETRY', max: null },
  },
  'a default that its scalar refuses': { query: 'query ($d: Day = 5) { since(day: $d) }' },
  'a default that its scalar refuses, beside others': {
    query: 'query ($d: Day = 5, $id: ID = "b1") { since(day: $d) book(id: $id) { title } }',
  },
  'null for an argument that may not be null': {
    query: 'query ($n: Int) { page(number: $n) books { title } }',
    variables: { n: null },
  },
  'null in an input object for a field that may not be null': {
    query:
      'query ($s: Boolean) { page(filter: { strict: $s }) me { query { page(filter: { strict: $s }) } } }',
    variables: { s: null },
  },
  'one key for arguments of different types': {
    query: `query ($n: Int = 3) {
      search(text: "a") {
        ... on Book { part(number: 7, of: 7) }
        ... on Film { part(number: 7, of: 7) }
        ... on Author { part(number: 7, of: 7) }
      }
      again: search(text: "b") {
        ... on Film { part(number: $n) }
        ... on Book { part(number: $n) }
      }
    }`,
  },
  'a null that only some of the types refuse': {
    query: `query ($n: Int = 3) {
      search(text: "a") {
        ... on Book { part(number: 1, of: "1") }
        ... on Film { part(number: $n) }
      }
    }`,
    variables: { n: null },
  },
  'arguments of different types below one key': {
    query: `query ($of: Int) {
      search(text: "a") {
        ... on Book { by: author { part(of: [1]) } next: sequel { part(of: "1") } }
        ... on Film { by: director { part(of: 2, number: "a") } part(number: 1, of: $of) }
      }
    }`,
    variables: { of: 4 },
  },
  'the condition of another operation in the text': {
    query: `
      query One($text: String!) { search(text: $text) { __typename } }
      query Two($text: Boolean!) { ...F }
      fragment F on Query { authors @include(if: $text) { id } }
    `,
    operationName: 'One',
    variables: { text: 'a' },
  },
  'a null for the name of a type': {
    query: `query ($name: String = "Book") {
      authors { id }
      type: __type(name: $name) { name }
      me { query { __type(name: $name) { kind } } }
    }`,
    variables: { name: null },
  },
  'a variable with the name of a prototype': {
    query: 'query ($__proto__: ID! = "b1") { book(id: $__proto__) { title } }',
    variables: {},
  },
  'a variable with the name that the planner uses': {
    query: `query ($representations: Day = "2026-11-28") {
      since(day: $representations) books { price }
    }`,
    variables: {},
  },
};
