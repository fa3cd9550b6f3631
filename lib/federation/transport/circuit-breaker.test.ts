import { describe, expect, test } from '@jest/globals';
import { until } from '../../../test/support/wait.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';

describe('a circuit breaker', () => {
  test('opens after so many failures in a row, of which one success makes none', () => {
    const breaker = createCircuitBreaker({ failures: 3, retryAfterMs: 60_000 });
    for (const outcome of [
      'failed',
      'failed',
      'answered',
      'failed',
      'unknown',
      'failed',
    ] as const) {
      breaker.admit()?.(outcome);
      expect(breaker.isOpen).toBe(false);
    }
    breaker.admit()?.('failed');

    expect([breaker.isOpen, breaker.isRefusing, breaker.admit()]).toEqual([true, true, null]);
  });

  test.each([
    ['answered', false],
    ['failed', true],
    ['unknown', true],
  ] as const)(
    'lets one through after a while; where it is %s it is open: %s',
    async (outcome, isOpen) => {
      const breaker = createCircuitBreaker({ failures: 1, retryAfterMs: 50 });
      breaker.admit()?.('failed');
      expect(breaker.admit()).toBeNull();
      await until(
        () => breaker.isRefusing,
        (refuses) => !refuses,
      );

      const report = breaker.admit();
      expect([breaker.isOpen, breaker.admit()]).toEqual([true, null]);
      report?.(outcome);

      expect(breaker.isOpen).toBe(isOpen);
      if (outcome === 'unknown') expect(breaker.admit()).not.toBeNull();
    },
  );

  test('takes no failure of those that were under way when it opened for a probe', () => {
    const breaker = createCircuitBreaker({ failures: 1, retryAfterMs: 60_000 });
    const [first, second] = [breaker.admit(), breaker.admit()];
    first?.('failed');
    second?.('failed');
    expect(breaker.isOpen).toBe(true);

    breaker.close();
    expect([breaker.isOpen, breaker.isRefusing]).toEqual([false, false]);
  });
});
