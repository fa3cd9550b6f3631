import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateCopy } from '../../../bench/analytics/generated-copy.ts';
import { generateKeys, type Keys } from '../../../lib/platform/identity/keys.ts';
import { uninterrupted } from '../../../lib/platform/operations/interruption.ts';
import { openStore, type Store } from '../../../subgraphs/analytics/database/index.ts';
import { addDays } from '../../../lib/kit/local-date.ts';
import { createPublished } from '../../../subgraphs/analytics/published/index.ts';
import type { QueryPublishedStatisticsArgs } from '../../../subgraphs/analytics/schema-types.ts';
import { overHttp, startGraph, type TestGraph } from '../../support/graph.ts';
import { valuesOf } from '../../support/metrics.ts';
import { personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { rebuild } from '../copy/copy-requests.ts';

/** Nobody takes the turns of others: neither those who need not sign in, nor one analyst. */

const refused = { code: 'LIMIT_EXCEEDED' };
const settings = {
  ANALYTICS_QUESTIONS: 2,
  ANALYTICS_QUESTIONS_WAITING: 50,
  ANALYTICS_TIMEOUT_MS: 60_000,
};

overHttp('questions of those who are not signed in', () => {
  const asOf = new Date('2026-11-29T12:00:00Z');
  let directory: string;
  let store: Store;
  let keys: Keys;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'turns-'));
    const options = { path: join(directory, 'copy.duckdb'), threads: 1, memoryMb: 128 };
    await generateCopy(options, 2_000);
    store = await openStore(options);
    keys = await generateKeys();
  });
  afterAll(async () => {
    await store?.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** Published statistics whose questions are answered when they are let go, and their order. */
  function heldPublished() {
    const begun: string[] = [];
    const letGo = Promise.withResolvers<void>();
    const published = createPublished({
      copy: {
        asOf,
        build: 'build',
        read: (work) =>
          store.read(async (connection, closing) => {
            await letGo.promise;
            return work(connection, asOf, closing);
          }),
      },
      keys,
      settings,
    });
    let asked = 0;
    /** Each question is another one. */
    const ask = (owner: string) => {
      const from = new Date(Date.UTC(2026, 9 - asked)).toISOString().slice(0, 10);
      asked += 1;
      const period = { unit: 'MONTH', from };
      const given = { groupBy: ['TYPE'], period, first: 10 } as QueryPublishedStatisticsArgs;
      const answer = published.statistics({ owner, interruption: uninterrupted }, given);
      return answer.then(
        ({ groupCount }) => {
          begun.push(owner);
          return groupCount;
        },
        (error: { code: string }) => error.code,
      );
    };
    return { ask, begun, letGo: letGo.resolve };
  }

  test('wait for one another, and one address takes no turn of others', async () => {
    const { ask, begun, letGo } = heldPublished();
    const flood = Array.from({ length: 30 }, () => ask('192.0.2.1'));
    const other = ask('192.0.2.2');
    const codes = await Promise.all(flood.slice(21));
    expect(codes).toEqual(Array.from({ length: 9 }, () => refused.code));
    letGo();
    const answers = await Promise.all([...flood.slice(0, 21), other]);
    // One of them gave way to the other address, whose question came after one that was running and one that waited.
    expect(answers.filter((answer) => answer === refused.code)).toHaveLength(1);
    expect(answers.at(-1)).not.toBe(refused.code);
    expect(begun.indexOf('192.0.2.2')).toBe(2);
    expect(begun).toHaveLength(21);
  });
});

overHttp('questions to one graph', () => {
  let graph: TestGraph;

  beforeAll(async () => {
    // Shorter than questions have to wait: they answer in turn, and that is no failure of their server.
    graph = await startGraph({ analytics: true, timeoutMs: 2_000 });
    const citizen = await graph.data.citizen();
    const first = Date.now() - 400 * 86_400_000;
    await Promise.all(
      Array.from({ length: 200 }, (_, day) => {
        const filedAt = new Date(first + day * 86_400_000);
        return graph.data.application({
          citizen,
          fields: { filedAt },
          timeline: [{ event: 'FILED', at: filedAt }],
        });
      }),
    );
    await rebuild(graph);
  });
  afterAll(() => graph?.stop());

  const aliased = (count: number, question: (index: number) => string) =>
    `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${question(index)}`).join(' ')} }`;

  /** The numbers of questions of those who are signed in, from the metrics. */
  async function counts() {
    const url = graph.servers.get('analytics')?.server.listeningOrigin ?? '';
    const of = async (state: string) =>
      (await valuesOf(url, `analytics_questions_${state}`))['kind="restricted"'];
    return { running: await of('running'), waiting: await of('waiting') };
  }

  const counted = '{ applicationStatistics(groupBy: [TYPE]) { totalCount } }';

  test('without signing in refuse none of analysts, however many there are', async () => {
    const analyst = await personOf(graph, { role: 'ANALYST', subject: 'quiet' });
    const weeks = (index: number) =>
      `publishedStatistics(groupBy: [TYPE, TOPIC, WEEK], first: ${index + 1}, filter: { provinceCode: "${String((index % 81) + 1).padStart(2, '0')}" }) { groupCount }`;
    const flood = Array.from({ length: 4 }, () => graph.client.ask(aliased(50, weeks)));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => analyst.do<{ totalCount: number }>(counted)),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, () => ({ totalCount: 200 })));
    const codes = (await Promise.all(flood)).flatMap(({ errors }) =>
      errors.map(({ extensions }) => extensions['code']),
    );
    expect(codes).toContain(refused.code);
  });

  test('of one analyst leave turns to the others', async () => {
    const greedy = await personOf(graph, { role: 'ANALYST', subject: 'greedy' });
    const modest = await personOf(graph, { role: 'ANALYST', subject: 'modest' });
    const days = Array.from({ length: 31 }, (_, index) => addDays('2026-01-01', index));
    const dear = (index: number) =>
      `applicationStatistics(groupBy: [ON_DAY, TOPIC, PROVINCE], first: ${index + 1}, onDays: $days) {
        groups { daysToAnswer { median p90 } applicants } }`;
    const query = `query ($days: [Date!]!) ${aliased(40, dear)}`;
    const all = Promise.all([greedy.ask(query, { days }), greedy.ask(query, { days })]);
    let isAllAnswered = false;
    void all.then(() => (isAllAnswered = true));
    await until(counts, ({ running = 0, waiting = 0 }) => running > 0 && waiting > 0);
    const answers: unknown[] = [];
    for (let asked = 0; asked < 5; asked += 1) answers.push(await modest.do(counted));
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ totalCount: 200 })));
    expect(isAllAnswered).toBe(false);
    // One runs, 50 wait, and the rest is refused.
    const codes = (await all).flatMap(({ errors }) =>
      errors.map(({ extensions }) => extensions['code']),
    );
    expect(new Set(codes)).toEqual(new Set([refused.code]));
    // On a slow machine the time of an operation ends first: the question that runs is then being cancelled.
    await until(counts, ({ running, waiting }) => running === 0 && waiting === 0);
  });
});
