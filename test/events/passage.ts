import * as fc from 'fast-check';
import { at } from '../casework/random-acts.ts';
import type { TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { Following } from './followings.ts';
import { type Case, MovingUnits } from './moving-units-scene.ts';
import { type Asked, mayHaveEnded, Poller, type Subscribed, type Watcher } from './watchers.ts';

/** Units are moved and closed while applications are worked on, and others watch. */

const newQuery = /* GraphQL */ `
  subscription New($unitId: ID, $includeSubUnits: Boolean, $types: [ApplicationType!]) {
    event: newApplications(unitId: $unitId, includeSubUnits: $includeSubUnits, types: $types) {
      cursor
      application {
        number
      }
      referral {
        id
        unit {
          id
        }
      }
    }
  }
`;

const changedQuery = /* GraphQL */ `
  subscription Changed($referralId: ID) {
    event: applicationChanged(referralId: $referralId) {
      cursor
      kind
      application {
        number
      }
      referral {
        id
        unit {
          id
        }
      }
    }
  }
`;

const round = fc.record({
  /** Of leaves, by one administrator. */
  leaves: fc.array(fc.record({ unit: fc.nat(), above: fc.nat(), closes: fc.boolean() }), {
    minLength: 4,
    maxLength: 5,
  }),
  /** Of units between, by another one. */
  middles: fc.array(fc.record({ unit: fc.nat(), above: fc.nat() }), { minLength: 2, maxLength: 3 }),
  work: fc.array(
    fc.array(
      fc.record({ unit: fc.nat(), other: fc.nat(), complaint: fc.boolean(), to: fc.nat() }),
      { minLength: 3, maxLength: 4 },
    ),
    { minLength: 4, maxLength: 4 },
  ),
  cuts: fc.array(fc.nat(), { minLength: 4, maxLength: 8 }),
});

export const courses = fc.noBias(fc.array(round, { minLength: 2, maxLength: 2 }));

type Round = typeof round extends fc.Arbitrary<infer Value> ? Value : never;

/** Leaves from here on may be closed; those before have the long cases. */
const firstClosable = 4;

/** A pass through a course, with everybody who watches. */
export class Passage {
  readonly units: MovingUnits;
  readonly longCases: readonly Case[];
  readonly subscribed: Subscribed[] = [];
  readonly polling: Poller[] = [];
  /** Everything that is sent from then on is certain to be delivered. */
  since = Infinity;

  constructor(units: MovingUnits, longCases: readonly Case[]) {
    this.units = units;
    this.longCases = longCases;
  }

  static async begin(graph: TestGraph): Promise<Passage> {
    const units = await MovingUnits.open(graph);
    const longCases: Case[] = [];
    for (const leaf of units.leaves.slice(0, firstClosable)) {
      longCases.push(...(await units.refer([leaf])));
    }
    const passage = new Passage(units, longCases);
    await passage.#subscribe(graph);
    return passage;
  }

  get watchers(): readonly Watcher[] {
    return [...this.subscribed, ...this.polling];
  }

  async #subscribe(graph: TestGraph): Promise<void> {
    const { units } = this;
    const tree = units.history.known();
    const topOf = (unitId: string) => units.tops.find((top) => tree.isWithin(unitId, top)) ?? null;
    const asked: Asked[] = [
      ...[...units.tops, ...units.middles, ...units.leaves].map((viewer) => ({ viewer })),
      ...units.tops.flatMap((viewer) => [
        { viewer, includeSubUnits: false },
        { viewer, types: ['COMPLAINT'] },
      ]),
      ...units.leaves.map((unitId) => ({ viewer: topOf(unitId), unitId })),
      ...units.middles.map((unitId) => ({ viewer: topOf(unitId), unitId })),
      ...[...units.tops, ...units.leaves].map((unitId) => ({ viewer: null, unitId })),
      ...this.longCases.map((one) => ({ viewer: topOf(one.unitId), changesOf: one })),
      { viewer: null },
    ];
    // Two of each kind share a stream.
    for (const [index, one] of [...asked, ...asked].entries()) {
      const { viewer, changesOf, ...variables } = one;
      const following = new Following({
        graph,
        order: units.order,
        protocol: index % 2 === 0 ? 'websocket' : 'sse',
        token: await graph.token(
          viewer === null
            ? { role: 'EVALUATOR', subject: `e-${index}` }
            : { role: 'OFFICER', unitId: viewer, subject: `o-${index}` },
        ),
        query: changesOf ? changedQuery : newQuery,
        variables: changesOf ? { referralId: changesOf.referralId } : variables,
      });
      this.subscribed.push({
        asked: one,
        following,
        delivered: following.delivered,
        has: (cursor) => following.has(cursor),
      });
    }
    await Promise.all(this.subscribed.map(({ following }) => following.open()));
    this.since = units.order.next();
    for (const viewer of units.tops) this.polling.push(new Poller(units, viewer));
  }

  /** Everything of a round at the same time. */
  async pass({ leaves, middles, work, cuts }: Round): Promise<void> {
    await Promise.all([
      this.#changeLeaves(leaves),
      this.#changeMiddles(middles),
      ...work.map((steps) => this.#work(steps)),
      this.#cut(cuts),
    ]);
    await this.units.untilClosedAreLeft();
  }

  async #changeLeaves(changes: Round['leaves']): Promise<void> {
    const { units } = this;
    for (const { unit, above, closes } of changes) {
      const tree = units.history.known();
      const open = units.leaves.filter((id) => !tree.isClosed(id));
      const unitId = at(open, unit);
      const closable = units.leaves.indexOf(unitId) >= firstClosable;
      const isClosing = closes && closable;
      const others = isClosing ? open : [...units.tops, ...units.middles];
      const aboveId = at(
        others.filter((id) => id !== unitId && (isClosing || id !== tree.parentOf(unitId))),
        above,
      );
      await units.change('leaves', { unitId, above: aboveId, closes: isClosing });
      await this.#provoke(isClosing ? aboveId : unitId);
    }
  }

  async #changeMiddles(changes: Round['middles']): Promise<void> {
    const { units } = this;
    for (const { unit, above } of changes) {
      const tree = units.history.known();
      const unitId = at(units.middles, unit);
      const aboveId = at(
        units.tops.filter((id) => id !== tree.parentOf(unitId)),
        above,
      );
      await units.change('middles', { unitId, above: aboveId, closes: false });
      await this.#provoke(unitId);
    }
  }

  /** Whoever no longer sees a unit would get these, if that took effect too late. */
  async #provoke(unitId: string): Promise<void> {
    const { units, longCases } = this;
    const ofUnit = longCases.find((one) => one.unitId === unitId);
    await Promise.all([units.refer([unitId]), ofUnit && units.note(ofUnit)]);
  }

  async #work(steps: Round['work'][number]): Promise<void> {
    const { units } = this;
    const all = [...units.tops, ...units.middles, ...units.leaves];
    for (const { unit, other, complaint, to } of steps) {
      const unitIds = [...new Set([at(all, unit), at(all, other)])];
      const [one] = await units.refer(unitIds, complaint ? 'COMPLAINT' : 'REQUEST');
      if (one && to % 2 === 0) await units.forward(one, at(all, to));
      await at(this.polling, to).step();
    }
  }

  async #cut(cuts: Round['cuts']): Promise<void> {
    // Those who ask for a unit that has been moved would be refused.
    const own = this.subscribed.filter(({ asked }) => !asked.unitId && !asked.changesOf);
    for (const index of cuts) {
      const { following } = at(own, index);
      following.cut();
      await following.open();
    }
  }

  /** Has an event come to everybody who gets any at present: those before it have come, too. */
  async fence(): Promise<number> {
    const { units } = this;
    const tree = units.history.known();
    const fence = units.order.next();
    const open = [...units.tops, ...units.middles, ...units.leaves].filter(
      (id) => !tree.isClosed(id),
    );
    const marks: Case[] = [];
    for (let index = 0; index < open.length; index += 10) {
      marks.push(...(await units.refer(open.slice(index, index + 10), 'COMPLAINT')));
    }
    const filed = await units.file('COMPLAINT');
    for (const one of this.longCases) await units.note(one);
    const log = await units.log(({ number, kind }) => number === filed && kind === 'FILED');
    for (const watcher of this.watchers) {
      const { asked } = watcher;
      const { viewer, changesOf } = asked;
      const wanted = asked.unitId ?? viewer;
      const isSeen = viewer === null || tree.isWithin(changesOf?.unitId ?? wanted ?? '', viewer);
      const sinceThen = units.history.possible({ from: this.since, to: fence });
      if (!isSeen || mayHaveEnded(asked, sinceThen)) continue;
      const mark = changesOf
        ? log.findLast((one) => one.number === changesOf.number)
        : log.findLast((one) =>
            wanted === null
              ? one.number === filed
              : one.unitId === tree.current(wanted) &&
                marks.some(({ number }) => number === one.number),
          );
      await until(
        async () => {
          if (watcher instanceof Poller) await watcher.step();
          const isHere = mark !== undefined && watcher.has(mark.cursor);
          return { asked, mark, delivered: watcher.delivered.length, isHere };
        },
        ({ isHere }) => isHere,
      );
    }
    return fence;
  }

  /**
   * Brings back what was moved out of somebody's sight, so that they get events again. If a subscription has ended
   * meanwhile, it is opened again.
   */
  async bringHome(): Promise<void> {
    const { units } = this;
    for (const { asked, delivered, following } of this.subscribed) {
      const { viewer, unitId, changesOf } = asked;
      const tree = units.history.known();
      const wanted = tree.current(changesOf?.unitId ?? unitId ?? viewer ?? '');
      if (viewer === null || tree.isWithin(wanted, viewer)) continue;
      const by = units.middles.includes(wanted) ? 'middles' : 'leaves';
      const isMoved = await units.change(by, { unitId: wanted, above: viewer, closes: false });
      if (!isMoved) throw new Error(`${wanted} could not be moved below ${viewer}`);
      const before = delivered.length;
      const [referred] = changesOf ? [changesOf] : await units.refer([wanted]);
      if (changesOf) await units.note(changesOf);
      await until(
        async () => {
          if (following.isOver) await following.open();
          const numbers = delivered.slice(before).map(({ value }) => value?.application?.number);
          return { asked, ends: following.ends, wanted: referred?.number, numbers };
        },
        (seen) => seen.numbers.includes(seen.wanted),
      );
    }
  }

  stop(): void {
    for (const { following } of this.subscribed) following.cut();
  }
}
