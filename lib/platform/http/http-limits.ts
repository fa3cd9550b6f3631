import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { clientOfAddress } from '../../kit/client-of-address.ts';
import type { TrustedProxies } from './client-address.ts';
import { Counter } from '../../kit/counter.ts';
import { type Connection, follow, newConnection } from './connection.ts';
import { badInput, type ClientError, clientError } from '../../kit/errors.ts';
import { type Language, say } from '../../kit/say.ts';
import { formattedError } from '../errors/graphql-error.ts';
import { languageOfRequest } from './language-of-request.ts';
import { securityHeaders } from './security-headers.ts';
import { unreadBeyond, unreadBytesOf } from './unread-answers.ts';

/** The limits of a server for its clients. Times are in milliseconds. */
export interface HttpLimits {
  /** How long the headers of a request may take, from the connection or the request's first byte on. */
  headersTimeoutMs: number;
  /** How long the body may take after that. Routes with limits of their own are exempt. */
  bodyTimeoutMs: number;
  /** How long a connection is kept without a request. */
  idleTimeoutMs: number;
  /** How long a client may read nothing of a response that has begun. */
  answerTimeoutMs: number;
  /** How long a client may take to read a whole response. */
  longestAnswerMs: number;
  /** How many bytes of responses may wait in memory for the clients of one address to read them. */
  unreadBytesPerAddress: number;
  /** The same for all clients. */
  unreadBytes: number;
  /** Maximum number of concurrent connections. */
  maxConnections: number;
  /** Maximum number of these from one address; behind a trusted proxy, of concurrent requests for one address. */
  maxConnectionsPerAddress: number;
}

export const defaultHttpLimits: HttpLimits = {
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 30_000,
  idleTimeoutMs: 72_000,
  answerTimeoutMs: 30_000,
  longestAnswerMs: 10 * 60_000,
  unreadBytesPerAddress: 32_000_000,
  unreadBytes: 128_000_000,
  maxConnections: 2_000,
  maxConnectionsPerAddress: 200,
};

/** For servers whose only clients are gateways. */
export const limitsForGateways: Partial<HttpLimits> = {
  maxConnectionsPerAddress: Infinity,
  unreadBytesPerAddress: Infinity,
  unreadBytes: Infinity,
};

/** Takes over the connection of a request. */
type UpgradeHandler = (request: IncomingMessage, socket: Socket, head: Buffer) => void;

/** Why a server closed a connection of its own accord. */
export type Cut = 'connections' | 'address' | 'headers' | 'body' | 'answer';

interface ConnectionsOptions {
  limits: HttpLimits;
  trusted: TrustedProxies | null;
  /** Called for each connection, or request through a proxy, that was cut. */
  observe: (cut: Cut) => void;
}

/**
 * The connections of a process's server, and their limits. No timer is started for each request: Node checks headers,
 * bodies and idle connections; a check once a second scans all connections for responses that take too long.
 */
