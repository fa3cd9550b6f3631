import type { LinkedUnit } from '../../../lib/kit/unit-lineage.ts';

/** The part of a unit that this subgraph knows. */
export interface KnownUnit extends LinkedUnit {
  id: string;
  /** The version of the directory that last created, moved or closed it. */
  linkVersion: number;
}

/**
 * The part of the unit tree by which this subgraph decides who sees what, as a whole at one version
 * of the directory, by the rules of `lib/kit/unit-lineage.ts`. A closed unit is below its
 * successor, which stands in for it: its officers act for the successor, and its past work is part
 * of the successor's history. Every member throws `UNAVAILABLE` until the tree has been read,
 * rather than guess.
 */
export interface UnitProjection {
  /**
   * Whether a unit is another one or lies below it, in the present tree: this decides the scope of an officer.
   * @throws `UNAVAILABLE` also while it is not certain that this is the newest tree (see `fresh`).
   */
  isWithin(unitId: string, ancestorId: string): boolean;
  /**
   * The units that are within a unit in the sense of `isWithin`, the unit itself included; null if there are more
   * than `most`. Visits at most one unit more than that.
   * @throws as `isWithin` does.
   */
  below(unitId: string, most: number): readonly string[] | null;
  /** A unit by its id, closed ones included. */
  get(unitId: string): KnownUnit | undefined;
  /** The unit itself and those above it, the root last. */
  scopeOf(unitId: string): string[];
  /** The version that last changed the result of `scopeOf`: a scope computed at it or later is right. */
  scopeChangedAt(unitId: string): number;
  /** The unit itself or, where it is closed, its successor. */
  current(unitId: string): string;
  /** A unit and the closed ones that it has succeeded. */
  withPredecessors(unitId: string): string[];
  /** Every unit. */
  all(): Iterable<KnownUnit>;
  /** The closed ones. */
  closed(): readonly KnownUnit[];
  /** The version of the directory that the tree represents. */
  readonly version: number;
  /**
   * The units that were created, moved or closed since the stored scopes were last repaired: the stored scope
   * of a referral below one of them names that unit, but perhaps not every unit above it.
   */
  unrepairedRoots(): readonly string[];
  /** Call after the stored scopes have been repaired up to a version. */
  repairedTo(version: number): void;
  /** Calls the listener when changes have been applied. */
  onChange(listener: () => void): void;
  readonly loaded: boolean;
  /** Whether the tree contains every acknowledged change. */
  readonly fresh: boolean;
  /** Resolves when it is fresh for the first time, rejects when `stop` comes first. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}
