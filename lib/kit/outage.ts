/** What is reported of something that is attempted again and again. */
export interface OutageReport {
  /** It failed, and had not failed the time before. */
  began(error: unknown): void;
  /** It works again. */
  ended?(): void;
}

export interface Outage {
  /** Whether the latest attempt failed. */
  readonly lasts: boolean;
  /** To be called after each attempt that failed. */
  failed(error: unknown): void;
  /** To be called after each attempt that succeeded. */
  worked(): void;
}

/** Reports when something begins to fail and when it works again, and nothing of the attempts in between. */
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
