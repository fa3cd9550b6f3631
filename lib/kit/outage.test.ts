import { expect, test } from '@jest/globals';
import { createOutage } from './outage.ts';

function recorded() {
  const reports: string[] = [];
  const outage = createOutage({
    began: (error) => void reports.push(`began: ${String(error)}`),
    ended: () => void reports.push('ended'),
  });
  return { outage, reports };
}

test('each outage is reported when it begins and when it ends', () => {
  const { outage, reports } = recorded();

  outage.worked();
  for (const error of ['first', 'second']) outage.failed(error);
  expect(outage.lasts).toBe(true);
  for (const _time of ['once', 'again']) outage.worked();
  expect(outage.lasts).toBe(false);
  outage.failed('third');

  expect(reports).toEqual(['began: first', 'ended', 'began: third']);
});

test('the end need not be reported', () => {
  const outage = createOutage({ began() {} });

  outage.failed('away');
  outage.worked();

  expect(outage.lasts).toBe(false);
});
