import { describe, expect, test } from '@jest/globals';
import { until } from '../../../test/support/wait.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';

describe('a circuit breaker', () => {
  test('opens after a number of failures in a row, which one success resets to zero', () => {
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
    'admits one probe after a while; if that is %s, the breaker is open: %s',
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

  test('does not mistake failures of requests sent before it opened for failures of the probe', () => {
    const breaker = createCircuitBreaker({ failures: 1, retryAfterMs: 60_000 });
    const [first, second] = [breaker.admit(), breaker.admit()];
    first?.('failed');
    second?.('failed');
    expect(breaker.isOpen).toBe(true);

    breaker.close();
    expect([breaker.isOpen, breaker.isRefusing]).toEqual([false, false]);
  });
});