export class Connections {
  readonly #open = new Map<Socket, Connection>();
  readonly #ofAddress = new Counter();
  readonly #options: ConnectionsOptions;
  #upgrade: { path: string; handler: UpgradeHandler } | null = null;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  get open(): ReadonlyMap<Socket, Readonly<Connection>> {
    return this.#open;
  }

  /** Creates a server for these connections, one for each address to listen on. */
  serve(handler: RequestListener): Server {
    const { limits } = this.#options;
    const everyMs = checkEveryMs(limits);
    const options = {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.headersTimeoutMs + limits.bodyTimeoutMs,
      keepAliveTimeout: limits.idleTimeoutMs,
      connectionsCheckingInterval: everyMs,
      // Node would answer by itself, without a message or our headers.
      requireHostHeader: false,
      // Clients offer other protocols, too: such a request is answered as if they had not.
      shouldUpgradeCallback: (request: IncomingMessage) => this.#isUpgrade(request),
    };
    const answer = (
      request: IncomingMessage,
      response: ServerResponse,
      refused: Refused | null = null,
    ) => {
      const connection = this.#open.get(request.socket);
      if (!connection) return; // already refused
      if (!follow(connection, response)) {
        request.socket.destroy();
        return;
      }
      const language = languageOfRequest(request);
      if (refused) refuseRequest(response, refusalOf(refused.status, refused.error, {}, language));
      else handler(request, response);
    };
    const server = createServer(options, (request, response) => {
      const lacksHost = request.httpVersion === '1.1' && request.headers.host === undefined;
      answer(request, response, lacksHost ? { status: 400, error: noHost } : null);
    });
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
      answer(request, response, { status: 417, error: unmetExpectation }),
    );
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#upgrade?.handler(request, socket, head),
    );
    server.setTimeout(limits.answerTimeoutMs);
    server.on('connection', (socket: Socket) => this.#admit(socket));
    server.on('timeout', (socket: Socket) => this.#endSilent(socket));
    let checking: NodeJS.Timeout;
    server.on('listening', () => {
      checking = setInterval(() => this.#endLongAnswers(), everyMs).unref();
    });
    server.on('close', () => clearInterval(checking));
    return server;
  }

  /** Answers a request that could not be read completely. */
  refuseBroken(error: BrokenRequest, socket: Socket): void {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const connection = this.#open.get(socket);
    const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    if (isLate && connection?.isExempt) return;
    if (isLate) this.#options.observe(isReceiving(connection) ? 'body' : 'headers');
    const isAnswering = connection?.response?.headersSent && !connection.response.writableFinished;
    if (socket.writable && !isAnswering) socket.write(answerTo(error));
    socket.destroy(error);
  }

  /** Exempts the current request from the time limit of its body: its route has its own. */
  exempt({ socket }: IncomingMessage, response: ServerResponse): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    connection.isExempt = true;
    response.once('close', () => (connection.isExempt = false));
  }

  /** Exempts the rest of a connection from all limits of time: it is a stream of events, with heartbeats. */
  stream({ socket }: IncomingMessage): void {
    const connection = this.#open.get(socket);
    if (connection) connection.isStream = true;
    socket.setTimeout(0);
  }

  /** Hands over the requests for a WebSocket at a path; without a handler they are requests like others. */
  onUpgrade(path: string, handler: UpgradeHandler): void {
    this.#upgrade = { path, handler };
  }

  /** @returns whether a request from a trusted proxy exceeds the limit of its address. */
  isOneTooMany(address: string, response: ServerResponse): boolean {
    const release = this.#take(address);
    if (release) response.once('close', release);
    return !release;
  }

  #isUpgrade({ url = '', headers: { upgrade } }: IncomingMessage): boolean {
    return upgrade?.toLowerCase() === 'websocket' && url.split('?', 1)[0] === this.#upgrade?.path;
  }

  #admit(socket: Socket): void {
    const { limits, trusted, observe } = this.#options;
    const { remoteAddress = '' } = socket;
    if (this.#open.size >= limits.maxConnections) {
      observe('connections');
      refuseConnection(socket, tooManyConnections);
      return;
    }
    const release = trusted?.(remoteAddress, 0) ? noRelease : this.#take(remoteAddress);
    if (!release) {
      refuseConnection(socket, tooManyFromAddress);
      return;
    }
    this.#open.set(socket, newConnection());
    socket.once('close', () => {
      this.#open.delete(socket);
      release();
    });
  }

  /** @returns a function that releases a place within the limit of an address, or null when none is free. */
  #take(address: string): (() => void) | null {
    const { limits, observe } = this.#options;
    const release = this.#ofAddress.take(clientOfAddress(address), limits.maxConnectionsPerAddress);
    if (!release) observe('address');
    return release;
  }

  #endSilent(socket: Socket): void {
    const { limits, observe } = this.#options;
    const connection = this.#open.get(socket);
    const { response = null, isExempt = false, isStream = false } = connection ?? {};
    if (isStream) return;
    const isWaiting = response && !response.writableEnded && !response.destroyed;
    if (connection && isWaiting && unreadBytesOf(connection) === 0) {
      // The client is waiting for the server. Sending has its own limit; routes set their own timeouts.
      if (!isExempt) socket.setTimeout(limits.answerTimeoutMs);
      return;
    }
    if (response && !response.writableFinished) observe('answer');
    socket.destroy();
  }

  #endLongAnswers(): void {
    const { limits, observe } = this.#options;
    const now = performance.now();
    // Thousands of connections are looked at every second: an iteration would create an entry for each.
    this.#open.forEach((connection, socket) => {
      const { response, earlier, answeringSince, isStream } = connection;
      if (isStream) return;
      const isBegun = response?.headersSent === true && !response.writableFinished;
      if (!isBegun && !earlier?.size) connection.answeringSince = null;
      else if (answeringSince === null) connection.answeringSince = now;
      else if (now - answeringSince > limits.longestAnswerMs) {
        observe('answer');
        socket.destroy();
      }
    });
    for (const socket of unreadBeyond(this.#open, this.#options)) {
      observe('answer');
      socket.destroy();
    }
  }
}

