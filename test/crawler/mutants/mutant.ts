/**
 * A condition of access that can be removed by itself. `npm run crawl -- --mutate` reports whether
 * the crawler or a test detects the removal. Nothing here is executed: the texts are searched for
 * in a copy of the tree.
 */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly at: string;
  /** The expression within it that is replaced; all of it if absent. */
  readonly part?: string;
  /** The replacement. */
  readonly instead: string;
  /** Tests that detect what the crawler cannot. The crawler does not run for this mutant then. */
  readonly tests?: readonly string[];
  /** If nothing detects the removal: the other condition that backs this one up. */
  readonly behind?: string;
}
