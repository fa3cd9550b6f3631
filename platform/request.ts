import type { Logger } from 'pino';
import type { Viewer } from './viewer.ts';

/** One client request on its way through the graph; the same object from the first fetch to the last. */
export interface GraphRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Names the request in each line. */
  readonly logger: Logger;
}

export function createGraphRequest(
  viewer: Viewer,
  requestId: string,
  logger: Logger,
): GraphRequest {
  let named: Logger | null = null;
  return {
    viewer,
    requestId,
    get logger() {
      // Made only when something is logged: few requests do, and it costs.
      return (named ??= logger.child({ requestId }));
    },
  };
}
