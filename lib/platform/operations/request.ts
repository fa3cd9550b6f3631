import type { Logger } from 'pino';
import { type Interruption, uninterrupted } from './interruption.ts';
import type { TrustedDocument } from '../trusted-documents/trusted-document.ts';
import type { Viewer } from '../../kit/viewer.ts';

/** One client request on its way through the graph; the same object from the first fetch to the last. */
export interface GraphRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** From where the client asks; null for what a process asks by itself. */
  readonly clientAddress: string | null;
  /** Whether the client wants to know what its operation costs. */
  readonly wantsCost: boolean;
  /** The trusted document that is asked for by its id; null for what came as a text. */
  readonly trustedDocument: TrustedDocument | null;
  /** Names the request in each line. */
  readonly logger: Logger;
  /** Tells when the work for it has to stop. */
  readonly interruption: Interruption;
  /** What `make` makes of this request, made once for it: the key is the function itself. */
  once<Made>(make: (request: GraphRequest) => Made): Made;
}

/** Where a request comes from, how it wants to be answered, and until when. */
export type RequestDetails = Partial<
  Pick<GraphRequest, 'clientAddress' | 'wantsCost' | 'trustedDocument' | 'interruption'>
>;

export function createGraphRequest(
  viewer: Viewer,
  requestId: string,
  logger: Logger,
  more: RequestDetails = {},
): GraphRequest {
  return new Request(viewer, requestId, logger, more);
}

/**
 * A class, since one is made for every request: its methods are shared. Apollo Server hands on a copy
 * (`Object.assign` to the same prototype), which `#private` fields would not survive.
 */
class Request implements GraphRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly clientAddress: string | null;
  readonly wantsCost: boolean;
  readonly trustedDocument: TrustedDocument | null;
  readonly interruption: Interruption;
  private readonly parentLogger: Logger;
  private ownLogger: Logger | null = null;
  private readonly made = new Map<unknown, unknown>();

  constructor(
    viewer: Viewer,
    requestId: string,
    logger: Logger,
    {
      clientAddress = null,
      wantsCost = false,
      trustedDocument = null,
      interruption = uninterrupted,
    }: RequestDetails,
  ) {
    this.viewer = viewer;
    this.requestId = requestId;
    this.clientAddress = clientAddress;
    this.wantsCost = wantsCost;
    this.trustedDocument = trustedDocument;
    this.parentLogger = logger;
    this.interruption = interruption;
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
