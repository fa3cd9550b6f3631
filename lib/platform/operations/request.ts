import type { Logger } from 'pino';
import type { ClientSelection } from '../../kit/client-selection.ts';
import type { Language } from '../../kit/say.ts';
import { type Interruption, uninterrupted } from './interruption.ts';
import type { TrustedDocument } from './trusted-document.ts';
import type { Viewer } from '../../kit/viewer.ts';

/** One client request as it passes through the graph; the same object from the first fetch to the last. */
export interface GraphRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The client's address; null for a process's own requests. */
  readonly clientAddress: string | null;
  /** The language of messages for the client. */
  readonly language: Language;
  /** Whether the client asks for the cost of its operation. */
  readonly wantsCost: boolean;
  /** The trusted document requested by id; null for an operation sent as text. */
  readonly trustedDocument: TrustedDocument | null;
  /**
   * The text to be parsed, sent or found by its id; null if the request contains none, or it was
   * parsed before.
   */
  readonly text: string | null;
  /** Whether it is one of many that a process sends by itself, whose success is not worth a line of a log. */
  readonly isBackground: boolean;
  /** Adds the request id to each line. */
  readonly logger: Logger;
  /** Interrupts the work for this request. */
  readonly interruption: Interruption;
  /** How long the answer is held back after its execution, in milliseconds; 0 for nearly every request. */
  readonly heldBackMs: number;
  /** Whether the caller is a gateway, which holds the answer back itself. */
  readonly callerHoldsBack: boolean;
  /** How long the answer may be stored; null for an answer that may not be, whatever it contains. */
  readonly storing: Storing | null;
  /** What the client has selected; null before its operation is executed, and where it is not known. */
  clientSelection: ClientSelection | null;
  /**
   * Has the answer sent that many milliseconds after its execution, whatever it is. It waits without a place among the
   * concurrent operations. Of several calls the longest holds.
   */
  holdBack(ms: number): void;
  /** Calls `make` once for this request and caches the result: the key is the function itself. */
  once<Made>(make: (request: GraphRequest) => Made): Made;
  /** The same request, of which nothing is cached or held back yet: to execute something again. */
  again(): GraphRequest;
}

/** How long clients and shared caches may store an answer. A policy that knows what it contains says so. */
export interface Storing {
  /** 0 if nothing says that it may be stored. */
  seconds: number;
}

/** The origin of a request, the form of its response, and its deadline. */
export type RequestDetails = Partial<
  Pick<
    GraphRequest,
    | 'callerHoldsBack'
    | 'clientAddress'
    | 'clientSelection'
    | 'interruption'
    | 'isBackground'
    | 'storing'
    | 'language'
    | 'text'
    | 'trustedDocument'
    | 'wantsCost'
  >
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
 * A class, because one is created for every request and its methods are shared. Apollo Server passes on a copy
 * (`Object.assign` to the same prototype), which `#private` fields would not survive.
 */
class Request implements GraphRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly clientAddress: string | null;
  readonly language: Language;
  readonly wantsCost: boolean;
  readonly trustedDocument: TrustedDocument | null;
  readonly text: string | null;
  readonly interruption: Interruption;
  readonly callerHoldsBack: boolean;
  readonly isBackground: boolean;
  readonly storing: Storing | null;
  clientSelection: ClientSelection | null;
  heldBackMs = 0;
  private readonly parentLogger: Logger;
  private ownLogger: Logger | null = null;
  private readonly made = new Map<unknown, unknown>();

  constructor(
    viewer: Viewer,
    requestId: string,
    logger: Logger,
    {
      clientAddress = null,
      language = 'en',
      wantsCost = false,
      trustedDocument = null,
      text = null,
      interruption = uninterrupted,
      callerHoldsBack = false,
      isBackground = false,
      storing = null,
      clientSelection = null,
    }: RequestDetails,
  ) {
    this.viewer = viewer;
    this.requestId = requestId;
    this.clientAddress = clientAddress;
    this.language = language;
    this.wantsCost = wantsCost;
    this.trustedDocument = trustedDocument;
    this.text = text;
    this.parentLogger = logger;
    this.interruption = interruption;
    this.callerHoldsBack = callerHoldsBack;
    this.isBackground = isBackground;
    this.storing = storing;
    this.clientSelection = clientSelection;
  }

  get logger(): Logger {
    // Created lazily: few requests log anything, and a child logger is expensive.
    return (this.ownLogger ??= this.parentLogger.child({ requestId: this.requestId }));
  }

  holdBack(ms: number): void {
    this.heldBackMs = Math.max(this.heldBackMs, ms);
  }

  once<Made>(make: (request: GraphRequest) => Made): Made {
    if (!this.made.has(make)) this.made.set(make, make(this));
    return this.made.get(make) as Made; // stored under this function
  }

  again(): GraphRequest {
    return new Request(this.viewer, this.requestId, this.parentLogger, this);
  }
}
