import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Viewer } from '../../kit/viewer.ts';

/** A method and a path, in which `:name` stands for a parameter: `GET /attachments/:id`. */
export type RouteName = `${'GET' | 'POST'} /${string}`;

/** A request for something that is not GraphQL. */
export interface RouteRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Names the request in each line. */
  readonly logger: Logger;
  readonly params: Readonly<Record<string, string>>;
  /** What follows the path, with its question mark; empty where nothing does. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /**
   * As it comes in. It fails when the client goes, and with what is to be answered when its rest does not
   * come; to destroy it leaves the connection alone.
   */
  readonly body: Readable;
  /** Aborted when the client goes before it has the whole answer. */
  readonly signal: AbortSignal;
}

export interface RouteAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[]>>;
  /** A stream is destroyed when the client goes. */
  body: Readable | string;
}

/** Answers, or throws an error that is answered in GraphQL's form with the status of its code. */
export type RouteHandler = (request: RouteRequest) => Promise<RouteAnswer>;

/** What each route of a subgraph does. */
export type Routes = Readonly<Record<RouteName, RouteHandler>>;
