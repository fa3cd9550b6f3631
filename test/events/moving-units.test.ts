import { afterAll, beforeAll, expect } from '@jest/globals';
import * as fc from 'fast-check';
import { startGraph, type TestGraph, testOverHttp as test } from '../support/graph.ts';
import type { LoggedEvent } from './moving-units-scene.ts';
import { courses, Passage } from './passage.ts';
import type { Tree } from './unit-history.ts';
import { type Asked, concerns, isFor, mayHaveEnded, Poller } from './watchers.ts';

/**
 * Who gets which event while units are moved and closed: what a subscriber must get, and what they must not, follows
 * from the order in which changes of units and of applications were requested and answered.
 */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

interface Judged {
  readonly asked: Asked;
  readonly event: LoggedEvent;
}

const hasAny = ({ length }: readonly unknown[]) => length > 0;

/** Compares what everybody got with what they had to get, and what they must not. */
function judge({ units, watchers, since }: Passage, log: readonly LoggedEvent[], fences: number[]) {
  const placeOf = new Map(log.map(({ cursor }, index) => [cursor, index]));
  const types = new Map(units.cases.map(({ number, type }) => [number, type]));
  const byNumber = Map.groupBy(log, ({ number }) => number);
  const missed: Judged[] = [];
  const leaked: Judged[] = [];
  const unordered: Judged[] = [];
  let had = 0;
  let kept = 0;
  for (const event of log) {
    const ofApplication = byNumber.get(event.number) ?? [];
    const applicationUnits = ofApplication.flatMap(({ unitId }) => unitId ?? []);
    const from = units.earliest(event, ofApplication.slice(0, ofApplication.indexOf(event)));
    const fence = fences.find((one) => one > from) ?? Infinity;
    const until = units.history.possible({ from, to: fence });
    const sinceThen = units.history.possible({ from: since, to: fence });
    const earlier = units.history.possible({ from: 0, to: from });
    const type = types.get(event.number) ?? '';
    for (const watcher of watchers) {
      const { asked } = watcher;
      const isForBy = (tree: Tree) => isFor(watcher, event, type, tree);
      const delivered = watcher.delivered.find(({ cursor }) => cursor === event.cursor);
      const isOpen = !mayHaveEnded(asked, sinceThen);
      if (from > since && Number.isFinite(fence) && isOpen && until.every(isForBy)) {
        had += 1;
        if (!delivered) missed.push({ asked, event });
      }
      if (!delivered && !until.some(isForBy) && earlier.some(isForBy)) kept += 1;
      if (!delivered) continue;
      const mayGet = (tree: Tree) =>
        watcher instanceof Poller ? concerns(asked, applicationUnits, tree) : isForBy(tree);
      const to = delivered.receivedAt;
      if (!units.history.possible({ from, to }).some(mayGet)) leaked.push({ asked, event });
    }
  }
  for (const { asked, delivered } of watchers) {
    const places = delivered.map(({ cursor }) => placeOf.get(cursor) ?? -1);
    for (const [index, place] of places.entries()) {
      const event = log[place];
      if (!event) throw new Error('the centre sees every event');
      if (place <= (places[index - 1] ?? -1)) unordered.push({ asked, event });
    }
  }
  const [first] = [missed, leaked, unordered].map((wrong) => wrong.slice(0, 5)).filter(hasAny);
  const counts = { missed: missed.length, leaked: leaked.length, unordered: unordered.length };
  return { counts, first, had, kept };
}

test('nobody gets an event of a unit that was moved away or closed before, and everybody all others', async () => {
  await fc.assert(
    fc.asyncProperty(courses, async (rounds) => {
      const passage = await Passage.begin(graph);
      const { units } = passage;
      const fences: number[] = [];
      for (const one of rounds) {
        await passage.pass(one);
        fences.push(await passage.fence());
      }
      await passage.bringHome();
      const last = await units.file('REQUEST');
      const log = await units.log(({ number }) => number === last);
      passage.stop();
      const { counts, first, had, kept } = judge(passage, log, fences);
      const now = units.order.next();
      const trees = units.history.possible({ from: passage.since, to: now });
      const ends = passage.subscribed.flatMap(({ asked, following }) =>
        following.ends.filter((code) => code !== 'NOT_FOUND' || !mayHaveEnded(asked, trees)),
      );

      const nothing = { missed: 0, leaked: 0, unordered: 0 };
      expect({ counts, first, ends }).toEqual({ counts: nothing, first: undefined, ends: [] });
      // There was enough to get, and enough to keep from those who had got it before.
      expect(had).toBeGreaterThan(300);
      expect(kept).toBeGreaterThan(50);
    }),
    // Concurrent changes do not interleave in the same way again, so shrinking gains nothing.
    { numRuns: 1, endOnFailure: true },
  );
});
