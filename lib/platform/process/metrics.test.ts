import { afterEach, expect, test } from '@jest/globals';
import { Counter, Histogram } from 'prom-client';
import { createMetrics, type Metrics } from './metrics.ts';

const opened: Metrics[] = [];

afterEach(() => {
  for (const metrics of opened.splice(0)) metrics.stop();
});

/** The metrics of a process, with one that both processes have and, if so, one of its own. */
function metricsWith({ count, hasOwn }: { count: number; hasOwn: boolean }): Metrics {
  const metrics = createMetrics();
  opened.push(metrics);
  const registers = [metrics.registry];
  const shared = new Histogram({
    name: 'request_seconds',
    help: `Time of ${count} requests.`,
    labelNames: ['route'] as const,
    buckets: [1],
    registers,
  });
  for (let each = 0; each < count; each += 1) shared.observe({ route: '/a b{c}' }, 0.5);
  if (hasOwn) {
    new Counter({ name: 'changes_total', help: 'Changes.', registers }).inc(count);
  }
  return metrics;
}

const linesWith = (text: string, name: string) =>
  text.split('\n').filter((line) => line.includes(name));

test('the metrics of another process have a label, and no name is described twice', async () => {
  const own = metricsWith({ count: 1, hasOwn: false });
  const other = metricsWith({ count: 2, hasOwn: true });
  own.include({ process: 'other', read: async () => (await other.render()).text });

  const { text, contentType } = await own.render();

  expect(contentType).toBe((await other.render()).contentType);
  expect(linesWith(text, 'request_seconds')).toEqual([
    '# HELP request_seconds Time of 1 requests.',
    '# TYPE request_seconds histogram',
    'request_seconds_bucket{le="1",route="/a b{c}"} 1',
    'request_seconds_bucket{le="+Inf",route="/a b{c}"} 1',
    'request_seconds_sum{route="/a b{c}"} 0.5',
    'request_seconds_count{route="/a b{c}"} 1',
    'request_seconds_bucket{process="other",le="1",route="/a b{c}"} 2',
    'request_seconds_bucket{process="other",le="+Inf",route="/a b{c}"} 2',
    'request_seconds_sum{process="other",route="/a b{c}"} 1',
    'request_seconds_count{process="other",route="/a b{c}"} 2',
  ]);
  expect(linesWith(text, 'changes_total')).toEqual([
    '# HELP changes_total Changes.',
    '# TYPE changes_total counter',
    'changes_total{process="other"} 2',
  ]);
  const described = linesWith(text, '# HELP').map((line) => line.split(' ')[2]);
  expect(described).toHaveLength(new Set(described).size);
  expect(linesWith(text, 'included_metrics_ok{')).toEqual([
    'included_metrics_ok{process="other"} 1',
  ]);
});

test('a process that does not answer leaves the rest as it is, and is named', async () => {
  const own = metricsWith({ count: 1, hasOwn: true });
  let isUp = false;
  own.include({
    process: 'other',
    async read() {
      if (!isUp) throw new Error('timeout');
      return '# HELP more_total More.\n# TYPE more_total counter\nmore_total 3\n';
    },
  });

  const down = (await own.render()).text;
  isUp = true;
  const up = (await own.render()).text;

  expect(linesWith(down, 'included_metrics_ok{')).toEqual([
    'included_metrics_ok{process="other"} 0',
  ]);
  expect(linesWith(down, 'changes_total ')).toContain('changes_total 1');
  expect(linesWith(down, 'more_total')).toEqual([]);
  expect(linesWith(up, 'included_metrics_ok{')).toEqual(['included_metrics_ok{process="other"} 1']);
  expect(linesWith(up, 'more_total{')).toEqual(['more_total{process="other"} 3']);
});
