import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Connection } from './connection.ts';
import type { Connections } from './http-limits.ts';

/** How long the connections of a server may last once it is closing, in milliseconds. */
export interface CloseLimits {
  /** How long a client may take to send the rest of a request, and to read an answer. */
  clientMs: number;
  /** How long everything may take: requests that have arrived, until they are answered. */
  answersMs: number;
}

/**
 * The limits of a server that answers operations: one whose request arrives in the client's time can take as long as an
 * operation may.
 */
export const closeLimitsFor = (operationTimeoutMs: number): CloseLimits => ({
  clientMs: defaultClientMs,
  answersMs: defaultClientMs + operationTimeoutMs,
});

/** A client may never send the rest of a body, and would then hold up the process. */
const defaultClientMs = 5_000;

/** For servers whose answers take no time. */
export const defaultCloseLimits: CloseLimits = {
  clientMs: defaultClientMs,
  answersMs: defaultClientMs,
};

/** Whether a server is closing. */
export interface Closing {
  hasBegun: boolean;
}

interface ClosingOptions {
  limits: CloseLimits;
  /** Called with the number of requests that were cut, whenever some were. */
  onCut: (requests: number) => void;
}

/** Cuts connections that do not end in time once the server is closing. */
export function watchClosing(
  server: FastifyInstance,
  connections: Connections,
  { limits, onCut }: ClosingOptions,
): Closing {
  const closing = { hasBegun: false };
  server.addHook('preClose', (done) => {
    closing.hasBegun = true;
    // Node would wait for connections without a request, which browsers open ahead of need, as if they were in use.
    for (const socket of connections.open.keys()) if (socket.bytesRead === 0) socket.destroy();
    const cutLate = cutterOf(connections, limits);
    const check = () => {
      const requests = cutLate();
      if (requests > 0) onCut(requests);
    };
    check();
    const checking = setInterval(check, Math.ceil(limits.clientMs / checksInTime));
    server.server.once('close', () => clearInterval(checking));
    done();
  });
  return closing;
}

/** No limit is exceeded by more than this part of the client's. */
const checksInTime = 20;

/** The step that a connection is in the middle of. Its client has to act next, except while the server makes the answer. */
type Phase = 'idle' | 'receiving' | 'answering' | 'sending';

function phaseOf({ response }: Connection): Phase {
  if (!response || response.writableFinished) return 'idle';
  if (response.headersSent) return 'sending';
  return response.req.complete ? 'answering' : 'receiving';
}

/**
 * @returns a function that ends the connections that have been in one phase, or open at all, for too long, and returns
 * how many of them had a request. A stream of events has none: it has ended, with the cursor to resume it.
 */
function cutterOf(connections: Connections, { clientMs, answersMs }: CloseLimits): () => number {
  const begunAt = performance.now();
  const latest = new WeakMap<Socket, { phase: Phase; since: number }>();
  return () => {
    const now = performance.now();
    let requests = 0;
    for (const [socket, connection] of connections.open) {
      const phase = phaseOf(connection);
      const known = latest.get(socket);
      const since = known?.phase === phase ? known.since : now;
      latest.set(socket, { phase, since });
      const isLate = phase !== 'answering' && now - since >= clientMs;
      if (!isLate && now - begunAt < answersMs) continue;
      if (phase !== 'idle' && !connection.isStream) requests += 1;
      socket.destroy();
    }
    return requests;
  };
}
