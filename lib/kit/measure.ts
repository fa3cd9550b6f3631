/** A number that a part of a process reports as a metric. */
export interface Measure {
  /** As Prometheus names it; a count ends with `_total`. */
  readonly name: string;
  readonly help: string;
  /** Whether it only grows while the process runs. */
  readonly isCount: boolean;
  /** Distinguishes measures of the same name, all of which have the same labels. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Read whenever metrics are requested. Null, or a rejection, while it is not known: it is then not reported. */
  value(): number | null | Promise<number | null>;
}
