import { z } from 'zod';

/** An error as the graph answers it, of which clients read the code. */
const errorForm = z.object({
  message: z.string(),
  extensions: z.looseObject({ code: z.string().default('') }).default({ code: '' }),
});

/** An answer of the graph, or the payload of an event. */
const answerForm = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorForm).default([]),
  extensions: z.looseObject({ cursor: z.string().optional() }).default({}),
});

export type GraphAnswer = z.output<typeof answerForm>;

/** @throws GraphError for anything else than an answer of a graph. */
export function answerIn(json: string, url: string): GraphAnswer {
  try {
    return answerForm.parse(JSON.parse(json));
  } catch {
    throw new GraphError(`${url} does not answer as a GraphQL server does.`);
  }
}

/** The graph cannot be reached, or refuses a request; the message is one sentence for people. */
export class GraphError extends Error {
  /** The code of the graph's error; empty if it has none. */
  readonly code: string;
  /** Whether the same request may succeed later. */
  readonly isTemporary: boolean;
  /** How long to wait before, if the graph says so. */
  readonly retryAfterMs: number;

  constructor(
    message: string,
    { code = '', isTemporary = false, retryAfterMs = 0 }: Partial<GraphError> = {},
  ) {
    super(message);
    this.code = code;
    this.isTemporary = isTemporary;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The address of the graph's endpoint: `/graphql` of a server if no path is given. */
export function endpointOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new GraphError(`--url must be an address that begins with http:// or https://.`);
  }
  if (parsed.pathname === '/') parsed.pathname = '/graphql';
  return parsed.href;
}

interface GraphRequest {
  readonly url: string;
  readonly token: string;
  readonly accept: string;
  readonly body: object;
  readonly signal: AbortSignal;
}

/**
 * Sends an operation.
 * @throws GraphError if no response arrives, or one with a status of failure.
 */
export async function sendToGraph(request: GraphRequest): Promise<Response> {
  const { url, token, accept, body, signal } = request;
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    throw unreachable(url, error);
  });
  if (!response.ok) throw await refusalIn(response, url);
  return response;
}

/** The error of a connection that was lost or never made. */
export const unreachable = (url: string, error: unknown) =>
  new GraphError(`${url} cannot be reached (${causeOf(error)})`, { isTemporary: true });

function causeOf(error: unknown): string {
  const { cause = error } = error instanceof Error ? error : {};
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

/** Statuses after which the same request may succeed. */
const temporary = new Set([408, 425, 429, 500, 502, 503, 504]);

const longestRetryMs = 600_000;

async function refusalIn(response: Response, url: string): Promise<GraphError> {
  const { status, headers } = response;
  const answer = answerForm.safeParse(await response.json().catch(() => null));
  const [error] = answer.data?.errors ?? [];
  return new GraphError(error?.message ?? `${url} answers with status ${status}`, {
    code: error?.extensions.code ?? '',
    isTemporary: temporary.has(status),
    retryAfterMs: Math.min(1_000 * (Number(headers.get('retry-after')) || 0), longestRetryMs),
  });
}
