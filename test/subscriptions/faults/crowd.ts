import { type Random, randomSource } from '../../../seed/random.ts';
import { GraphClient } from '../../support/client.ts';
import { until } from '../../support/wait.ts';
import type { Change, Flow, ReachableGraph } from './flow.ts';
import { type Following, followSocket, followStream, poll } from './followers.ts';
import { followersOf, type Interest, newcomers, pollers } from './interests.ts';
import { changeText, Journal } from './journal.ts';
import { withApolloOverHttp, withFetch, withGraphqlSse, withGraphqlWs } from './real-clients.ts';

const size = 200;
/** How many lean subscriptions share a WebSocket. */
const perSocket = 5;
/** Of the clients of each protocol, one in this number uses a library or the code that docs/clients.md shows. */
const realInterval = 5;

const protocols = ['websocket', 'sse', 'multipart', 'polling'] as const;

/** Where a subscriber begins. Only those who see positions without events may begin at the present. */
type Start = 'present' | 'cursor' | 'EARLIEST';

interface Member extends Following {
  readonly name: string;
  readonly protocol: (typeof protocols)[number];
  readonly isReal: boolean;
  readonly interest: Interest;
  /** The number of changes that were made before it begins. */
  readonly from: number;
}

/** Subscribers over all protocols, with different filters and roles. */
export interface Crowd {
  /** Waits until every subscriber has everything that was made through the API. */
  untilComplete(changes: readonly Change[]): Promise<void>;
  /** Everything that is not as documented, in words; empty if there is nothing. */
  findings(changes: readonly Change[]): Promise<string[]>;
  /** How many subscribers saw a connection end, by how; those that the network cut do not count. */
  readonly ends: Readonly<Record<string, number>>;
  /** Disconnects everybody. */
  stop(): void;
}

/** Opens subscriptions for 200 subscribers; resolves when each has a position or has connected. */
export async function openCrowd(graph: ReachableGraph, flow: Flow, seed: number): Promise<Crowd> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const made = flow.changes.length;
  const present = await untilRead(graph, made);
  const randomOf = randomSource(seed, 'text');
  const interests = { subscribed: subscribedIn(flow), polled: pollers(flow.place) };
  const members = Array.from({ length: size }, (_, index) =>
    memberOf({ graph, interests, present, made }, index, randomOf(index)),
  );
  begin(members, signal);
  const crowd: Crowd = {
    async untilComplete(changes) {
      const expected = expectedBy(members, changes);
      const incomplete = () =>
        members.filter((member) => member.journal.size < (expected.get(member)?.length ?? 0));
      await until(
        () => incomplete().length,
        (count) => count === 0,
        completeMs,
      ).catch(() => {
        const missing = incomplete().map((member) => lacking(member, expected.get(member) ?? []));
        throw new Error(`${missing.length} lack events:\n${missing.slice(0, 10).join('\n')}`);
      });
    },
    async findings(changes) {
      const expected = expectedBy(members, changes);
      const order = new Map((await historyOf(graph)).map((cursor, index) => [cursor, index]));
      return members.flatMap((member) => [
        ...differences(member, expected.get(member) ?? []),
        ...disorder(member, order),
      ]);
    },
    get ends() {
      const counts: Record<string, number> = {};
      for (const end of members.flatMap(({ journal }) => journal.ends)) {
        counts[end] = (counts[end] ?? 0) + 1;
      }
      return counts;
    },
    stop: () => stopping.abort(),
  };
  await untilAllBegun(members);
  return crowd;
}

/** Clients wait for up to half a minute between attempts. */
const completeMs = 50_000;

/** Those of one kind next to one another, so that subscribers of every protocol follow each. */
const subscribedIn = (flow: Flow) => ({
  new: newcomers(flow.place),
  all: [...newcomers(flow.place), ...followersOf(flow.known)],
});

interface Setting {
  readonly graph: ReachableGraph;
  readonly interests: { subscribed: ReturnType<typeof subscribedIn>; polled: Interest[] };
  /** A cursor after all changes that were made. */
  readonly present: string;
  readonly made: number;
}

function memberOf(setting: Setting, index: number, random: Random): Member {
  const { graph, interests, present, made } = setting;
  const protocol = protocols[index % protocols.length] ?? 'polling';
  const nth = Math.floor(index / protocols.length);
  const isReal = protocol !== 'polling' && nth % realInterval === 0;
  // Apollo Client over HTTP follows new applications.
  const isNew = isReal && protocol === 'multipart';
  const { subscribed, polled } = interests;
  const choice = protocol === 'polling' ? polled : isNew ? subscribed.new : subscribed.all;
  const interest = random.pick(choice);
  const starts: Start[] = isReal ? ['cursor', 'EARLIEST'] : ['present', 'cursor', 'EARLIEST'];
  const start = random.pick(starts);
  const after = { present: undefined, cursor: present, EARLIEST: 'EARLIEST' }[start];
  const viewer = { subject: `subscriber-${index}`, ...interest.viewer };
  let token: Promise<string> | null = null;
  return {
    name: `${index}: ${protocol}${isReal ? ' (client library)' : ''} from ${start}, ${interest.name}`,
    protocol,
    isReal,
    interest,
    from: start === 'EARLIEST' ? 0 : made,
    url: graph.url,
    query: interest.query,
    variables: { ...interest.variables, ...(after !== undefined && { after }) },
    journal: new Journal(),
    random,
    token: () => (token ??= graph.token(viewer)),
  };
}

