import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type ClientSession, Types } from 'mongoose';
import {
  type EventDocument,
  type EventFilter,
  type PlacedEvent,
  type RunningEvents,
} from '../../subgraphs/application/events/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import {
  type EventDatabase,
  follow,
  idsOf,
  isPassed,
  openEventDatabase,
  readAll,
} from './stream-scene.ts';
import { newEvent } from './new-event.ts';

/** Without the time of the commit, which only a process knows that saw the event arrive. */
const storedPart = (event: PlacedEvent) => ({ ...event, committedAt: null });

/** A few values of each field, so that filters find some of the events. */
const applicationIds = Array.from({ length: 3 }, () => new Types.ObjectId());
const kinds = ['FILED', 'REFERRED', 'ACCEPTED'] as const;
const types = ['REQUEST', 'COMPLAINT'] as const;
const topicIds = ['roads', 'water'] as const;

const events = fc
  .record({
    applicationId: fc.constantFrom(...applicationIds),
    event: fc.constantFrom(...kinds),
    type: fc.constantFrom(...types),
    topicId: fc.constantFrom(...topicIds),
    unitId: fc.constantFrom('10000001', '10000002', '10000003'),
  })
  .map((fields) => ({ ...fields, unitIds: [fields.unitId] }));

const some = <Value>(values: readonly Value[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: null });

const filters: fc.Arbitrary<EventFilter> = fc.record({
  applicationId: fc.option(fc.constantFrom(...applicationIds), { nil: null }),
  kinds: some(kinds),
  types: some(types),
  topicIds: some(topicIds),
  units: fc.option(
    fc.record({
      unitId: fc.constantFrom('10000001', '10000002'),
      includesBelow: fc.boolean(),
      by: fc.constantFrom('NAMED' as const, 'CONCERNED' as const),
    }),
    { nil: null },
  ),
});

/** Transactions, each of several events, and the order of their steps: of each, its inserts and then its commit. */
const histories = fc
  .array(fc.array(events, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .chain((transactions) => {
    const steps = transactions.flatMap((written, index) => Array(written.length + 1).fill(index));
    return fc.record({
      transactions: fc.constant(transactions),
      order: fc.shuffledSubarray(steps, { minLength: steps.length }),
    });
  });

type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;

onceInTheSuite('events of overlapping transactions', () => {
  let database: EventDatabase;
  /** One that keeps everything in memory, and one that keeps hardly anything. */
  let roomy: RunningEvents;
  let narrow: RunningEvents;

  beforeAll(async () => {
    database = await openEventDatabase();
    roomy = await database.start();
    narrow = await database.start({ windowBytes: 1_500 });
  });

  afterAll(() => database?.stop());

  /** @returns the events in the order in which they were committed. */
  async function perform({ transactions, order }: History, between: (step: number) => void) {
    const committed: EventDocument[] = [];
    const open = new Map<number, { session: ClientSession; written: EventDocument[] }>();
    for (const [step, index] of order.entries()) {
      between(step);
      const transaction = transactions[index] ?? [];
      const { session, written } = open.get(index) ?? {
        session: await database.connection.startSession(),
        written: [],
      };
      open.set(index, { session, written });
      const next = transaction[written.length];
      if (next) {
        if (!session.inTransaction()) session.startTransaction();
        const event = newEvent(next);
        await database.collection.insertOne(event, { session });
        written.push(event);
      } else {
        await session.commitTransaction();
        await session.endSession();
        committed.push(...written);
      }
    }
    return committed;
  }

  const headOf = ({ stream }: RunningEvents) => stream.window?.head ?? '';

  test('are the same from any cursor on, replayed and live, in every process, in the order of commits', async () => {
    const property = fc.asyncProperty(
      histories,
      filters,
      fc.nat(),
      fc.nat(),
      async (history, filter, joins, cut) => {
        const start = headOf(roomy);
        const sources = [follow(roomy, start, filter), follow(narrow, start, filter)];
        const joiningStep = joins % history.order.length;
        const committed = await perform(history, (step) => {
          if (step === joiningStep) {
            sources.push(follow(roomy, start, filter), follow(narrow, start, filter));
          }
        });
        const whole = committed.filter((event) => isPassed(event, filter));
        for (const one of [roomy, narrow]) {
          await until(
            async () => idsOf(await readAll(one, start)),
            (ids) => ids.length >= committed.length,
          );
          expect(idsOf(await readAll(one, start))).toEqual(idsOf(committed));
          expect(idsOf(await readAll(one, start, filter))).toEqual(idsOf(whole));
        }
        const placed = await readAll(roomy, start);
        const cursor = placed[cut % placed.length]?.position ?? start;
        const later = placed.filter(({ position }) => position > cursor);
        const expected = later.filter((event) => isPassed(event, filter));
        sources.push(follow(roomy, cursor, filter), follow(narrow, cursor, filter));
        for (const [index, source] of sources.entries()) {
          const wanted = index < sources.length - 2 ? whole : expected;
          await source.until(wanted.length);
          source.stop();
          expect(idsOf(source.events)).toEqual(idsOf(wanted));
        }
        expect((await readAll(narrow, start)).map(storedPart)).toEqual(placed.map(storedPart));
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});
