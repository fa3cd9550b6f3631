import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientOfAddress } from '../../kit/client-of-address.ts';
import type { TrustedProxies } from './client-address.ts';

/** The responses that are sent over a connection. */
interface Answering {
  readonly response: ServerResponse | null;
  readonly earlier: ReadonlySet<ServerResponse> | null;
  /** When it was first seen not to be read whole; null if it is. */
  readonly answeringSince: number | null;
  readonly isStream: boolean;
}

interface Unread {
  readonly socket: Socket;
  readonly bytes: number;
  readonly since: number;
}

interface Bounds {
  readonly limits: { readonly unreadBytes: number; readonly unreadBytesPerAddress: number };
  readonly trusted: TrustedProxies | null;
}

/**
 * The connections whose responses wait in memory beyond what may wait for one address, or for all: those that were
 * begun first. Streams of events have queues of their own, and a trusted proxy is no client.
 */
export function unreadBeyond(
  connections: ReadonlyMap<Socket, Answering>,
  { limits: { unreadBytes, unreadBytesPerAddress }, trusted }: Bounds,
): Socket[] {
  const unread = unreadOf(connections);
  if (unread.length === 0) return [];
  // From the latest on, as much is kept as may be.
  unread.sort((one, other) => other.since - one.since);
  const keptOf = new Map<string, number>();
  let kept = 0;
  return unread.flatMap(({ socket, bytes }) => {
    const { remoteAddress = '' } = socket;
    const client = clientOfAddress(remoteAddress);
    const keptOfClient = (keptOf.get(client) ?? 0) + bytes;
    const isTooMuchOfOne =
      keptOfClient > unreadBytesPerAddress && trusted?.(remoteAddress, 0) !== true;
    if (isTooMuchOfOne || kept + bytes > unreadBytes) return [socket];
    keptOf.set(client, keptOfClient);
    kept += bytes;
    return [];
  });
}

function unreadOf(connections: ReadonlyMap<Socket, Answering>): Unread[] {
  const unread: Unread[] = [];
  // Thousands of connections are looked at: an iteration would create an entry for each.
  connections.forEach((connection, socket) => {
    const { answeringSince, isStream } = connection;
    if (isStream || answeringSince === null || socket.destroyed) return;
    const bytes = unreadBytesOf(connection);
    if (bytes > 0) unread.push({ socket, bytes, since: answeringSince });
  });
  return unread;
}

/** What waits for the client to read it, of all responses that are not finished. */
export function unreadBytesOf({
  response,
  earlier,
}: Pick<Answering, 'response' | 'earlier'>): number {
  let bytes = response?.writableLength ?? 0;
  earlier?.forEach(({ writableLength }) => (bytes += writableLength));
  return bytes;
}
