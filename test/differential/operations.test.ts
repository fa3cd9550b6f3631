import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { transport } from '../support/graph.ts';
import { compare, executeWhole, executions, nullsOf, outcomeOf } from './compare.ts';
import { composeLibrary } from './library/library.ts';
import { wholeLibrary } from './library/whole.ts';
import { operations } from './operations.ts';
import { everyRight } from './viewers.ts';
import { type Ask, createSubject, type Subject } from './subject.ts';

/** Cases impossible in one schema: an entity that is missing in one subgraph, a subgraph that is unreachable. */
const ofFederation = ([, { query, faults = {} }]: [string, Ask]) =>
  Object.keys(faults).some((place) => !place.includes('.')) || /archive|formerGenre/.test(query);

const all = Object.entries(operations).map(([name, ask]): [string, Ask] => [
  name,
  { viewer: everyRight, ...ask },
]);
const federated = all.filter(ofFederation);
const ordinary = all.filter((operation) => !ofFederation(operation));

/**
 * Known differences of Apollo's executor: it finds no entities in nested lists, and counts only the objects of one type
 * in the path of an error.
 */
const faultsOfApollo = ['lists of lists of two subgraphs', 'an error in a list of several types'];
const answeredByApollo = ordinary.filter(([name]) => !faultsOfApollo.includes(name));

describe('operations with special features', () => {
  let subject: Subject;
  let byApollo: Subject;
  let whole: GraphQLSchema;

  beforeAll(async () => {
    const library = composeLibrary();
    subject = await createSubject(library, { transport });
    byApollo = await createSubject(composeLibrary(), { transport, compile: false });
    whole = wholeLibrary(subject.schema, library);
  });

  afterAll(async () => {
    await subject?.stop();
    await byApollo?.stop();
  });

  it.each(ordinary)('%s is answered as graphql answers it on one schema', async (_, ask) => {
    const { expected, actual, paths } = await compare(ask, { subject, whole });

    expect(actual).toEqual(Array(executions).fill(expected));
    for (const { data } of actual) expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
    expect(paths).not.toContain('fallback');
  });

  it.each(answeredByApollo)('%s is answered so by Apollo’s executor as well', async (_, ask) => {
    const expected = await executeWhole(whole, ask);
    const { result } = await byApollo.execute(ask);

    expect(outcomeOf(result)).toEqual(expected);
  });

  it.each(federated)('%s is answered as Apollo’s executor does', async (_, ask) => {
    const { actual } = await compare(ask, { subject, whole });
    const apollo = await byApollo.execute(ask);

    expect(apollo.path).toBe('fallback');
    const [first] = actual;
    if (!first) throw new Error('It was executed.');
    expect(actual).toEqual(Array(executions).fill(first));
    expect(first.data).toEqual(outcomeOf(apollo.result).data);
    // Apollo's executor reports several errors for one null.
    expect(nullsOf(first)).toEqual(nullsOf(outcomeOf(apollo.result)));
  });
});
