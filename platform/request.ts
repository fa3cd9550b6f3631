import type { Logger } from 'pino';
import type { Viewer } from './viewer.ts';

/** One client request on its way through the graph; the same object from the first fetch to the last. */
export interface GraphRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** From where the client asks; null for what a process asks by itself. */
  readonly clientAddress: string | null;
  /** Names the request in each line. */
  readonly logger: Logger;
  /** What `make` makes of this request, made once for it: the key is the function itself. */
  once<Made>(make: (request: GraphRequest) => Made): Made;
}

export function createGraphRequest(
  viewer: Viewer,
  requestId: string,
  logger: Logger,
  clientAddress: string | null = null,
): GraphRequest {
  return new Request(viewer, requestId, logger, clientAddress);
}

/**
 * A class, since one is made for every request: its methods are shared. Apollo Server hands on a copy
 * (`Object.assign` to the same prototype), which `#private` fields would not survive.
 */
class Request implements GraphRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly clientAddress: string | null;
  private readonly parentLogger: Logger;
  private ownLogger: Logger | null = null;
  private readonly made = new Map<unknown, unknown>();

  constructor(viewer: Viewer, requestId: string, logger: Logger, clientAddress: string | null) {
    this.viewer = viewer;
    this.requestId = requestId;
    this.parentLogger = logger;
    this.clientAddress = clientAddress;
  }

  get logger(): Logger {
    // Made only when something is logged: few requests do, and it costs.
    return (this.ownLogger ??= this.parentLogger.child({ requestId: this.requestId }));
  }

  once<Made>(make: (request: GraphRequest) => Made): Made {
    if (!this.made.has(make)) this.made.set(make, make(this));
    return this.made.get(make) as Made; // set under this very function
  }
}
