import type { Ask } from '../subject.ts';

/** Queries during which a resolver or a subgraph fails. */
export const errors: Readonly<Record<string, Ask>> = {
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
  'a null where no null is allowed, with nothing else selected twice': {
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
};
