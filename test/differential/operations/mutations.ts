import type { Ask } from '../subject.ts';

/** Mutations. */
export const mutations: Readonly<Record<string, Ask>> = {
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
};
