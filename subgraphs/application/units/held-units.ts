import {
  currentUnit,
  isWithin,
  linkAbove,
  scopeOf,
  withPredecessors,
} from '../../../lib/kit/unit-lineage.ts';
import type { KnownUnit } from './unit-projection.ts';

/** The unit tree in memory, at one version of the directory. */
export class HeldUnits {
  readonly #units = new Map<string, KnownUnit>();
  readonly #closed = new Set<string>();
  /** The units directly below each, by the links that decide scopes. */
  readonly #children = new Map<string, Set<string>>();
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
      this.#link(unit);
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

  below(unitId: string, most: number): string[] | null {
    const found = new Set([this.current(unitId)]);
    for (const id of found) {
      for (const child of this.#children.get(id) ?? []) {
        found.add(child);
        if (found.size > most) return null;
      }
    }
    return [...found];
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

  /** Puts a unit below the one above it, and takes it away from where it was. */
  #link(unit: KnownUnit): void {
    const known = this.#units.get(unit.id);
    const old = known ? linkAbove(known) : null;
    const above = linkAbove(unit);
    if (old !== null && old !== above) {
      const children = this.#children.get(old);
      children?.delete(unit.id);
      if (children?.size === 0) this.#children.delete(old);
    }
    if (above === null) return;
    const children = this.#children.get(above);
    if (children) children.add(unit.id);
    else this.#children.set(above, new Set([unit.id]));
  }
}