/** Node's error for input that is no request, with the packet in which it was found. */
type BrokenRequest = Error & { code?: string; rawPacket?: unknown };

const noRelease = () => {};

/** Whether something of a response waits until its client reads. */
export const isUnread = ({ writableLength }: Pick<ServerResponse, 'writableLength'>): boolean =>
  writableLength > 0;

/** Frequent enough that no limit is exceeded by more than a quarter of it, or by a second. */
function checkEveryMs({ headersTimeoutMs, bodyTimeoutMs, longestAnswerMs }: HttpLimits): number {
  const shortest = Math.min(headersTimeoutMs, bodyTimeoutMs, longestAnswerMs);
  return Math.ceil(Math.min(shortest / 4, 1_000));
}

/** Whether a request has reached its body. */
const isReceiving = (connection: Connection | undefined) =>
  connection?.response != null && !connection.response.req.complete;

/** Closes a connection without reading from it. */
function refuseConnection(socket: Socket, answer: string): void {
  socket.on('error', () => {}); // the refused client may have disconnected already
  socket.end(answer);
  socket.destroySoon();
}

/** The status and the error of a request that is not handled. */
interface Refused {
  readonly status: number;
  readonly error: ClientError;
}

/** The response to a client whose connection is then closed, with the headers of every other response. */
interface Refusal {
  status: number;
  headers: Readonly<Record<string, string | number>>;
  body: string;
}

/** @param language English where no header was read that names another one. */
function refusalOf(
  status: number,
  error: ClientError,
  headers: Readonly<Record<string, string>> = {},
  language: Language = 'en',
): Refusal {
  const body = JSON.stringify({ errors: [formattedError(error, language)] });
  return {
    status,
    headers: {
      ...securityHeaders,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...headers,
      connection: 'close',
    },
    body,
  };
}

/** A response as raw bytes, for input that never became a request. */
function rawAnswer(...of: Parameters<typeof refusalOf>): string {
  const { status, headers, body } = refusalOf(...of);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

function refuseRequest(response: ServerResponse, { status, headers, body }: Refusal): void {
  response.writeHead(status, headers).end(body);
}

export const tooManyRequests = () =>
  clientError('LIMIT_EXCEEDED', say`There are too many requests from your address at once.`);

/** The most characters of an address with its query: as many as HTTP asks servers to read at least (RFC 9110, 4.1). */
export const maxAddressLength = 8_000;

export const addressTooLong = () =>
  clientError(
    'LIMIT_EXCEEDED',
    say`The address of the request is longer than ${maxAddressLength} characters. Send the operation by POST.`,
    { quantity: 'address', limit: maxAddressLength },
  );

const retryAfter = { 'retry-after': '1' };

const tooManyConnections = rawAnswer(
  503,
  clientError(
    'LIMIT_EXCEEDED',
    say`There are too many connections at the moment. Try again later.`,
  ),
  retryAfter,
);
const tooManyFromAddress = rawAnswer(
  429,
  clientError('LIMIT_EXCEEDED', say`There are too many connections from your address.`),
  retryAfter,
);
const tooSlow = rawAnswer(
  408,
  clientError('LIMIT_EXCEEDED', say`The rest of the request did not arrive in time.`),
);
const tooLongAddress = rawAnswer(414, addressTooLong());
const tooManyHeaders = rawAnswer(
  431,
  clientError('LIMIT_EXCEEDED', say`The address and the headers of the request are too large.`),
);
const noRequest = rawAnswer(400, badInput('request', 'FORMAT', say`This is not an HTTP request.`));
const noHost = badInput('host', 'REQUIRED', say`The request names no host.`);
const unmetExpectation = badInput(
  'expect',
  'RANGE',
  say`Nothing but \`100-continue\` can be expected.`,
);

function answerTo({ code, rawPacket }: BrokenRequest): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow;
  if (code !== 'HPE_HEADER_OVERFLOW') return noRequest;
  return Buffer.isBuffer(rawPacket) && beginsWithLongAddress(rawPacket)
    ? tooLongAddress
    : tooManyHeaders;
}

/** Whether the first line of a request is too long. Where it arrived in several packets, nothing is known of it. */
function beginsWithLongAddress(packet: Buffer): boolean {
  const end = packet.indexOf('\n');
  const line = packet.subarray(0, end === -1 ? undefined : end);
  return line.length > maxAddressLength && /^[A-Z]+ \//.test(line.toString('latin1', 0, 20));
}
