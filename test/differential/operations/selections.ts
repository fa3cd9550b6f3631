import type { Ask } from '../subject.ts';

/** Queries without variables: fetches, fragments, abstract types, aliases, literals and introspection. */
export const selections: Readonly<Record<string, Ask>> = {
  'a field of one subgraph': { query: '{ masterpiece { title } }' },
  'an entity with fields of two subgraphs': { query: '{ masterpiece { title price } }' },
  'a chain of fetches by different keys': {
    query: '{ me { favourite { price author { name discount } } } }',
  },
  'entities in a list': { query: '{ books { title price reviews { stars } } }' },
  'entities in lists of lists': { query: '{ shelves { label rows { title price } } }' },
  'lists of lists with nulls': {
    query: '{ shelves { cells { title price translator { name } } } }',
  },
  'lists in entities in lists': {
    query: '{ authors { name books { title bundle { isbn title author { name } } } } }',
  },
  'parallel fetches for different places': {
    query:
      '{ books { price author { name } sequel { price translator { name } } } authors { born } }',
  },
  'fields required of another subgraph': { query: '{ books(first: 6) { shipping } }' },
  'required fields that are selected too': { query: '{ books(first: 6) { tags shipping pages } }' },
  'nothing to fetch for a null': {
    query: '{ book(id: "b6") { author { name } sequel { price } } }',
  },
  'a null for nothing found': { query: '{ book(id: "none") { title price } }' },
  'null for a union list': { query: '{ search(text: "nothing") { ... on Book { title } } }' },
  'aliases at the root': {
    query: '{ one: book(id: "b1") { price } two: book(id: "b2") { price } }',
  },
  'aliases of entities and of their fields': {
    query: '{ all: books { name: title cost: price by: author { called: name } } }',
  },
  'an aliased key': { query: '{ books { key: id number: isbn price } }' },
  'one field twice under different names': {
    query: '{ books { a: stock(city: "A") { count } b: stock(city: "B", kind: USED) { kind } } }',
  },
  'fields in another order than fetched': {
    query: '{ books { price title reviews { text stars } isbn translator { name } id } }',
  },
  'a field selected twice': {
    query: '{ masterpiece { title title author { id } author { name } } }',
  },
  'selections of a list joined': {
    query: '{ books { reviews { stars } title reviews { by { name } } reviews { stars text } } }',
  },
  'selections joined from fragments': {
    query: `
      { masterpiece { author { name } ...More sequel { title } ...More } }
      fragment More on Book { sequel { author { born } } author { born ...Home } }
      fragment Home on Author { address { city street } }`,
  },
  'fragments in fragments': {
    query: `
      { ...Root }
      fragment Root on Query { works { ...Shown } }
      fragment Shown on Work { title ...OfBook ... on Film { minutes ...Directed } }
      fragment OfBook on Book { price ... on Work { id } }
      fragment Directed on Film { director { name } }`,
  },
  'an inline fragment without type': { query: '{ ... { books { ... { title price } } } }' },
  'an interface and its types': {
    query: '{ works { __typename id title ... on Book { pages } ... on Film { minutes } } }',
  },
  'entities of different types in one list': {
    query: '{ works { ... on Book { price shipping } ... on Film { price director { name } } } }',
  },
  'an inaccessible type among an interface': { query: '{ archive { title } }' },
  'a union': {
    query: `{
      search(text: "a") {
        __typename
        ... on Book { title price }
        ... on Film { title price }
        ... on Author { name books { title } }
      }
    }`,
  },
  'an interface on a union': { query: '{ search(text: "a") { ... on Work { id title } } }' },
  'a type name at the root': { query: 'query Named { __typename kind: __typename }' },
  'type names at every level': {
    query: '{ __typename books { kind: __typename author { __typename name } } }',
  },
  'a type name under another name': { query: '{ works { kind: __typename title } }' },
  'the root within the graph': {
    query: '{ me { name query { __typename books { title price } me { name } } } }',
  },
  'types that several subgraphs have': {
    query: '{ authors { discount address { city street } } }',
  },
  'scalars of any form': { query: '{ books { meta grid tags } }' },
  'an inaccessible value of an enum': { query: '{ books(first: 6) { title formerGenre } }' },
  'every leaf type': {
    query: '{ authors { id name born discount } works { ... on Film { minutes } } }',
  },
  'one of several operations': {
    query: 'query A { books { title } } query B { authors { name } }',
    operationName: 'B',
  },
  'the schema': { query: '{ __schema { queryType { name } } books { title } }' },
  'a type of the schema, in a fragment': {
    query: '{ ...Type } fragment Type on Query { __type(name: "Book") { name } }',
  },
  'the schema within the root within the graph': {
    query: `{
      __schema { queryType { name } }
      me { query { __schema { mutationType { name } } type: __type(name: "Book") { kind } } }
      type: __type(name: "Book") { name }
      type: __type(name: "Book") { isOneOf }
    }`,
  },
  '@skip': { query: '{ books { title @skip(if: true) price } }' },
  'aliases that are keys': {
    query: '{ books { id: title isbn: price author { id: name name: id } } }',
  },
  'aliases that are required fields': {
    query: '{ books { pages: title tags: reviews { stars } shipping } }',
  },
  'an alias that hides a list that is merged': {
    query: '{ authors { books { bundle { price } } bundle: books { title } } }',
  },
  'an alias that hides the type': { query: '{ works { __typename: title id } }' },
  'a field under a name that every object has': { query: '{ constructor: books { title } }' },
  'a field under the name of the prototype': { query: '{ books { __proto__: title price } }' },
  'an object that is an interface elsewhere': { query: '{ works { title stars __typename } }' },
  'fields of one name and different types': {
    query: '{ works { ... on Book { it: author { id } } ... on Film { it: director { id } } } }',
  },
  'fields of one name, with other arguments in each type': {
    query: '{ works { ... on Book { it: stock(city: "A") { city } } ... on Film { it: id } } }',
  },
  'literals of every kind': {
    query: `{
      one: page(number: 3, filter: { genres: [NOVEL, POETRY], maxPages: null, strict: true })
      two: page(filter: { genres: NOVEL, not: { since: "2026-11-28", not: {} } })
      three: page(filter: null)
      four: since(day: "2026-11-28", days: "2026-11-27")
      five: since(days: [])
      book(id: 7) { id }
    }`,
  },
  'lists of lists of two subgraphs': { query: '{ books { cells { row column } } }' },
  'a field with arguments that are all left out': {
    query: '{ books { part stock(city: "A") { count } } }',
  },
  'a literal that only its subgraph can refuse': {
    query:
      '{ one: since(day: "tomorrow") two: since(days: ["2026-11-28", "never"]) books { title } }',
  },
  'a literal of another kind that only its subgraph can refuse': {
    query: '{ one: since(day: 5) books { title } }',
  },
};
