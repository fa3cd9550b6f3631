import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import type {
  HostileOperation,
  HostileRequest,
  Manner,
  Refusal,
  Subjects,
} from './hostile-operation.ts';

/** The destination of a request, and the sender's token. */
export interface Target {
  readonly url: string;
  readonly token: string | null;
  /** The client's address as a trusted proxy would report it; undefined without a proxy. */
  readonly address?: string | undefined;
}

/** The outcome of a request. */
export interface Outcome {
  /** Null if no response was awaited. */
  readonly status: number | null;
  /** Why it was refused as a whole; null if it was executed. */
  readonly refused: Refusal | 'otherwise' | null;
  /** Bytes of the response. */
  readonly bytes: number;
  /** As reported by the graph; null if it reports none. */
  readonly cost: { requested: number; actual: number } | null;
  readonly body: string;
}

/** A request in progress, whose connection is open. */
export interface Sent {
  /** Null if no response is awaited. */
  readonly outcome: Outcome | null;
  close(): void;
}

/** Sends the declared number of copies of an operation at once, each with a number of its own. */
export function sendAtOnce(
  target: Target,
  { write, manner, atOnce }: HostileOperation,
  { subjects, nextNumber }: { subjects: Subjects; nextNumber: () => number },
): Promise<Sent[]> {
  return Promise.all(
    Array.from({ length: atOnce }, () => send(target, write(subjects, nextNumber()), manner)),
  );
}

/** Sends a request in its declared way. */
export async function send(target: Target, request: HostileRequest, manner: Manner): Promise<Sent> {
  if (manner === 'whole') return { outcome: await sendWhole(target, request), close() {} };
  const { hostname, port } = new URL(target.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {}); // a server may also reset a connection
  await once(socket, 'connect');
  const bytes = onTheWire(target, request);
  await written(socket, manner === 'half' ? bytes.subarray(0, bytes.length / 2) : bytes);
  if (manner === 'leaving') socket.destroy();
  return { outcome: null, close: () => socket.destroy() };
}

function written(socket: Socket, bytes: Buffer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.write(bytes, () => resolve());
  return promise;
}

const bodyOf = ({ body }: HostileRequest): string | Uint8Array<ArrayBuffer> | undefined => {
  if (body === undefined || typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
};

const headersOf = ({ token, address }: Target, { headers = {} }: HostileRequest) => ({
  'content-type': 'application/json',
  'x-graphql-cost': '1',
  ...(token !== null && { authorization: `Bearer ${token}` }),
  ...(address !== undefined && { 'x-forwarded-for': address }),
  ...headers,
});

function onTheWire(target: Target, request: HostileRequest): Buffer {
  const { method = 'POST', path = '/graphql' } = request;
  const body = Buffer.from(bodyOf(request) ?? '');
  const headers = {
    ...headersOf(target, request),
    host: new URL(target.url).host,
    'content-length': String(body.length),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
}

async function sendWhole(target: Target, request: HostileRequest): Promise<Outcome> {
  const { method = 'POST', path = '/graphql' } = request;
  const response = await fetch(`${target.url}${path}`, {
    method,
    headers: headersOf(target, request),
    body: bodyOf(request) ?? null,
  });
  const body = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const outcome = isJson ? outcomeOf(response.status, body) : answeredWithFile;
  return { ...outcome, status: response.status, bytes: body.length, body };
}

/** Errors are JSON. */
const answeredWithFile = { refused: null, cost: null } as const;

const answerSchema = z.looseObject({
  data: z.unknown().optional(),
  errors: z
    .array(z.looseObject({ extensions: z.looseObject({ code: z.string().optional() }).optional() }))
    .optional(),
  extensions: z
    .looseObject({
      cost: z.object({ requestedQueryCost: z.number(), actualQueryCost: z.number() }).optional(),
    })
    .optional(),
});

function outcomeOf(status: number, body: string): Omit<Outcome, 'body' | 'bytes'> {
  const { data, errors, extensions } = answerSchema.parse(JSON.parse(body));
  const cost = extensions?.cost;
  // The outcome of a response other than GraphQL: its errors, or what was done.
  const isRefused = status >= 400 || (data === undefined && errors !== undefined);
  return {
    status,
    refused: isRefused ? refusalOf(status, errors?.[0]?.extensions ?? {}) : null,
    cost: cost ? { requested: cost.requestedQueryCost, actual: cost.actualQueryCost } : null,
  };
}

function refusalOf(
  status: number,
  extensions: Readonly<Record<string, unknown>>,
): Refusal | 'otherwise' {
  const { code, quantity, cost, field, limit, reason } = extensions;
  if (code === 'BAD_USER_INPUT' && reason === 'TYPE' && field === 'file') return 'type';
  if (code === 'BAD_USER_INPUT' || code === 'PERSISTED_QUERY_NOT_FOUND') return 'invalid';
  if (code === 'UNAUTHENTICATED') return 'unauthenticated';
  if (code !== 'LIMIT_EXCEEDED') return 'otherwise';
  if (typeof quantity === 'string') return quantity as Refusal; // of the structural limits
  if (status === 429) return 'bucket';
  if (status === 503) return 'places';
  if (typeof cost === 'number') return 'cost';
  if (typeof field === 'string' && limit === 1) return 'once';
  return status === 413 ? 'body' : 'size';
}
