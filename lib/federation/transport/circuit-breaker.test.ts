import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { until } from '../../../test/support/wait.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';

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
    const [first, second, third] = [breaker.admit(), breaker.admit(), breaker.admit()];
    first?.('failed');
    breaker.probeNow();
    second?.('failed');
    expect([breaker.isOpen, breaker.isRefusing]).toEqual([true, false]);

    breaker.admit()?.('answered');
    third?.('failed');
    expect(breaker.isOpen).toBe(false);
  });

  test('admits one probe at once when it is told to, and closes when that is answered', () => {
    const breaker = createCircuitBreaker({ failures: 1, retryAfterMs: 60_000 });
    breaker.admit()?.('failed');

    breaker.probeNow();
    expect([breaker.isOpen, breaker.isRefusing]).toEqual([true, false]);
    const report = breaker.admit();
    breaker.probeNow();
    expect([breaker.isOpen, breaker.admit()]).toEqual([true, null]);
    report?.('answered');

    expect([breaker.isOpen, breaker.isRefusing]).toEqual([false, false]);
  });

  describe('while a probe has no outcome', () => {
    let breaker: CircuitBreaker;
    let slow: ReturnType<CircuitBreaker['admit']>;

    beforeEach(() => {
      jest.useFakeTimers({ now: 0 });
      breaker = createCircuitBreaker({ failures: 1, retryAfterMs: 1_000 });
      breaker.admit()?.('failed');
      jest.advanceTimersByTime(1_000);
      slow = breaker.admit();
      jest.advanceTimersByTime(1_000);
    });

    afterEach(() => {
      jest.useRealTimers();
    });

    test('admits another one after the same time, whose success closes it for good', () => {
      expect(breaker.isRefusing).toBe(false);
      const next = breaker.admit();
      expect(breaker.admit()).toBeNull();

      next?.('answered');
      slow?.('failed');

      expect([breaker.isOpen, breaker.isRefusing]).toEqual([false, false]);
    });

    test('is closed by the success of an earlier one', () => {
      const next = breaker.admit();

      slow?.('answered');
      next?.('failed');

      expect(breaker.isOpen).toBe(false);
    });

    test.each(['failed', 'unknown'] as const)(
      'admits no other one sooner because an earlier one is %s',
      (outcome) => {
        const next = breaker.admit();
        jest.advanceTimersByTime(500);
        slow?.(outcome);
        expect(breaker.admit()).toBeNull();
        jest.advanceTimersByTime(500);
        expect(breaker.isRefusing).toBe(false);

        next?.('failed');

        expect([breaker.isOpen, breaker.isRefusing]).toEqual([true, true]);
      },
    );
  });

  test('stays closed when it is told to probe', () => {
    const breaker = createCircuitBreaker({ failures: 2, retryAfterMs: 60_000 });
    breaker.admit()?.('failed');

    breaker.probeNow();
    expect(breaker.isOpen).toBe(false);
    breaker.admit()?.('failed');

    expect(breaker.isOpen).toBe(true);
  });
});
