import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { followed, type Followed } from '../../../lib/kit/followed.ts';
import { once } from '../../../lib/kit/once.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { stopFollowing, unitChangesAfter } from '../peers/index.ts';
import { HeldUnits } from './held-units.ts';
import type { KnownUnit, UnitProjection } from './unit-projection.ts';

const pollMs = 100;
/**
 * Leaving must not delay the end of the process: the directory soon forgets a follower that it no longer hears
 * from.
 */
const leaveMs = 500;

interface FollowUnitsDependencies {
  peers: Peers;
  logger: Logger;
}

/**
 * Polls the directory for changes from the beginning and keeps the tree in memory. The directory may be
 * unreachable at any time: the tree stays known, but once the lease has expired, no officer's scope is decided
 * by it until the directory is reachable again.
 */
export const followUnits = (dependencies: FollowUnitsDependencies): UnitProjection =>
  new FollowedUnits(dependencies);

class FollowedUnits implements UnitProjection {
  readonly #peers: Peers;
  readonly #follower = crypto.randomUUID();
  #units = new HeldUnits();
  /** How often the directory had been reset when the units were read. */
  #generation = 0;
  readonly #listeners: (() => void)[] = [];
  readonly #copy: Followed<HeldUnits>;
  readonly #stopOnce = once(() => this.#stop());

  constructor({ peers, logger }: FollowUnitsDependencies) {
    this.#peers = peers;
    this.#copy = followed({
      name: say`The institution directory`,
      everyMs: pollMs,
      after: setImmediate(), // the peers of this process start in the same event-loop turn
      follow: () => this.#follow(),
      report: {
        began: (err) => {
          if (this.loaded) logger.warn({ err }, 'directory unreachable; will retry');
        },
        ended: () => logger.info('directory reachable again'),
      },
    });
  }

  isWithin(unitId: string, ancestorId: string): boolean {
    if (!this.#copy.fresh) throw unavailable(say`The institution directory`);
    return this.#known.isWithin(unitId, ancestorId);
  }

  below(unitId: string, most: number): readonly string[] | null {
    if (!this.#copy.fresh) throw unavailable(say`The institution directory`);
    return this.#known.below(unitId, most);
  }

  get(unitId: string): KnownUnit | undefined {
    return this.#known.get(unitId);
  }

  scopeOf(unitId: string): string[] {
    return this.#known.scopeOf(unitId);
  }

  scopeChangedAt(unitId: string): number {
    return this.#known.scopeChangedAt(unitId);
  }

  current(unitId: string): string {
    return this.#known.current(unitId);
  }

  withPredecessors(unitId: string): string[] {
    return this.#known.withPredecessors(unitId);
  }

  all(): Iterable<KnownUnit> {
    return this.#known.all();
  }

  closed(): readonly KnownUnit[] {
    return this.#known.closed();
  }

  get version(): number {
    return this.#known.version;
  }

  unrepairedRoots(): readonly string[] {
    return this.#known.unrepairedRoots();
  }

  repairedTo(version: number): void {
    this.#units.repairedTo(version);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  get loaded(): boolean {
    return this.#copy.loaded;
  }

  get fresh(): boolean {
    return this.#copy.fresh;
  }

  get ready(): Promise<void> {
    return this.#copy.ready;
  }

  stop(): Promise<void> {
    return this.#stopOnce();
  }

  get #known(): HeldUnits {
    return this.#copy.current();
  }

  async #follow(): Promise<'again' | void> {
    if (!(await this.#catchUp())) return;
    for (const listener of this.#listeners) listener();
    return 'again'; // to confirm at once that it was applied: another process may be waiting for that
  }

  /** @returns whether there was anything new. */
  async #catchUp(): Promise<boolean> {
    let changes: KnownUnit[] = [];
    let after = this.#units.version;
    let generation = this.#generation;
    for (;;) {
      const askedAt = performance.now();
      const asked = { after, generation, follower: this.#follower };
      const page = await unitChangesAfter(this.#peers, asked);
      if (page.generation !== generation) {
        changes = [];
        generation = page.generation;
      }
      changes.push(...page.changes);
      after = page.version;
      if (page.more) {
        // Polling again confirms that these were applied; yet only all pages together are a tree.
        this.#copy.doubt();
        continue;
      }
      const isNew = !this.loaded || after > this.#units.version || generation !== this.#generation;
      if (isNew) this.#take(changes, { version: after, generation });
      this.#copy.hold(this.#units, askedAt + page.freshForMs);
      return isNew;
    }
  }

  /** Applies all changes at once; after a reset, they are the whole tree. */
  #take(changes: readonly KnownUnit[], at: { version: number; generation: number }): void {
    if (at.generation !== this.#generation) this.#units = this.#units.emptied();
    this.#generation = at.generation;
    this.#units.apply(changes, at.version);
  }

  async #stop(): Promise<void> {
    await this.#copy.stop();
    await this.#leave();
  }

  /** Only when no more decisions are based on the tree. */
  async #leave(): Promise<void> {
    const left = stopFollowing(this.#peers, this.#follower).catch(() => {}); // see leaveMs
    await Promise.race([left, delay(leaveMs, undefined, { ref: false })]);
  }
}
