import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { parse } from 'graphql';
import { mongo } from 'mongoose';
import { notFound, clientError } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { enforceAccess } from '../../lib/federation/authorization.ts';
import { keepPace, Pace } from '../../lib/federation/pace.ts';
import type { RunningSubgraph } from '../../lib/federation/subgraph.ts';
import { EventLog, type FiledEvent } from './event-log.ts';

/**
 * Three small subgraphs under the names of the real ones. `application` has the subscriptions; an event leads to a
 * citizen, and the citizen to a unit.
 */

const federation = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.5"
  import: ["@key", "@requiresScopes", "@authenticated"]
)`;

const sdl: Record<SubgraphName, string> = {
  analytics: `${federation} type Query { asked: Int }`,
  application: `${federation}
    type Query { count: Int }
    type Subscription {
      filed(unit: ID!, after: String): Filed
      evaluated(after: String): Filed @requiresScopes(scopes: [["application:evaluate"]])
      ticks: Int
    }
    type Filed {
      position: Int!
      application: Application
      mayApprove: Boolean
      viewerUnit: ID
    }
    type Application @key(fields: "number") {
      number: ID!
      subject: String
      secret: String @requiresScopes(scopes: [["application:evaluate"]])
      failing: String
      part(name: String!): String
      applicant: Citizen
    }
    type Citizen @key(fields: "id", resolvable: false) { id: ID! }`,
  citizen: `${federation}
    type Query { people: Int }
    type Citizen @key(fields: "id") { id: ID! name: String residence: Unit }
    type Unit @key(fields: "id", resolvable: false) { id: ID! }`,
  'institution-directory': `${federation}
    type Query { units: Int }
    type Unit @key(fields: "id") { id: ID! name: String! parent: Unit }`,
};

interface SmallContext {
  viewer: Viewer;
  pace: Pace;
}

/** The state that the subgraphs share in a test. */
export interface SmallGraph {
  readonly log: EventLog;
  /** How often a citizen was read. */
  citizensRead: number;
  /** How many citizens are being read. */
  reading: number;
  /** What each read of a citizen waits for: set by `hold`. */
  held: PromiseWithResolvers<void> | null;
  /** How many reads of citizens were interrupted. */
  interrupted: number;
  /** The viewers for whom events were resolved. */
  readonly subjects: string[];
  /** How often the next reads of citizens fail because MongoDB has no primary. */
  citizenFailures: number;
  /** The citizens that cannot be read. */
  readonly failing: Set<string>;
  /** How often the next reads of applications, and subscriptions to them, fail because MongoDB has no primary. */
  failures: number;
  readonly supergraphSdl: string;
  /** Lets reads of citizens wait until `release` is called. */
  hold(): void;
  release(): void;
  start(name: SubgraphName): RunningSubgraph;
}

export function createSmallGraph(): SmallGraph {
  const log = new EventLog();
  const small: SmallGraph = {
    log,
    citizensRead: 0,
    reading: 0,
    held: null,
    interrupted: 0,
    subjects: [],
    failing: new Set(),
    failures: 0,
    citizenFailures: 0,
    supergraphSdl: composed(),
    hold() {
      small.held = Promise.withResolvers();
    },
    release() {
      small.held?.resolve();
      small.held = null;
    },
    start: (name) => ({
      name,
      schema: schemaOf(name, small),
      createContext: (request) => ({
        viewer: request.viewer,
        pace: new Pace(request.interruption),
      }),
      ready: Promise.resolve(),
      health: async () => [],
      stop: async () => {},
    }),
  };
  return small;
}

const names = Object.keys(sdl) as SubgraphName[]; // the record has no others

function composed(): string {
  const services = names.map((name) => ({
    name,
    url: `http://${name}.example`,
    typeDefs: parse(sdl[name]),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'The small graph does not compose.');
  return supergraphSdl;
}

function schemaOf(name: SubgraphName, small: SmallGraph) {
  const resolvers = resolversOf(small)[name] as unknown as GraphQLResolverMap<unknown>; // its type knows no `subscribe`
  return enforceAccess(keepPace(buildSubgraphSchema([{ typeDefs: parse(sdl[name]), resolvers }])));
}

/** Takes as long as reads are held, unless it is interrupted. */
async function read(small: SmallGraph, { interruption }: Pace): Promise<void> {
  if (!small.held) return;
  small.reading += 1;
  const { promise: isOver, resolve } = Promise.withResolvers<void>();
  const forget = interruption.onOver(() => {
    small.interrupted += 1;
    resolve();
  });
  await Promise.race([small.held.promise, isOver]);
  forget();
  small.reading -= 1;
}

function failAtTimes(small: SmallGraph, of: 'failures' | 'citizenFailures'): void {
  if (small[of] === 0) return;
  small[of] -= 1;
  throw new mongo.MongoNetworkError('the connection was closed');
}

interface Stored extends FiledEvent {
  position: number;
}

const resolversOf = (small: SmallGraph): Record<SubgraphName, object> => ({
  analytics: {},
  application: {
    Subscription: {
      filed: {
        subscribe(_: unknown, { unit, after }: { unit: string; after?: string | null }) {
          failAtTimes(small, 'failures');
          return small.log.follow('filed', after ?? null, (event) => event.unit === unit);
        },
      },
      evaluated: {
        subscribe: (_: unknown, { after }: { after?: string | null }) =>
          small.log.follow('evaluated', after ?? null, () => true),
      },
      ticks: { subscribe: () => small.log.ticks() },
    },
    Filed: {
      application: ({ number }: Stored) => ({ number }),
      mayApprove: ({ number }: Stored, _: unknown, { viewer }: SmallContext) =>
        !number.endsWith(viewer?.subject ?? ''),
      viewerUnit(_: Stored, __: unknown, { viewer }: SmallContext) {
        small.subjects.push(viewer?.subject ?? 'nobody');
        return viewer?.unitId ?? null;
      },
    },
    Application: {
      __resolveReference: async ({ number }: { number: string }) => ({ number }),
      subject({ number }: FiledEvent) {
        failAtTimes(small, 'failures');
        return `about ${number}`;
      },
      secret: () => 'a secret',
      failing({ number }: FiledEvent) {
        throw notFound(say`application ${number}`);
      },
      part: (_: unknown, { name }: { name: string }) => `part ${name}`,
      applicant: ({ number }: FiledEvent) => ({ id: `c-${number}` }),
    },
  },
  citizen: {
    Citizen: {
      async __resolveReference({ id }: { id: string }, { pace }: SmallContext) {
        small.citizensRead += 1;
        await read(small, pace);
        failAtTimes(small, 'citizenFailures');
        if (small.failing.has(id)) throw clientError('UNAVAILABLE', say`${id} cannot be read.`);
        return { id };
      },
      name: ({ id }: { id: string }) => `name of ${id}`,
      residence: ({ id }: { id: string }) => ({ id: `u-${id}` }),
    },
  },
  'institution-directory': {
    Unit: {
      __resolveReference: async ({ id }: { id: string }) => ({ id }),
      name: ({ id }: { id: string }) => `unit ${id}`,
      parent: ({ id }: { id: string }) => ({ id: `${id}-parent` }),
    },
  },
});
