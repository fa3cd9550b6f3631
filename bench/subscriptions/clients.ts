import { WebSocket } from 'ws';
import { answerBench } from './worker.ts';

/** Subscribers, one connection each, in a process of their own. */

/** A new referral with fields of all three subgraphs. */
const subscription = /* GraphQL */ `
  subscription NewApplications($types: [ApplicationType!]) {
    newApplications(types: $types) {
      cursor
      application {
        number
        type
        stage
        filedAt
        targetDate
        statutoryDate
        responsibleUnit {
          name
          kind
          parent {
            name
          }
        }
        applicant {
          name
        }
      }
      referral {
        id
        statutoryDate
      }
    }
  }
`;

export interface SubscriberTask {
  token: string;
  variables: object;
}

/** What has arrived since the last question. */
export interface Received {
  /** The subscriber by its number, the id of the referral, and the time since the epoch. */
  deliveries: { subscriber: number; referralId: string; atMs: number }[];
  /** Errors and ended connections, the first few of them. */
  failures: string[];
}

/** Other than this, connections would wait for one another longer than a server allows. */
const openedAtOnce = 50;
const openTimeoutMs = 120_000;
const retryMs = 500;
const mostFailures = 5;

const clients: Client[] = [];
/** The number of the first subscriber of this process. */
let first = 0;
let received: Received = { deliveries: [], failures: [] };

function fail(text: string): void {
  if (received.failures.length < mostFailures) received.failures.push(text.slice(0, 500));
}

interface Message {
  type: string;
  payload?: {
    data?: { newApplications?: NewApplication | null };
    errors?: unknown;
  };
}

interface NewApplication {
  cursor: string;
  application: unknown;
  referral: { id: string } | null;
}

/** A connection with one subscription. */
class Client {
  readonly #number: number;
  readonly #variables: object;
  readonly #socket: WebSocket;
  #cursor: string | null = null;
  #retrying: NodeJS.Timeout | null = null;
  #isClosing = false;
  /** Resolves once it has subscribed. */
  readonly subscribed: Promise<void>;

  constructor(number: number, url: string, { token, variables }: SubscriberTask) {
    this.#number = number;
    this.#variables = variables;
    const address = `${url.replace(/^http/, 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws', {
      perMessageDeflate: false,
      handshakeTimeout: openTimeoutMs,
      headers: { authorization: `Bearer ${token}` },
    });
    this.#socket = socket;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.subscribed = promise;
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.once('message', () => {
      this.#subscribe();
      resolve();
    });
    socket.on('message', (data: Buffer) => this.#take(data.toString()));
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      const text = `closed with ${code} ${reason.toString()}`;
      if (!this.#isClosing) fail(text);
      reject(new Error(text));
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#retrying) clearTimeout(this.#retrying);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.on('close', () => resolve());
    this.#socket.close();
    await promise;
  }

  #subscribe(): void {
    const after = this.#cursor;
    const payload = {
      query: subscription,
      variables: this.#variables,
      ...(after !== null && { extensions: { after } }),
    };
    this.#socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  }

  #take(text: string): void {
    const atMs = Date.now();
    const { type, payload } = JSON.parse(text) as Message; // by the protocol
    if (type === 'ping') this.#socket.send('{"type":"pong"}');
    else if (type === 'next') {
      const event = payload?.data?.newApplications;
      if (payload?.errors || !event?.referral || !event.application) {
        fail(text);
        return;
      }
      this.#cursor = event.cursor;
      received.deliveries.push({
        subscriber: this.#number,
        referralId: event.referral.id,
        atMs,
      });
    } else if (type === 'error' && text.includes('"UNAVAILABLE"')) {
      // A gateway may have just started: clients then try again, as docs/clients.md asks them to.
      this.#retrying = setTimeout(() => this.#subscribe(), retryMs);
    } else if (type !== 'pong' && type !== 'connection_ack') fail(text);
  }
}

interface OpenTask {
  url: string;
  tasks: readonly SubscriberTask[];
  /** The number of the first of them. */
  from: number;
}

const handlers = {
  /** Subscribes, and resolves when all were sent. */
  async open({ url, tasks, from }: OpenTask): Promise<void> {
    if (clients.length === 0) first = from;
    for (let index = 0; index < tasks.length; index += openedAtOnce) {
      const opened = tasks.slice(index, index + openedAtOnce).map((task) => {
        const client = new Client(first + clients.length, url, task);
        clients.push(client);
        return client.subscribed;
      });
      await Promise.all(opened);
    }
  },
  /** How many have arrived since `received` was asked. */
  count(): number {
    return received.deliveries.length;
  },
  received(): Received {
    const all = received;
    received = { deliveries: [], failures: [] };
    return all;
  },
  async close(): Promise<void> {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  },
};

export type Clients = typeof handlers;

answerBench(handlers);
