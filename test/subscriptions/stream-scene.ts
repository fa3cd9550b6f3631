import type { Logger } from 'pino';
import { createGateway, type Gateway, type GatewayOptions } from '../../gateway/gateway.ts';
import { subgraphNames, type SubgraphName } from '../../lib/kit/subgraph-names.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { createSubgraphServer } from '../../lib/federation/server.ts';
import { EventBudget } from '../../lib/federation/transport/event-budget.ts';
import { createHttpTransport } from '../../lib/federation/transport/http.ts';
import { createInProcessTransport } from '../../lib/federation/transport/in-process.ts';
import type { SubgraphTransport } from '../../lib/federation/transport/transport.ts';
import {
  createAccessTokenVerifier,
  signAccessToken,
} from '../../lib/platform/identity/access-keys.ts';
import type { TokenOptions } from '../../lib/platform/identity/access-token.ts';
import {
  createClientAddressSigner,
  createClientAddressVerifier,
} from '../../lib/platform/identity/client-address-token.ts';
import { type DeniedTokens, noneDenied } from '../../lib/platform/identity/denied-tokens.ts';
import {
  createInternalTokenSigner,
  createInternalTokenVerifier,
  type InternalTokenSigner,
} from '../../lib/platform/identity/internal-token.ts';
import { generateKeys, type Keys } from '../../lib/platform/identity/keys.ts';
import type { SubscriptionLimits } from '../../lib/platform/subscriptions/limits.ts';
import { GraphClient } from '../support/client.ts';
import { withoutLimits } from '../support/demand.ts';
import { issuer, testToken, transport } from '../support/graph.ts';
import { openTestLog } from '../support/log.ts';
import { createSmallGraph, type SmallGraph } from './small-graph.ts';
import { type Ask, HttpReader } from './http-reader.ts';
import { SocketClient, type SocketOptions } from './socket-client.ts';

const host = '127.0.0.1';

type SubgraphServer = Awaited<ReturnType<typeof createSubgraphServer>>;

export interface StreamSceneOptions extends Partial<GatewayOptions> {
  denied?: DeniedTokens;
  /** How often the gateway renews its tokens at the subgraphs' servers. */
  renewMs?: number;
  /** How long subscriptions wait for a subgraph's server that cannot be reached. */
  unreachableMs?: number;
  /** How many events may wait at the gateway. */
  eventBudget?: EventBudget;
  /** Signs the gateway's tokens for the subgraphs' servers in another way. */
  internalTokens?: (keys: Keys) => InternalTokenSigner;
}

/** The small graph with a gateway, over the transport of this run. */
export interface StreamScene {
  readonly url: string;
  readonly small: SmallGraph;
  readonly gateway: Gateway;
  readonly client: GraphClient;
  readonly servers: Map<SubgraphName, SubgraphServer>;
  /** Starts a subgraph's server where it was, after it was stopped. */
  restart(name: SubgraphName): Promise<void>;
  token(viewer?: Partial<SignedInViewer>, options?: Partial<TokenOptions>): Promise<string>;
  socket(options?: SocketOptions): Promise<SocketClient>;
  /** Subscribes by a request whose response is a stream. */
  read(ask: Ask): Promise<HttpReader>;
  /** A metric of the gateway, by its name and labels as rendered. */
  metric(line: string): Promise<number>;
  /** Cuts the connections of all clients. */
  disconnect(): void;
  stop(): Promise<void>;
}

/** Denies the tokens with these ids, also those that are added later. */
export const deniedFrom = (ids: ReadonlySet<string>): DeniedTokens => ({
  has: (id) => ids.has(id),
  known: true,
  stop: async () => {},
});

/** Nobody is disconnected because a slow machine takes long to read: tests of heartbeats set an interval. */
const patientLimits = {
  connectionsPerViewer: 1_000,
  heartbeatMs: 1_000_000_000,
  endMs: 600_000,
};

/** The fields of the small graph that read the viewer's subject. */
const subjectFields = ['Filed.mayApprove'];

