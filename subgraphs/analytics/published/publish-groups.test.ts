import { expect, test } from '@jest/globals';
import type { CountedGroup } from './count-persons.ts';
import { publishGroups } from './publish-groups.ts';

/** As many groups as wanted that are published, and one that is too small to be. */
function publish(number: number, lastDay = '2026-12-31') {
  const group = (topic: string, persons: number): CountedGroup => ({
    values: { TOPIC: topic },
    from: '2026-10-01',
    all: { persons, recordKeys: 0 },
    answered: { persons, recordKeys: 0 },
  });
  return publishGroups({
    question: {
      dimensions: ['TOPIC'],
      unit: 'MONTH',
      days: { from: '2026-10-01', to: '2026-10-31' },
      fixed: {},
    },
    groups: [
      ...Array.from({ length: number }, (_, index) => group(`topic-${index}`, 100)),
      group('small', 9),
    ],
    totals: [group('', 1_000)],
    cellKeyOf: () => 0,
    lastDay,
  });
}

test('10,000 published groups are an answer, and more are refused', () => {
  expect(publish(10_000).groups).toHaveLength(10_000);
  expect(() => publish(10_001)).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      details: { field: 'groupBy', reason: 'RANGE', max: 10_000 },
    }),
  );
});

test('answers within 30 days are published once the 30 days after the period are over', () => {
  const answeredBy = (lastDay: string) => publish(1, lastDay).groups[0]?.answeredWithin30Days;
  expect(answeredBy('2026-11-29')).toBeNull();
  expect(answeredBy('2026-11-30')).toBeGreaterThan(0);
});
