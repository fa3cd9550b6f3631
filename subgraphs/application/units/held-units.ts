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
    const ancestor = this.current(ancestorId);
    for (const id of this.#upwards(unitId)) if (id === ancestor) return true;
    return false;
  }

  scopeOf(unitId: string): string[] {
    return [...this.#upwards(unitId)];
  }

  scopeChangedAt(unitId: string): number {
    let changedAt = 0;
    for (const id of this.#upwards(unitId)) {
      changedAt = Math.max(changedAt, this.#units.get(id)?.linkVersion ?? 0);
    }
    return changedAt;
  }

  current(unitId: string): string {
    for (const id of this.#upwards(unitId)) if (!this.#closed.has(id)) return id;
    return unitId;
  }

  withPredecessors(unitId: string): string[] {
    return [unitId, ...[...this.#closed].filter((id) => this.current(id) === unitId)];
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

  /** From a unit to its root; from a closed one via its successor. */
  *#upwards(unitId: string): Generator<string> {
    let id: string | null = unitId;
    // A cycle cannot be committed; if one were stored all the same, the walk would still end.
    for (let steps = 0; id !== null && steps <= this.#units.size; steps += 1) {
      yield id;
      const unit = this.#units.get(id);
      id = (unit?.status === 'CLOSED' ? unit.successorId : null) ?? unit?.parentId ?? null;
    }
  }
}
