import { afterAll, beforeAll, expect } from '@jest/globals';
import * as fc from 'fast-check';
import { actions, at } from '../casework/random-acts.ts';
import {
  type AnotherGraph,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { poll } from './events-scene.ts';
import { Following } from './followings.ts';
import { type Filter, History, type Participant, type PastEvent, types } from './history-scene.ts';
import { Order } from './unit-history.ts';

/**
 * Live events and replays from any cursor are together the whole history that a filter selects, whatever overlaps:
 * filings, referrals and everything that is done on them, in two processes.
 */

let graph: TestGraph;
let other: AnotherGraph;

beforeAll(async () => {
  graph = await startGraph();
  other = await graph.another();
});

afterAll(async () => {
  await other?.stop();
  await graph?.stop();
});

const queries = {
  newApplications: /* GraphQL */ `
    subscription New(
      $unitId: ID
      $includeSubUnits: Boolean
      $types: [ApplicationType!]
      $topics: [ID!]
    ) {
      event: newApplications(
        unitId: $unitId
        includeSubUnits: $includeSubUnits
        types: $types
        topics: $topics
      ) {
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
  `,
  applicationChanged: /* GraphQL */ `
    subscription Changed($number: String, $referralId: ID) {
      event: applicationChanged(number: $number, referralId: $referralId) {
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
  `,
} as const;

const filing = fc.record({ type: fc.nat(), topic: fc.nat(), citizen: fc.nat() });

const watch = fc.record({
  field: fc.constantFrom('newApplications', 'newApplications', 'applicationChanged', 'polled'),
  viewer: fc.nat(),
  unit: fc.nat(),
  includeSubUnits: fc.boolean(),
  types: fc.option(fc.subarray([...types], { minLength: 1 }), { nil: null }),
  topics: fc.option(fc.subarray([0, 1], { minLength: 1 }), { nil: null }),
  application: fc.nat(),
  opens: fc.nat(),
  cut: fc.nat(),
  fromStart: fc.boolean(),
  isSocket: fc.boolean(),
  isElsewhere: fc.boolean(),
  /** Of the event after which everything is replayed in the end. */
  replay: fc.nat(),
  pageSize: fc.integer({ min: 1, max: 7 }),
});

const histories = fc.noBias(
  fc.record({
    filings: fc.array(filing, { minLength: 3, maxLength: 3 }),
    rounds: fc.array(
      fc.record({
        actions: fc.array(actions, { minLength: 4, maxLength: 7 }),
        filings: fc.array(filing, { maxLength: 2 }),
      }),
      { minLength: 4, maxLength: 5 },
    ),
    watches: fc.array(watch, { minLength: 12, maxLength: 16 }),
  }),
);

type Watch = typeof watch extends fc.Arbitrary<infer Value> ? Value : never;

/** What a watch asks for, as far as the applications of the moment allow it. */
async function filterOf(history: History, one: Watch): Promise<Filter> {
  const { centre, citizens, officers, staff, units, topicIds } = history;
  const watching = [centre, ...officers];
  const viewer = at(watching, one.viewer);
  const below = viewer.unitId === units.above ? [units.above, units.first, units.second] : [];
  const wanted = viewer === centre ? [...staff.unitIds, units.above, null] : [null, ...below];
  const unitId = at(wanted, one.unit);
  if (one.field === 'polled') {
    return { viewer, field: 'applicationEvents', ...(unitId !== null && { unitId }) };
  }
  const number = at(history.numbers, one.application);
  if (one.field === 'applicationChanged') {
    const owner = citizens.find((citizen) => history.isOf(citizen, number));
    if (owner && one.unit % 3 === 0) return { viewer: owner, field: one.field, number };
    const { referrals } = await history.standing(number);
    const referral = referrals[one.unit % Math.max(1, referrals.length)];
    const concerned = officers.filter((officer) => officer.unitId === referral?.unit.id);
    if (!referral) return { viewer: centre, field: one.field, number };
    return { viewer: at(concerned, one.viewer), field: one.field, referralId: referral.id };
  }
  return {
    viewer,
    field: 'newApplications',
    // There are no units below none.
    ...((unitId ?? viewer.unitId) !== null && { includeSubUnits: one.includeSubUnits }),
    ...(unitId !== null && { unitId }),
    ...(one.types && { types: one.types }),
    ...(one.topics && { topics: one.topics.map((index) => at(topicIds, index)) }),
  };
}

/** An event as its subscriber or poller received it. */
interface Received {
  readonly cursor: string;
  readonly kind?: string;
  readonly referral: { readonly id: string } | null;
}

const urlOf = ({ isElsewhere }: Watch) => ({ url: isElsewhere ? other.url : graph.url });

/** Somebody who follows from a position on. */
interface Follower {
  readonly filter: Filter;
  readonly watch: Watch;
  open(): Promise<void>;
  /** Reads what there is, if that does not come by itself. */
  read(): Promise<void>;
  cut(): void;
  received(): readonly Received[];
  /** The position where it began. */
  begins(): string;
  ends(): readonly unknown[];
}

async function followerOf(filter: Filter, watch: Watch, after: string | null): Promise<Follower> {
  return filter.field === 'applicationEvents'
    ? pollerOf(filter, watch, after)
    : subscriberOf(filter, watch, after);
}

async function subscriberOf(filter: Filter, watch: Watch, after: string | null): Promise<Follower> {
  const { viewer, field, ...variables } = filter;
  if (field === 'applicationEvents') throw new Error('it is polled');
  const following = new Following({
    graph: urlOf(watch),
    order: new Order(),
    protocol: watch.isSocket ? 'websocket' : 'sse',
    token: await graph.token(viewer.viewer),
    query: queries[field],
    variables,
    after,
  });
  return {
    filter,
    watch,
    open: () => following.open(),
    read: async () => {},
    cut: () => following.cut(),
    received: () =>
      following.delivered.map(({ cursor, value }) => ({
        cursor,
        ...(value?.kind && { kind: value.kind }),
        referral: value?.referral ?? null,
      })),
    begins: () => after ?? following.begins ?? '',
    ends: () => following.ends,
  };
}

async function pollerOf(filter: Filter, watch: Watch, after: string | null): Promise<Follower> {
  const person = await elsewhere(filter.viewer, watch);
  const { unitId = null } = filter;
  const begins = after ?? (await poll(person, { unitId })).pageInfo.endCursor;
  const received: Received[] = [];
  let position = begins;
  return {
    filter,
    watch,
    open: async () => {},
    async read() {
      for (let hasMore = true; hasMore;) {
        const page = await poll(person, { unitId, after: position, first: watch.pageSize });
        expect(page.nodes.length).toBeLessThanOrEqual(watch.pageSize);
        received.push(...page.nodes);
        position = page.pageInfo.endCursor;
        hasMore = page.pageInfo.hasNextPage;
      }
    },
    cut: () => {},
    received: () => received,
    begins: () => begins,
    ends: () => [],
  };
}

/** The same person at the process that a watch asks. */
async function elsewhere({ viewer }: Participant, watch: Watch): Promise<Person> {
  const client = watch.isElsewhere ? other.client : graph.client;
  return personOf({ ...graph, client }, viewer);
}

const shown = ({ cursor, referralId }: PastEvent) => ({ cursor, referralId });

const shownOf = (follower: Follower) =>
  follower.received().map(({ cursor, referral }) => ({
    cursor,
    referralId: referral?.id ?? null,
  }));

/** The events of a log after a position, which need not be that of an event. */
async function after(
  { centre }: History,
  log: readonly PastEvent[],
  cursor: string,
): Promise<PastEvent[]> {
  const [next] = (await poll(centre, { after: cursor, first: 1 })).nodes;
  const index = log.findIndex((event) => event.cursor === next?.cursor);
  return index < 0 ? [] : log.slice(index);
}

test('replay from any cursor and live events are the whole history that a filter selects', async () => {
  const property = fc.asyncProperty(histories, async ({ filings, rounds, watches }) => {
    const history = await History.open(graph, other);
    await Promise.all(filings.map((one) => history.file(one)));
    const followers: Follower[] = [];
    for (const [index, { actions, filings }] of rounds.entries()) {
      const here = (which: number) => which % rounds.length === index;
      for (const one of watches.filter(({ opens }) => here(opens))) {
        const filter = await filterOf(history, one);
        const follower = await followerOf(filter, one, one.fromStart ? history.start : null);
        await follower.open();
        followers.push(follower);
      }
      const cut = followers.filter(({ watch }) => here(watch.cut));
      for (const follower of cut) follower.cut();
      await Promise.all([
        history.round(actions, filings),
        ...followers.map((follower) => follower.read()),
      ]);
      for (const follower of cut) await follower.open();
    }
    const log = await history.log(await history.file({ type: 0, topic: 0, citizen: 0 }));
    for (const follower of followers) {
      const { filter, watch } = follower;
      const selected = await history.selected(filter, log);
      const isSteady = ({ number }: PastEvent) => !history.hasPassedOn(filter.viewer, number, log);
      const wanted = (await after(history, log, follower.begins())).filter((event) =>
        selected.includes(event),
      );
      await until(
        async () => {
          await follower.read();
          const cursors = new Set(follower.received().map(({ cursor }) => cursor));
          const missing = wanted.filter((event) => isSteady(event) && !cursors.has(event.cursor));
          return { filter, watch, missing, ends: follower.ends() };
        },
        ({ missing }) => missing.length === 0,
      );
      follower.cut();
      const placeOf = new Map(log.map((event, place) => [event.cursor, { event, place }]));
      const live = shownOf(follower);
      const places = live.map(({ cursor }) => placeOf.get(cursor)?.place ?? -1);
      expect(places).toEqual(places.toSorted((one, another) => one - another));
      const steady = live.filter(({ cursor }) => {
        const found = placeOf.get(cursor);
        return found && isSteady(found.event);
      });
      expect({ filter, live: steady }).toEqual({
        filter,
        live: wanted.filter(isSteady).map(shown),
      });
      expect(follower.ends()).toEqual([]);

      const from = at([{ cursor: history.start }, ...log], watch.replay).cursor;
      const later = (await after(history, log, from)).filter((event) => selected.includes(event));
      const swapped = { ...watch, isElsewhere: !watch.isElsewhere };
      const replayed = await followerOf(filter, swapped, from);
      await replayed.open();
      await until(
        async () => {
          await replayed.read();
          return shownOf(replayed);
        },
        ({ length }) => length >= later.length,
      );
      replayed.cut();
      expect({ filter, from, replayed: shownOf(replayed) }).toEqual({
        filter,
        from,
        replayed: later.map(shown),
      });
    }
  });
  // Concurrent acts do not interleave in the same way again, so shrinking gains nothing.
  await fc.assert(property, { numRuns: 1, endOnFailure: true });
});
