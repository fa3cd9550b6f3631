import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Viewer } from '../../kit/viewer.ts';

/**
 * A method and a path, in which `:name` is a parameter: `GET /attachments/:id`. Each route of GET also serves HEAD, by
 * the same handler.
 */
export type RouteName = `${'GET' | 'POST' | 'DELETE'} /${string}`;

export type RouteMethod = 'GET' | 'HEAD' | 'POST' | 'DELETE';

/** A request other than a GraphQL operation. */
export interface RouteRequest {
  /** That of the route; HEAD where only the headers of a GET are wanted. */
  readonly method: RouteMethod;
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Adds the request id to each line. */
  readonly logger: Logger;
  readonly params: Readonly<Record<string, string>>;
  /** The query string with its question mark; empty if there is none. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /**
   * The body as a stream. It fails when the client disconnects, and with an error for the client when the rest does not
   * arrive. Destroying it does not affect the connection.
   */
  readonly body: Readable;
  /** Aborted when the client disconnects before it has the whole response. */
  readonly signal: AbortSignal;
}

export interface RouteAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[]>>;
  /** A stream is destroyed when the client disconnects, and unread if the request is a HEAD. */
  body: Readable | string;
}

/** Handles a request, or throws an error that is sent in GraphQL's form with the status of its code. */
export type RouteHandler = (request: RouteRequest) => Promise<RouteAnswer>;

/** The handlers of a subgraph's routes. */
export type Routes = Readonly<Record<RouteName, RouteHandler>>;
