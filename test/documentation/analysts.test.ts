import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { startGraph, type TestGraph, onceInTheSuite as describe } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { addDays, localDateOf } from '../../subgraphs/application/calendar/index.ts';

/** Each query of docs/analysts.md is answered on the demonstration data. */

const page = readFileSync(resolve(import.meta.dirname, '../../docs/analysts.md'), 'utf8');
const queries = [
  ...page.matchAll(/^### (.+)$(?:(?!^### )[\s\S])*?(?=^### |^## |$(?![\s\S]))/gm),
].flatMap(([section, name = '']) =>
  [...section.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query = ''], index) => ({
    name: index === 0 ? name : `${name}, ${index + 1}`,
    query,
  })),
);

describe('the questions of docs/analysts.md', () => {
  let graph: TestGraph;
  let analyst: Person;
  let variables: Record<string, unknown>;

  beforeAll(async () => {
    graph = await startGraph({ analytics: true, demonstration: 1_000 });
    analyst = await personOf(graph, { role: 'ANALYST' });
    const unit = await graph.data
      .database('institution-directory')
      .collection<{ _id: string }>('units')
      .findOne({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const today = localDateOf(new Date());
    variables = {
      governorship: unit?._id,
      days: { from: addDays(today, -89), to: today },
      week: { from: addDays(today, -36), to: addDays(today, -30) },
    };
  });
  afterAll(() => graph?.stop());

  test('the page has all of them', () => {
    expect(queries.length).toBeGreaterThanOrEqual(14);
  });

  test.each(queries)('$name', async ({ query }) => {
    expect(() => parse(query)).not.toThrow(GraphQLError);
    const isOfDays = query.includes('$days: [Date!]!');
    const today = localDateOf(new Date());
    const given = isOfDays
      ? { days: [today, `${today.slice(0, 7)}-01`, addDays(today, -180), addDays(today, -365)] }
      : variables;
    const { data, errors } = await analyst.ask(query, given);
    expect(errors).toEqual([]);
    const [answer] = Object.values(data ?? {}) as { groups?: unknown[]; totalCount?: number }[];
    // How much meets these depends on the day.
    const mayBeEmpty = query.includes('dueWithin') || query.includes('having');
    expect(answer?.groups?.length ?? answer?.totalCount).toBeGreaterThanOrEqual(mayBeEmpty ? 0 : 1);
  });
});
