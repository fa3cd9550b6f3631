import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { compare, executions, outcomeOf } from '../../test/differential/compare.ts';
import { composeLibrary } from '../../test/differential/library/library.ts';
import { wholeLibrary } from '../../test/differential/library/whole.ts';
import { type Ask, createSubject, type Subject } from '../../test/differential/subject.ts';
import { everyRight, viewerOf } from '../../test/differential/viewers.ts';

let subject: Subject;
let bySubgraphs: Subject;
let whole: GraphQLSchema;

beforeAll(async () => {
  const library = composeLibrary();
  subject = await createSubject(library);
  bySubgraphs = await createSubject(composeLibrary(), { rightsBeforePlanning: false });
  whole = wholeLibrary(subject.schema, library);
});

afterAll(async () => {
  await subject?.stop();
  await bySubgraphs?.stop();
});

interface Refused {
  ask: Ask;
  /** The subgraphs that are still queried. */
  asked: readonly string[];
}

const refused: Readonly<Record<string, Refused>> = {
  'only a refused field': { ask: { query: '{ page }' }, asked: [] },
  'a refused mutation': {
    ask: { query: 'mutation { reprint(id: "b1") { title price } }', viewer: viewerOf('CITIZEN') },
    asked: [],
  },
  'a refused mutation between executed ones': {
    ask: {
      query: 'mutation { a: retitle(id: "b1", title: "A") { title } reprint(id: "b1") { title } }',
    },
    asked: ['catalog'],
  },
  'a refused field of another subgraph': {
    ask: { query: '{ authors { born address { city street } } }' },
    asked: ['people'],
  },
  'refused fields in a list': { ask: { query: '{ books { genre title } }' }, asked: ['catalog'] },
  'only refused fields in a list': { ask: { query: '{ books { genre } }' }, asked: ['catalog'] },
  'refused non-null fields': {
    ask: { query: '{ works { title ... on Film { director { name } } } }' },
    asked: ['catalog'],
  },
  'a refused non-null field of the viewer’s own': {
    ask: { query: '{ me { name favourite { title } } }' },
    asked: ['people', 'catalog'],
  },
  'refused fields and errors, in the order of the operation': {
    ask: {
      query: '{ books { genre title pages } page }',
      faults: { 'Book.title:b1': 'error', 'Book.pages:b2': 'coded error' },
    },
    asked: ['catalog'],
  },
  'a refused field under aliases and in fragments': {
    ask: {
      query: `{ a: books { ...F } books { title x: genre } }
        fragment F on Book { title genre: isbn y: genre ... on Work { id ... on Book { z: genre } } }`,
    },
    asked: ['catalog'],
  },
  'a field that is refused for its arguments first': {
    ask: { query: 'query ($n: Int = 1) { page(number: $n) }', variables: { n: null } },
    asked: [],
  },
  'arguments of a refused field that are valid': {
    ask: { query: 'query ($n: Int = 1) { page(number: $n) }', variables: { n: 3 } },
    asked: [],
  },
};

it.each(Object.entries(refused))(
  '%s: refused like graphql and the subgraphs do, without querying them',
  async (_, { ask, asked }) => {
    const { expected, actual } = await compare(ask, { subject, whole });
    const alone = await bySubgraphs.execute(ask);
    const last = await subject.execute(ask);

    expect(actual).toEqual(Array(executions).fill(expected));
    expect(outcomeOf(alone.result)).toEqual(expected);
    expect(last.result).toEqual(alone.result);
    expect([...new Set(last.asked.map(({ subgraph }) => subgraph))]).toEqual(asked);
  },
);

it('the rights of one viewer never apply to the next', async () => {
  const query = '{ books(first: 1) { title genre author { rival { id } } } page(number: 7) }';
  const viewers = [null, viewerOf('CITIZEN'), everyRight, viewerOf('ADMIN'), null, everyRight];
  for (const viewer of [...viewers, ...viewers]) {
    const { expected, actual } = await compare({ query, viewer }, { subject, whole });
    expect(actual).toEqual(Array(executions).fill(expected));
  }
});
