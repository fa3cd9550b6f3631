import { currentUnit, isWithin, scopeOf, withPredecessors } from '../../../lib/kit/unit-lineage.ts';
import type { KnownUnit } from './unit-projection.ts';

/** The unit tree in memory, at one version of the directory. */
export class HeldUnits {
  readonly #units = new Map<string, KnownUnit>();
  readonly #closed = new Set<string>();
  #version = 0;
  #repairedTo = 0;
  /** Computed on demand; cleared by any change. */
  #unrepaired: readonly string[] | null = null;

  get version(): number {
    return this.#version;
  }

  /** Applies all changes up to a version. */
  apply(changes: Iterable<KnownUnit>, version: number): void {
    for (const unit of changes) {
      this.#units.set(unit.id, unit);
      if (unit.status === 'CLOSED') this.#closed.add(unit.id);
    }
    this.#version = version;
    this.#unrepaired = null;
  }

  get(id: string): KnownUnit | undefined {
    return this.#units.get(id);
  }

  all(): Iterable<KnownUnit> {
    return this.#units.values();
  }

  closed(): readonly KnownUnit[] {
    return [...this.#closed].flatMap((id) => this.#units.get(id) ?? []);
  }

  isWithin(unitId: string, ancestorId: string): boolean {
    return isWithin(unitId, ancestorId, this.#units);
  }

  scopeOf(unitId: string): string[] {
    return scopeOf(unitId, this.#units);
  }

  scopeChangedAt(unitId: string): number {
    let changedAt = 0;
    for (const id of this.scopeOf(unitId)) {
      changedAt = Math.max(changedAt, this.#units.get(id)?.linkVersion ?? 0);
    }
    return changedAt;
  }

  current(unitId: string): string {
    return currentUnit(unitId, this.#units);
  }

  withPredecessors(unitId: string): string[] {
    return withPredecessors(unitId, this.#closed, this.#units);
  }

  unrepairedRoots(): readonly string[] {
    return (this.#unrepaired ??= [...this.#units.values()]
      .filter(({ linkVersion }) => linkVersion > this.#repairedTo)
      .map(({ id }) => id));
  }

  repairedTo(version: number): void {
    if (version <= this.#repairedTo) return;
    this.#repairedTo = version;
    this.#unrepaired = null;
  }
}
