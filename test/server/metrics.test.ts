import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { appealModel } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite, startGraph, type TestGraph, transport } from '../support/graph.ts';
import { valuesOf as valuesAt } from '../support/metrics.ts';
import { until } from '../support/wait.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const get = (path: string) => fetch(`${graph.url}${path}`);

/** The values of a metric by their labels. */
const valuesOf = (metric: string) => valuesAt(graph.url, metric);

onceInTheSuite('/metrics of the subgraphs', () => {
  test('count the work to be done', async () => {
    // First: counts are reused for some seconds.
    const { data } = graph;
    const citizen = await data.citizen();
    const unit = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
    const long = { filedAt: new Date('2026-03-02T09:00:00Z') };
    await data.application({ citizen, fields: long });
    await data.application({ citizen, referrals: [{ unit, state: 'PENDING' }] });
    await data.application({ citizen, fields: long, referrals: [{ unit, state: 'PENDING' }] });
    const closedAt = new Date();
    const answered = await data.application({
      citizen,
      fields: { answeredAt: closedAt },
      referrals: [{ unit, state: 'ANSWERED', closedAt }],
    });
    const appeal = {
      applicationId: answered._id,
      referralId: answered.referrals[0]?.id ?? answered._id,
      kind: 'APPEAL',
      state: 'PENDING',
      unitId: unit.parentId ?? '',
      text: 'Cevabı kabul etmiyorum.',
      calendarVersion: 0,
    } as const;
    await appealModel(data.databases.application.connection).create([
      { ...appeal, publicId: newId('appeal'), appealedAt: long.filedAt, targetDate: '2026-04-01' },
      { ...appeal, publicId: newId('appeal'), appealedAt: closedAt, targetDate: '2032-12-31' },
    ]);

    expect({
      queue: await valuesOf('evaluation_queue_length'),
      open: (await valuesOf('open_referrals'))['state="PENDING"'],
      appeals: await valuesOf('pending_appeals'),
      overdue: await valuesOf('overdue_work'),
    }).toEqual({
      queue: { '': 1 },
      open: 2,
      appeals: { '': 2 },
      overdue: { 'holder="centre"': 1, 'holder="units"': 1, 'holder="appeals"': 1 },
    });
    const [oldest = 0] = Object.values(await valuesOf('evaluation_queue_oldest_seconds'));
    expect(oldest).toBeGreaterThan(86_400);
  });

  test('have the runs of jobs, followers and connections', async () => {
    const runs = await until(
      () => valuesOf('job_runs_total'),
      (found) => (found['job="report passed dates",outcome="succeeded"'] ?? 0) > 0,
    );
    expect(Object.keys(runs).filter((labels) => labels.includes('outcome="failed"'))).toEqual(
      [
        'rehash citizens',
        'clean attachments',
        'sweep uploads',
        'notifications by SMS',
        'notifications by EMAIL',
        'watch the stream',
        'keep the stream moving',
        'delete old events',
        'redate open applications',
        'redate pending appeals',
        'report passed dates',
        'leave units',
        'readdress appeals',
        'repair scopes',
        'index closed subjects',
      ].map((job) => `job="${job}",outcome="failed"`),
    );
    expect(await valuesOf('directory_followers')).toEqual({
      'state="current"': 1,
      'state="behind"': 0,
      'state="silent"': 0,
    });
    expect(await valuesOf('directory_follower_lag')).toEqual({ '': 0 });
    expect(await valuesOf('unit_tree_fresh')).toEqual({ '': 1 });
    expect(await valuesOf('unit_tree_version')).toEqual(await valuesOf('directory_version'));
    expect(await valuesOf('notifications_waiting')).toEqual({ '': expect.any(Number) });
    expect(await valuesOf('attachments_to_clean')).toEqual({ '': 0 });
    const connections = await valuesOf('mongodb_pool_connections');
    expect(connections).toEqual({
      'subgraph="institution-directory"': expect.any(Number),
      'subgraph="citizen"': expect.any(Number),
      'subgraph="application"': expect.any(Number),
    });
    expect(connections['subgraph="application"']).toBeGreaterThan(0);
    expect(await valuesOf('mongodb_pool_failures_total')).toEqual(
      Object.fromEntries(Object.keys(connections).map((labels) => [labels, 0])),
    );
  });
});

test('/metrics has the requests, the fetches and the process, in the format of Prometheus', async () => {
  await graph.client.data('{ provinces { code } }');
  await get('/nothing/here');

  const response = await get('/metrics');
  const text = await response.text();

  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const series of [
    'http_request_duration_seconds_count{method="POST",route="/graphql",status="200"}',
    'http_request_duration_seconds_count{method="GET",route="none",status="404"}',
    'subgraph_fetch_duration_seconds_count{subgraph="institution-directory",outcome="ok"}',
    'process_resident_memory_bytes',
    ...(transport === 'in-process' ? ['event_stream_live'] : []),
  ]) {
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    expect(Number(line?.slice(series.length))).toBeGreaterThan(0);
  }
});

test('/metrics counts errors by code, and by operation without names that clients choose', async () => {
  const before = await valuesOf('graphql_errors_total');
  const grown = async () => {
    const after = await valuesOf('graphql_errors_total');
    return Object.fromEntries(
      Object.entries(after).flatMap(([labels, count]) => {
        const more = count - (before[labels] ?? 0);
        return more === 0 ? [] : [[labels, more]];
      }),
    );
  };
  const unknown = '{ application(number: "2600000000") { stage } }';
  const { id: citizenId } = await graph.data.citizen();
  const citizen = await graph.token({ role: 'CITIZEN', citizenId });

  // The second time by the plan of the first.
  await graph.client.ask(`query Mine ${unknown}`);
  await graph.client.ask(`query Mine ${unknown}`);
  await graph.client.ask('query Yours { outbox { nodes { id } } }', { token: citizen });
  await graph.client.ask('{ me { id } outbox { nodes { id } } }');
  await graph.client.ask('{ nothing }');
  await graph.client.ask('{ provinces { code } }', { token: 'x.y.z' });

  const of = (code: string, operation: string) => `code="${code}",operation="${operation}"`;
  expect(await grown()).toEqual({
    [of('UNAUTHENTICATED', 'application')]: 2,
    [of('FORBIDDEN', 'outbox')]: 1,
    [of('UNAUTHENTICATED', 'several')]: 2,
    [of('BAD_USER_INPUT', 'none')]: 1,
    [of('UNAUTHENTICATED', 'none')]: 1,
  });
});
