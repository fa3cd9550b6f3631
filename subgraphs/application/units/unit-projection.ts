/** What this subgraph knows of a unit. */
export interface KnownUnit {
  id: string;
  parentId: string | null;
  status: 'ACTIVE' | 'CLOSED';
  /** Of a closed unit. */
  successorId: string | null;
  /** The version of the directory that last changed what it hangs below: made, moved or closed it. */
  linkVersion: number;
}

/**
 * The part of the unit tree by which this subgraph decides who sees what, as a whole at one version of the
 * directory. A closed unit hangs below its successor, and stands for it: its officers act for that one,
 * and what it has dealt with is that one's history.
 *
 * Everything here throws `UNAVAILABLE` while the tree was never read, rather than guess.
 */
export interface UnitProjection {
  /**
   * Whether a unit is another one or lies below it, in the tree as it stands now: what the scope of an
   * officer is decided by.
   * @throws `UNAVAILABLE` also while it is not certain that this is the newest tree (see `fresh`).
   */
  isWithin(unitId: string, ancestorId: string): boolean;
  /** A unit by its id, also a closed one. */
  get(unitId: string): KnownUnit | undefined;
  /** The unit itself and those above it, the root last. */
  scopeOf(unitId: string): string[];
  /** The version that last changed what `scopeOf` answers: what was computed at it or later is right. */
  scopeChangedAt(unitId: string): number;
  /** The unit itself or, where it is closed, the one that has come in its place. */
  current(unitId: string): string;
  /** A unit and the closed ones in whose place it has come. */
  withPredecessors(unitId: string): string[];
  /** Every unit. */
  all(): Iterable<KnownUnit>;
  /** The closed ones. */
  closed(): readonly KnownUnit[];
  /** The version of the directory that the tree is that of. */
  readonly version: number;
  /**
   * The units that were made, moved or closed since the stored scopes were last repaired: what is stored
   * of whatever lies below one of them names it, but perhaps not all that lies above it.
   */
  unrepairedRoots(): readonly string[];
  /** Told by whoever has repaired the stored scopes up to a version. */
  repairedTo(version: number): void;
  /** Calls when changes have been taken in. */
  onChange(listener: () => void): void;
  readonly loaded: boolean;
  /** Whether every change that anybody has been told of is in the tree. */
  readonly fresh: boolean;
  /** Resolves when it is fresh for the first time, rejects when `stop` comes first. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}