function begin(members: readonly Member[], signal: AbortSignal): void {
  const sockets = members.filter(({ protocol, isReal }) => protocol === 'websocket' && !isReal);
  for (let first = 0; first < sockets.length; first += perSocket) {
    void followSocket(sockets.slice(first, first + perSocket), signal);
  }
  for (const [index, member] of members.entries()) {
    const { protocol, isReal } = member;
    if (protocol === 'polling') void poll(member, signal);
    else if (isReal) realClientFor(member, index)(member, signal);
    else if (protocol !== 'websocket') void followStream(protocol, member, signal);
  }
}

function realClientFor({ protocol }: Member, index: number) {
  if (protocol === 'websocket') return withGraphqlWs;
  if (protocol === 'multipart') return withApolloOverHttp;
  return Math.floor(index / protocols.length) % (2 * realInterval) === 0
    ? withGraphqlSse
    : withFetch;
}

/** Libraries do not show positions without events: their subscriptions begin after a cursor. */
const untilAllBegun = (members: readonly Member[]) =>
  until(
    () =>
      members
        .filter(({ isReal, journal: { cursor, connections } }) =>
          isReal ? connections === 0 : cursor === null,
        )
        .map(({ name, journal: { ends } }) => [name, ends]),
    (waiting) => waiting.length === 0,
  );

const historyQuery = /* GraphQL */ `
  query History($after: String) {
    applicationEvents(first: 100, after: $after) {
      nodes {
        cursor
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  nodes: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function readPage({ url, token }: ReachableGraph, after: string): Promise<Page> {
  const data = await new GraphClient(`${url}/graphql`).data(historyQuery, {
    variables: { after },
    token: await token({ role: 'EVALUATOR', subject: 'historian' }),
  });
  return data['applicationEvents'] as Page; // as selected
}

/** The cursors of all events in their order, as the centre reads them now. */
async function historyOf(graph: ReachableGraph): Promise<string[]> {
  const cursors: string[] = [];
  let after = 'EARLIEST';
  for (;;) {
    const { nodes, pageInfo } = await readPage(graph, after);
    cursors.push(...nodes.map(({ cursor }) => cursor));
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) return cursors;
  }
}

/** @returns a cursor after a number of events, which may have to be read from the stream first. */
async function untilRead(graph: ReachableGraph, count: number): Promise<string> {
  const cursors = await until(
    () => historyOf(graph),
    ({ length }) => length >= count,
  );
  return cursors.at(-1) ?? '';
}

/** What each member is to receive, by application. */
function expectedBy(members: readonly Member[], changes: readonly Change[]) {
  return new Map(
    members.map((member) => {
      const { interest, from } = member;
      return [member, changes.slice(from).filter((change) => interest.matches(change))];
    }),
  );
}

const textOf = ({ kind, unitId }: Change) => changeText(kind, unitId);

function lacking({ name, journal }: Member, expected: readonly Change[]): string {
  const received = new Set(journal.events.map(({ number, change }) => `${number} ${change}`));
  const missing = expected
    .map((change) => `${change.number} ${textOf(change)}`)
    .filter((text) => !received.has(text));
  const { ends, errors, connections, size: count } = journal;
  const details = { missing: missing.slice(0, 3), ends: ends.slice(-3), errors: errors.slice(-3) };
  const counts = `${count} of ${expected.length} over ${connections} connections`;
  return `${name}: has ${counts}; ${JSON.stringify(details)}`;
}

/** Where a subscriber received something else than was made, or in another order, or too often. */
function differences({ name, journal }: Member, expected: readonly Change[]): string[] {
  const { events, errors, repeats } = journal;
  const wanted = Map.groupBy(expected, ({ number }) => number);
  const received = Map.groupBy(events, ({ number }) => number);
  const different = [...new Set([...wanted.keys(), ...received.keys()])].flatMap((number) => {
    const made = (wanted.get(number) ?? []).map(textOf).join(', ');
    const got = (received.get(number) ?? []).map(({ change }) => change).join(', ');
    return got === made ? [] : [`application ${number}: received [${got}], expected [${made}]`];
  });
  const applicants = new Map(expected.map(({ number, applicant }) => [number, applicant]));
  const misnamed = events.filter(
    ({ number, applicant }) => applicant !== undefined && applicant !== applicants.get(number),
  );
  return [
    ...different,
    ...misnamed.map(
      ({ number, applicant }) =>
        `application ${number}: applicant ${applicant}, expected ${applicants.get(number)}`,
    ),
    ...errors.map((error) => `an event with errors: ${error}`),
    ...repeats.map(({ number, change }) => `repeated without a resume: ${number} ${change}`),
  ].map((finding) => `${name}: ${finding}`);
}

/** Whether a subscriber received events in another order than that of commits. */
function disorder({ name, journal }: Member, order: ReadonlyMap<string, number>): string[] {
  const places = journal.events.map(({ cursor }) => order.get(cursor) ?? -1);
  const wrong = places.findIndex((place, index) => place <= (places[index - 1] ?? -1));
  return wrong === -1 ? [] : [`${name}: event ${wrong + 1} is not in the order of commits`];
}
