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
  readonly #children = new Links();
  /** The closed units that each has succeeded directly. */
  readonly #closedFor = new Links();
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
      const known = this.#units.get(unit.id);
      this.#children.change(unit.id, known ? linkAbove(known) : null, linkAbove(unit));
      this.#closedFor.change(unit.id, known ? successorOf(known) : null, successorOf(unit));
      this.#units.set(unit.id, unit);
      if (unit.status === 'CLOSED') this.#closed.add(unit.id);
    }
    this.#version = version;
    this.#unrepaired = null;
  }

  /** Another tree without units, for those that replace these: stored scopes are repaired as far as here. */
  emptied(): HeldUnits {
    const emptied = new HeldUnits();
    emptied.repairedTo(this.#repairedTo);
    return emptied;
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
      for (const child of this.#children.to(id)) {
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
    return withPredecessors(unitId, (id) => this.#closedFor.to(id), this.#units);
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

/** The successor of a closed unit. */
const successorOf = ({ status, successorId }: KnownUnit): string | null =>
  status === 'CLOSED' ? successorId : null;

/** Units by the unit that a link of theirs leads to. */
class Links {
  readonly #from = new Map<string, Set<string>>();

  /** The units whose link leads to a unit. */
  to(unitId: string): Iterable<string> {
    return this.#from.get(unitId) ?? [];
  }

  /** Has the link of a unit lead to another one; null for none. */
  change(unitId: string, old: string | null, next: string | null): void {
    if (old !== null && old !== next) {
      const linked = this.#from.get(old);
      linked?.delete(unitId);
      if (linked?.size === 0) this.#from.delete(old);
    }
    if (next === null) return;
    const linked = this.#from.get(next);
    if (linked) linked.add(unitId);
    else this.#from.set(next, new Set([unitId]));
  }
}
