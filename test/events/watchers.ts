import { poll } from './events-scene.ts';
import type { Delivered, Following } from './followings.ts';
import type { Case, LoggedEvent, MovingUnits } from './moving-units-scene.ts';
import type { Tree } from './unit-history.ts';

/** Those who subscribe or poll while units are moved, and what is for them. */

const newKinds: readonly string[] = ['REFERRED', 'TAKEN_OVER'];

/** What somebody asks for; a viewer without a unit is the centre. */
export interface Asked {
  readonly viewer: string | null;
  readonly unitId?: string;
  readonly includeSubUnits?: boolean;
  readonly types?: readonly string[];
  /** The changes of this one instead of new applications. */
  readonly changesOf?: Case;
}

/** Somebody who subscribes or polls. */
export interface Watcher {
  readonly asked: Asked;
  readonly delivered: readonly Delivered[];
  has(cursor: string): boolean;
}

export interface Subscribed extends Watcher {
  readonly following: Following;
}

/** Whether an event is for somebody, by one tree. */
export function isFor({ asked }: Watcher, event: LoggedEvent, type: string, tree: Tree): boolean {
  const { viewer, changesOf, includeSubUnits = true, types } = asked;
  const { kind, number, unitId } = event;
  if (changesOf) {
    return number === changesOf.number && tree.isWithin(changesOf.unitId, viewer ?? '');
  }
  if (types && !types.includes(type)) return false;
  const wanted = asked.unitId ?? viewer;
  if (wanted === null) return kind === 'FILED';
  if (unitId === null || !newKinds.includes(kind)) return false;
  if (viewer !== null && !tree.isWithin(wanted, viewer)) return false;
  const isSame = tree.current(unitId) === tree.current(wanted);
  return includeSubUnits ? tree.isWithin(unitId, wanted) : isSame;
}

/** Whether a subscription may have ended: it names a unit that perhaps was not its viewer's for a while. */
export const mayHaveEnded = ({ viewer, unitId }: Asked, trees: readonly Tree[]) =>
  viewer !== null && unitId !== undefined && trees.some((tree) => !tree.isWithin(unitId, viewer));

/** Whether somebody sees an application by one of the units that ever have it. */
export const concerns = ({ viewer }: Asked, unitIds: readonly string[], tree: Tree) =>
  unitIds.some((unitId) => viewer !== null && tree.isWithin(unitId, viewer));

/** Polls the changes that concern a unit. */
export class Poller implements Watcher {
  readonly asked: Asked;
  readonly delivered: Delivered[] = [];
  readonly #units: MovingUnits;
  readonly #known = new Set<string>();
  #after: string;
  #step: Promise<void> = Promise.resolve();

  constructor(units: MovingUnits, viewer: string) {
    this.#units = units;
    this.#after = units.start;
    this.asked = { viewer };
  }

  readonly has = (cursor: string): boolean => this.#known.has(cursor);

  step(): Promise<void> {
    return (this.#step = this.#step.then(() => this.#poll()));
  }

  async #poll(): Promise<void> {
    const officer = await this.#units.town.officerOf(this.asked.viewer ?? '');
    const { nodes, pageInfo } = await poll(officer, { after: this.#after, first: 5 });
    this.#after = pageInfo.endCursor;
    for (const { cursor, ...value } of nodes) {
      this.#known.add(cursor);
      const receivedAt = this.#units.order.next();
      this.delivered.push({ cursor, receivedAt, value: { cursor, ...value }, codes: [] });
    }
  }
}
