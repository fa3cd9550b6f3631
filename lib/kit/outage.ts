/** Reports the outages of something that is attempted repeatedly. */
export interface OutageReport {
  /** An attempt failed and the one before had not. */
  began(error: unknown): void;
  /** An attempt succeeded after an outage. */
  ended?(): void;
}

export interface Outage {
  /** Whether the latest attempt failed. */
  readonly lasts: boolean;
  /** Call after each failed attempt. */
  failed(error: unknown): void;
  /** Call after each successful attempt. */
  worked(): void;
}

/** Reports when attempts begin to fail and when they succeed again, but not each failure in between. */
export function createOutage(report: OutageReport): Outage {
  let lasts = false;
  return {
    get lasts() {
      return lasts;
    },
    failed(error) {
      if (lasts) return;
      lasts = true;
      report.began(error);
    },
    worked() {
      if (!lasts) return;
      lasts = false;
      report.ended?.();
    },
  };
}
