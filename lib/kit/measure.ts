/** A number that a part of a process reports as a metric. */
export interface Measure {
  /** As Prometheus names it; a count ends with `_total`. */
  readonly name: string;
  readonly help: string;
  /** Whether it only grows while the process runs. */
  readonly isCount: boolean;
  /** Read whenever metrics are requested. */
  value(): number;
}
