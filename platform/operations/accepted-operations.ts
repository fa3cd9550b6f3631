import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { createGraphRequest } from '../request.ts';
import type { PresentError } from '../schema-exposure.ts';
import type { Viewer } from '../viewer.ts';
import type { Operations } from './operations.ts';

export interface AcceptedOperationsOptions {
  operations: Operations;
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  present: PresentError;
  logger: Logger;
}

/** @returns the response body, or null for a request that Apollo Server has to answer. */
export type AnswerAccepted = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<string | null>;

/**
 * The direct path around Apollo Server. Clients, and gateways even more, repeat the same few operations. One
 * that is kept was parsed and validated before, so it is executed at once, with the same answer. Every unusual
 * request (another form of body, an invalid token) is left to Apollo Server, which answers or refuses it.
 */
export function answerAccepted({
  operations,
  viewerOf,
  present,
  logger,
}: AcceptedOperationsOptions): AnswerAccepted {
  async function viewerOrRefused(request: FastifyRequest): Promise<Viewer | typeof refused> {
    try {
      return await viewerOf(request);
    } catch {
      return refused; // Apollo Server asks again, and says why
    }
  }

  return async (request, reply) => {
    if (request.method !== 'POST' || request.headers['content-type'] !== jsonType) return null;
    const contentType = ordinaryAccept.get(request.headers.accept);
    if (!contentType) return null;
    if (!isOrdinaryBody(request.body)) return null;
    const { query, variables } = request.body;
    const found = operations.find(query, request.body.operationName ?? undefined);
    if (!found) return null;
    const viewer = await viewerOrRefused(request);
    if (viewer === refused) return null;

    const graphRequest = createGraphRequest(viewer, request.id, logger);
    const result = await operations.executeFound(found, variables ?? {}, graphRequest);
    void reply.type(contentType);
    const { data, errors, extensions } = result;
    if (!errors) return JSON.stringify({ data, extensions });
    const status = statusOf(result);
    if (status !== null) void reply.code(status);
    const presented = errors.map((error) => present(error.toJSON(), error, graphRequest.logger));
    return JSON.stringify({ errors: presented, data, extensions });
  };
}

/** As in Apollo Server: the status that an error names, or 400 for an operation that was not executed. */
function statusOf({ data, errors = [] }: ExecutionResult): number | null {
  for (const { extensions } of errors) {
    const http: unknown = extensions['http'];
    if (typeof http === 'object' && http !== null && 'status' in http) {
      if (typeof http.status === 'number') return http.status;
    }
  }
  return data === undefined ? 400 : null;
}

const refused: unique symbol = Symbol('refused');

const jsonType = 'application/json';

/** What clients and routers say when they want JSON, and the type that Apollo Server answers each with. */
const ordinaryAccept: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  ['application/json, multipart/mixed', 'application/json; charset=utf-8'],
  [
    'application/graphql-response+json,application/json;q=0.9',
    'application/graphql-response+json; charset=utf-8',
  ],
]);

interface OrdinaryBody {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/** By hand, since a validation library costs as much as the look-up that it is for. */
const isOfOrdinaryBody: Readonly<Record<string, (value: unknown) => boolean>> = {
  query: (value) => typeof value === 'string',
  operationName: (value) => value === null || typeof value === 'string',
  variables: (value) => typeof value === 'object' && !Array.isArray(value),
};

function isOrdinaryBody(body: unknown): body is OrdinaryBody {
  if (typeof body !== 'object' || body === null || !('query' in body)) return false;
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(isOfOrdinaryBody, name) || !isOfOrdinaryBody[name]?.(value)) return false;
  }
  return true;
}
