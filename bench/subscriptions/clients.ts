import { WebSocket } from 'ws';
import { answerBench, nowMs } from './worker.ts';

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
  /** The subscriber by its number, the id of the referral, and the time by the common clock. */
  deliveries: { subscriber: number; referralId: string; atMs: number }[];
  /** Errors and ended connections, the first few of them. */
  failures: string[];
}

/** Other than this, connections would wait for one another longer than a server allows. */
const openedAtOnce = 50;
const openTimeoutMs = 30_000;
const mostFailures = 5;

const sockets: WebSocket[] = [];
/** The number of the first subscriber of this process. */
let first = 0;
let received: Received = { deliveries: [], failures: [] };
let isClosing = false;

function fail(text: string): void {
  if (received.failures.length < mostFailures) received.failures.push(text.slice(0, 500));
}

interface Message {
  type: string;
  payload?: {
    data?: { newApplications?: { application: unknown; referral: { id: string } | null } | null };
    errors?: unknown;
  };
}

function take(subscriber: number, socket: WebSocket, data: Buffer): void {
  const atMs = nowMs();
  const text = data.toString();
  const { type, payload } = JSON.parse(text) as Message; // by the protocol
  if (type === 'ping') socket.send('{"type":"pong"}');
  else if (type === 'next') {
    const event = payload?.data?.newApplications;
    if (payload?.errors || !event?.referral || !event.application) fail(text);
    else received.deliveries.push({ subscriber, referralId: event.referral.id, atMs });
  } else if (type !== 'pong' && type !== 'connection_ack') fail(text);
}

function open(url: string, { token, variables }: SubscriberTask): Promise<void> {
  const subscriber = first + sockets.length;
  const address = `${url.replace(/^http/, 'ws')}/graphql`;
  const socket = new WebSocket(address, 'graphql-transport-ws', {
    perMessageDeflate: false,
    handshakeTimeout: openTimeoutMs,
    headers: { authorization: `Bearer ${token}` },
  });
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.once('message', () => {
      const payload = { query: subscription, variables };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      resolve();
    });
    socket.on('message', (data: Buffer) => take(subscriber, socket, data));
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      if (!isClosing) fail(`closed with ${code} ${reason.toString()}`);
      reject(new Error(`closed with ${code} ${reason.toString()}`));
    });
  });
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
    if (sockets.length === 0) first = from;
    for (let index = 0; index < tasks.length; index += openedAtOnce) {
      await Promise.all(tasks.slice(index, index + openedAtOnce).map((task) => open(url, task)));
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
    isClosing = true;
    await Promise.all(
      sockets.splice(0).map(
        (socket) =>
          new Promise<void>((resolve) => {
            socket.on('close', () => resolve());
            socket.close();
          }),
      ),
    );
    isClosing = false;
  },
};

export type Clients = typeof handlers;

answerBench(handlers);
