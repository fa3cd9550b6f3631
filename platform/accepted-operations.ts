import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { presentError } from './present-error.ts';
import { createGraphRequest, type GraphRequest } from './request.ts';
import type { Viewer } from './viewer.ts';

/** One operation of a document that was parsed and found valid. */
export interface AcceptedOperation {
  /** The same object for the same text. */
  document: DocumentNode;
  operationName?: string | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Executes an operation without Apollo Server around it. Null, or a result without data, leaves it to
 * Apollo Server: nothing may have been executed then.
 */
export type ExecuteAccepted = (
  operation: AcceptedOperation,
  request: GraphRequest,
) => Promise<ExecutionResult> | ExecutionResult | null;

export interface AcceptedOperationsOptions {
  execute: ExecuteAccepted;
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  logger: Logger;
}

export interface AcceptedOperations {
  /** Remembers what Apollo Server parsed, validated and found servable. */
  add(query: string, operationName: string | undefined, document: DocumentNode): void;
  /** @returns the body of the answer, or null for what has to go Apollo Server's way. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<string | null>;
}

interface Accepted {
  document: DocumentNode;
  operationNames: Set<string | undefined>;
}

/** Enough for the operations of all clients of a graph; the least recently used are forgotten. */
const maxCharacters = 4_000_000;

/** What a document and its names weigh beside their text. */
const overhead = 1_000;

/**
 * Clients, and gateways even more, send the same few operations over and over. One that was accepted
 * before needs no second parsing, validation and preparation: it is executed at once, for the same
 * answer. Whatever is out of the ordinary (another form of request, a token that proves nothing,
 * variables that do not fit) goes Apollo Server's way and is answered or refused there.
 */
export function createAcceptedOperations({
  execute,
  viewerOf,
  logger,
}: AcceptedOperationsOptions): AcceptedOperations {
  const known = new LRUCache<string, Accepted>({
    maxSize: maxCharacters,
    sizeCalculation: (_accepted, query) => query.length + overhead,
  });

  async function viewerOrRefused(request: FastifyRequest): Promise<Viewer | typeof refused> {
    try {
      return await viewerOf(request);
    } catch {
      return refused; // Apollo Server asks again, and says why
    }
  }

  return {
    add(query, operationName, document) {
      let accepted = known.get(query);
      if (accepted?.document !== document) {
        known.set(query, (accepted = { document, operationNames: new Set() }));
      }
      accepted.operationNames.add(operationName);
    },

    async answer(request, reply) {
      if (request.method !== 'POST' || request.headers['content-type'] !== jsonType) return null;
      const contentType = ordinaryAccept.get(request.headers.accept);
      if (!contentType) return null;
      if (!isOrdinaryBody(request.body)) return null;
      const { query, variables } = request.body;
      const operationName = request.body.operationName ?? undefined;
      const accepted = known.get(query);
      if (!accepted?.operationNames.has(operationName)) return null;
      const viewer = await viewerOrRefused(request);
      if (viewer === refused) return null;

      const graphRequest = createGraphRequest(viewer, request.id, logger);
      const { document } = accepted;
      const result = await execute(
        { document, operationName, variables: variables ?? undefined },
        graphRequest,
      );
      if (result?.data === undefined) return null;
      void reply.type(contentType);
      const { data, errors, extensions } = result;
      if (!errors) return JSON.stringify({ data, extensions });
      const presented = errors.map((error) =>
        presentError(error.toJSON(), error, graphRequest.logger),
      );
      return JSON.stringify({ errors: presented, data, extensions });
    },
  };
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