export async function startStreams(options: StreamSceneOptions = {}): Promise<StreamScene> {
  const {
    denied = noneDenied,
    renewMs = 10_000,
    unreachableMs = 30_000,
    eventBudget = new EventBudget(),
    internalTokens = createInternalTokenSigner,
    ...given
  } = options;
  const small = createSmallGraph();
  const keys = await generateKeys();
  const { logger } = openTestLog();
  const verifyAccessToken = createAccessTokenVerifier(issuer, keys, logger, denied);
  const limits = { ...patientLimits, ...given.subscriptionLimits };
  const signToken = internalTokens(keys);
  const remote = { renewMs, unreachableMs, eventBudget, signToken };
  const subgraphs = new Subgraphs({ small, keys, logger, remote, limits });
  const gateway = await createGateway({
    supergraphSdl: small.supergraphSdl,
    transports: await subgraphs.connect(),
    verifyAccessToken,
    logger,
    corsOrigins: [],
    maxBodyBytes: 100_000,
    pages: null,
    demand: withoutLimits,
    httpLimits: { maxConnectionsPerAddress: Infinity },
    subjectFields,
    ...given,
    subscriptionLimits: limits,
  });
  const url = await gateway.listen({ host, port: 0 });
  const { disconnect, ...clients } = clientsOf(url);

  return {
    url,
    small,
    gateway,
    servers: subgraphs.servers,
    client: new GraphClient(`${url}/graphql`),
    restart: (name) => subgraphs.startServer(name),
    token: (viewer, given) => tokenOf(keys, viewer, given),
    ...clients,
    async metric(line) {
      const response = await fetch(`${url}/metrics`);
      const found = (await response.text()).split('\n').find((each) => each.startsWith(`${line} `));
      return Number(found?.slice(line.length) ?? 0);
    },
    disconnect,
    async stop() {
      disconnect();
      await gateway.stop();
      await subgraphs.stop();
    },
  };
}

/** Opens the clients of a scene. */
function clientsOf(url: string): Pick<StreamScene, 'socket' | 'read' | 'disconnect'> {
  const clients: (SocketClient | HttpReader)[] = [];
  return {
    async socket(options) {
      const socket = await SocketClient.open(url, options);
      clients.push(socket);
      return socket;
    },
    async read(ask) {
      const reader = await HttpReader.open(url, ask);
      clients.push(reader);
      return reader;
    },
    disconnect() {
      for (const client of clients.splice(0)) client.close();
    },
  };
}

interface SubgraphsOptions {
  small: SmallGraph;
  keys: Keys;
  logger: Logger;
  remote: {
    renewMs: number;
    unreachableMs: number;
    eventBudget: EventBudget;
    signToken: InternalTokenSigner;
  };
  limits: Pick<SubscriptionLimits, 'heartbeatMs'>;
}

/** The subgraphs, in this process or with servers. */
class Subgraphs {
  readonly servers = new Map<SubgraphName, SubgraphServer>();
  readonly #urls = new Map<SubgraphName, string>();
  readonly #options: SubgraphsOptions;

  constructor(options: SubgraphsOptions) {
    this.#options = options;
  }

  async connect(): Promise<SubgraphTransport[]> {
    const { small, keys, remote } = this.#options;
    if (transport === 'in-process') {
      return subgraphNames.map((name) =>
        createInProcessTransport(small.start(name), { compile: true }),
      );
    }
    for (const name of subgraphNames) await this.startServer(name);
    return subgraphNames.map((name) =>
      createHttpTransport({
        ...remote,
        name,
        url: this.#urls.get(name) ?? '',
        timeoutMs: 20_000,
        routes: [],
        signClientAddress: createClientAddressSigner(keys),
      }),
    );
  }

  /** Starts a server, where it was if it has been stopped. */
  async startServer(name: SubgraphName): Promise<void> {
    const { small, keys, logger, limits } = this.#options;
    const { heartbeatMs } = limits;
    const server = await createSubgraphServer({
      subgraph: small.start(name),
      verifyInternalToken: createInternalTokenVerifier(name, keys),
      verifyClientAddress: createClientAddressVerifier(name, keys),
      verifyAccessToken: null,
      logger,
      maxBodyBytes: 1_000_000,
      subscriptionLimits: { heartbeatMs },
    });
    const port = Number(new URL(this.#urls.get(name) ?? 'http://x:0').port);
    this.#urls.set(name, `${await server.listen({ host, port })}/graphql`);
    this.servers.set(name, server);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.stop()));
  }
}

async function tokenOf(
  keys: Keys,
  viewer: Partial<SignedInViewer> = {},
  options: Partial<TokenOptions> = {},
): Promise<string> {
  const evaluator = {
    subject: 'somebody',
    role: 'EVALUATOR',
    citizenId: null,
    unitId: null,
  } as const;
  return signAccessToken({ ...evaluator, ...viewer }, keys, { ...testToken, ...options });
}
