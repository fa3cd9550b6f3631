import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { columnsOf, programsOf, questionsOf, rowOf, withAnswers } from './answers-of-page.ts';
import { examples } from '../../examples/index.ts';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { startGraph, type TestGraph, onceInTheSuite as describe } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';

/** Each query of docs/analysts.md is answered on the demonstration data, for one analyst with the budget of analysts. */

const path = resolve(import.meta.dirname, '../../docs/analysts.md');
const page = readFileSync(path, 'utf8');
const questions = questionsOf(page);
const [python, r] = programsOf(page);
/** Rows of an answer that the page shows. */
const shown = 3;
/** With ANALYSTS_ANSWERS, the answers are written into the page. */
const written: [query: string, rows: object[]][] = [];

describe('the questions of docs/analysts.md', () => {
  let graph: TestGraph;
  let analyst: Person;
  let governorship: string | undefined;

  beforeAll(async () => {
    graph = await startGraph({
      analytics: true,
      demonstration: 1_000,
      execution: { demand: { mode: 'enforce', budgets: defaultBudgets } },
    });
    analyst = await personOf(graph, { role: 'ANALYST' });
    const unit = await graph.data
      .database('institution-directory')
      .collection<{ _id: string }>('units')
      .findOne({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    governorship = unit?._id;
  });
  afterAll(() => graph?.stop());
  afterAll(() => {
    if (written.length > 0) writeFileSync(path, withAnswers(page, written, shown));
  });

  test('the page has all of them, with their answers', () => {
    expect(questions.length).toBeGreaterThanOrEqual(25);
    const without = questions.filter(({ answer }) => answer === null).map(({ query }) => query);
    // What falls due depends on the day.
    expect(without.map((query) => query.includes('dueWithin'))).toEqual([true, true, true]);
  });

  test('the example of GraphiQL is answered in full', async () => {
    const example = examples.find(({ name }) => name === 'analyst');
    const { data, errors } = await analyst.ask(example?.query ?? '');

    expect(errors).toEqual([]);
    expect(data).toEqual({
      applicationStatistics: {
        groups: expect.arrayContaining([expect.objectContaining({ type: 'COMPLAINT' })]),
        totalCount: 1_000,
        asOf: expect.any(String),
      },
      applications: { nodes: Array(3).fill(expect.any(Object)), totalCount: 1_000 },
      topics: expect.any(Array),
      provinces: expect.any(Array),
    });
  });

  test.each([
    ['Python', python],
    ['R', r],
  ])('what a program in %s asks for', async (_, program) => {
    if (!program) throw new Error('the page has this program');
    const { query, variables } = program;
    const { groups, groupCount } = await analyst.do<{ groups: object[]; groupCount: number }>(
      query,
      variables ?? {},
    );
    expect(groups).toHaveLength(groupCount);
    expect(groups.length).toBeGreaterThan(100);
    expect(groups[0]).toEqual({
      province: { name: expect.any(String) },
      month: expect.stringMatching(/^2026-0[1-6]-01$/),
      count: expect.any(Number),
      daysToAnswer: { median: expect.any(Number), p90: expect.any(Number) },
    });
  });

  test('more figures of 10,000 groups than an operation may have are refused', async () => {
    const figures =
      'count open answered refused withdrawn overdue shareOverdue late shareLate rated extended appealed';
    const asking = (more: string) =>
      `{ applicationStatistics(groupBy: [UNIT], first: 10000) { groups { unit { id } ${figures} ${more} } } }`;
    expect(await analyst.refused(asking('appeals'))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      cost: 42_500,
      limit: 40_000,
      dearestPath: 'applicationStatistics.groups.unit',
    });
    expect((await analyst.ask(asking(''))).errors).toEqual([]);
  });

  test.each(questions)('$name', async ({ query, variables, answer, isOfDay }) => {
    expect(() => parse(query)).not.toThrow(GraphQLError);
    const { data, errors } = await analyst.ask(query, variables ?? { governorship });
    expect(errors).toEqual([]);
    const [{ groups, nodes } = {}] = Object.values(data ?? {}) as Record<string, object[]>[];
    const rows = groups ?? nodes ?? [];
    if (process.env['ANALYSTS_ANSWERS']) {
      if (rows.length > 0) written.push([query, rows]);
      return;
    }
    if (answer === null) return;
    const columns = columnsOf(rows);
    if (isOfDay) {
      expect(columns).toEqual(answer.columns);
      return;
    }
    expect({
      columns,
      rows: rows.slice(0, shown).map((row) => rowOf(row, columns)),
    }).toEqual(answer);
  });
});
