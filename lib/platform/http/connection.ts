import type { ServerResponse } from 'node:http';

/** The state of a connection. */
export interface Connection {
  /** The response to the latest request. */
  response: ServerResponse | null;
  /** Those to earlier requests that are not finished: a client may send requests without awaiting the responses. */
  earlier: Set<ServerResponse> | null;
  /** When the check first saw that response begun and not fully read. */
  answeringSince: number | null;
  isExempt: boolean;
  /** Whether it carries a stream of events, which has its own limits and no end in time. */
  isStream: boolean;
}

export const newConnection = (): Connection => ({
  response: null,
  earlier: null,
  answeringSince: null,
  isExempt: false,
  isStream: false,
});

/**
 * Makes a response the latest of its connection. @returns false for one that would have to wait for a stream of events,
 * which has no end.
 */
export function follow(connection: Connection, response: ServerResponse): boolean {
  const previous = connection.response;
  connection.response = response;
  if (!previous || previous.writableFinished || previous.destroyed) return true;
  if (connection.isStream) return false;
  const earlier = (connection.earlier ??= new Set());
  earlier.add(previous);
  previous.once('close', () => earlier.delete(previous));
  return true;
}
