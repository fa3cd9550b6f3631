import type { Ask } from './subject.ts';

/** Operations on the library, each named after its special feature. */
export const operations: Readonly<Record<string, Ask>> = {
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
  'a null where nothing was found': { query: '{ book(id: "none") { title price } }' },
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
  'a mutation': { query: 'mutation { rename(id: "a1", name: "B") { name } }' },
  'a mutation with fields of other subgraphs': {
    query: `mutation ($title: String!) {
      retitle(id: "b2", title: $title) { title price author { name } }
    }`,
    variables: { title: 'New' },
  },
  'a mutation in several subgraphs, one after the other': {
    query: `mutation {
      first: rename(id: "a1", name: "B") { name books { price } }
      second: retitle(id: "b1", title: "C") { title price }
      third: rename(id: "a2", name: "D") { name }
      fourth: rename(id: "a3", name: "E") { discount }
    }`,
  },
  'a mutation that is refused': {
    query: 'mutation { rename(id: "a1", name: "B") { name } retitle(id: "b1", title: "C") { id } }',
    faults: { 'Mutation.rename': 'coded error' },
  },
  'a mutation whose answer may not be null': {
    query: 'mutation { rename(id: "a1", name: "B") { name } retitle(id: "b1", title: "C") { id } }',
    faults: { 'Mutation.retitle': 'coded error' },
  },
  'a mutation with a missing variable': {
    query: 'mutation ($name: String!) { rename(id: "a1", name: $name) { name } }',
  },
  'one of several operations': {
    query: 'query A { books { title } } query B { authors { name } }',
    operationName: 'B',
  },
  'an error on a field': {
    query: '{ books { title price } }',
    faults: { 'Book.title:b2': 'error' },
  },
  'an error with a code': {
    query: '{ masterpiece { title } }',
    faults: { 'Book.title': 'coded error' },
  },
  'an error on a field of an entity': {
    query: '{ books { title reviews { text } } }',
    faults: { 'Book.reviews:b2': 'coded error' },
  },
  'an error that makes an entity null': {
    query: '{ books { title price } }',
    faults: { 'Book.price:b2': 'error' },
  },
  'an error in a list in a list': {
    query: '{ shelves { rows { title translator { name } } } }',
    faults: { 'Author.name:a4': 'coded error' },
  },
  'errors below entities': {
    query: '{ authors { books { bundle { title author { name } } } } }',
    faults: { 'Book.title': 'error', 'Author.name:a3': 'coded error' },
  },
  'an error that makes the answer null': {
    query: '{ masterpiece { title price } }',
    faults: { 'Query.masterpiece': 'error' },
  },
  'an error at the root of one of two subgraphs': {
    query: '{ books { title } me { name } }',
    faults: { 'Query.me': 'coded error' },
  },
  'an entity that cannot be found': {
    query: '{ books { title price } }',
    faults: { 'shop/Book:i2': 'null' },
  },
  'nullable fields of an entity that cannot be found': {
    query: '{ books { title translator { name } } }',
    faults: { 'people/Book:b2': 'null' },
  },
  'a subgraph that fails for every entity': {
    query: '{ books { title price author { name } } }',
    faults: { 'shop/Book': 'coded error', 'people/Author': 'error' },
  },
  'a null where none may be, with nothing else selected twice': {
    query: '{ books { author { name } title author { id name born } price } }',
    faults: { 'people/Author': 'null' },
  },
  'several nulls where none may be': {
    query: '{ books { price } authors { books { price } } me { favourite { price } } }',
    faults: { 'shop/Book': 'null' },
  },
  'an error within the root within the graph': {
    query: '{ me { query { books { title } } } }',
    faults: { 'Book.title:b1': 'error' },
  },
  'a subgraph that cannot be asked for root fields': {
    query: '{ books { title price } me { name } }',
    faults: { catalog: 'error' },
  },
  'a subgraph that cannot be asked for entities': {
    query: '{ books { title price translator { name } } }',
    faults: { shop: 'coded error', people: 'error' },
  },
  'subgraphs that answer nothing': {
    query: '{ books { title price author { name } } me { name } }',
    faults: { shop: 'null', people: 'null' },
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
  'null for an argument that may not be null, in a mutation': {
    query: `mutation ($copies: Int) {
      one: reprint(id: "b1", copies: $copies) { title }
      two: reprint(id: "b2") { title }
    }`,
    variables: { copies: null },
  },
  'a change that is selected again after one that is not made': {
    query: `mutation ($copies: Int) {
      retitle(id: "b1", title: "C") { id }
      none: restock(copies: $copies)
      retitle(id: "b1", title: "C") { again: id author { name } }
      rename(id: "a1", name: "B") { id }
    }`,
    variables: { copies: null },
  },
  'a change after one that has made the answer null': {
    query: 'mutation { retitle(id: "b1", title: "C") { id } rename(id: "a1", name: "B") { id } }',
    faults: { 'Mutation.retitle': 'error' },
  },
  'an error in a list of several types': {
    query: '{ search(text: "a") { ... on Book { price } } }',
    faults: { 'Book.price:b4': 'error' },
  },
  'an error under another name': {
    query: '{ all: books { cost: price name: title } }',
    faults: { 'Book.title:b2': 'coded error', 'Book.price:b3': 'error' },
  },
  'an error of an alias and of none': {
    query: '{ masterpiece { title again: title } }',
    faults: { 'Book.title': 'error' },
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
  'lists of lists of two subgraphs': { query: '{ books { cells { row column } } }' },
  'a field with arguments that are all left out': {
    query: '{ books { part stock(city: "A") { count } } }',
  },
  'changes after one that is refused for its value': {
    query: `mutation ($copies: Int = 3) {
      first: restock(copies: 1)
      rename(id: "a1", name: "B") { name }
      restock(copies: $copies)
      last: restock(copies: 2)
      again: rename(id: "a2", name: "C") { name }
    }`,
    variables: { copies: null },
  },
  'a literal that only its subgraph can refuse': {
    query:
      '{ one: since(day: "tomorrow") two: since(days: ["2026-11-28", "never"]) books { title } }',
  },
  'a literal of another kind that only its subgraph can refuse': {
    query: '{ one: since(day: 5) books { title } }',
  },
};
