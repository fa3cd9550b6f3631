import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DocumentNode } from 'graphql';
import { decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type TokenVerifier, viewerOfHeader } from '../platform/access-token.ts';
import { fetchLimits, type GraphqlEngine, serveGraphql } from '../platform/graphql-server.ts';
import { createHttpServer } from '../platform/http-server.ts';
import { internalIssuer } from '../platform/internal-token.ts';
import { presentError } from '../platform/present-error.ts';
import { createGraphRequest, type GraphRequest } from '../platform/request.ts';
import type { Viewer } from '../platform/viewer.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createExecutor, type Executor } from './shared/execute.ts';
import type { RunningSubgraph } from './shared/subgraph.ts';

export interface SubgraphServerOptions {
  /** Stopping the server stops it. */
  subgraph: RunningSubgraph;
  /** Verifies what the gateway and the other subgraphs signed. */
  verifyInternalToken: TokenVerifier;
  /** Set where clients' own tokens are taken too, as another router forwards them. */
  verifyAccessToken: TokenVerifier | null;
  logger: Logger;
  maxBodyBytes: number;
}

/** A subgraph as a server of its own. */
export async function createSubgraphServer(options: SubgraphServerOptions) {
  const { subgraph, logger } = options;
  const metrics = createMetrics();
  const server = await createHttpServer({
    logger,
    metrics,
    corsOrigins: [],
    maxBodyBytes: options.maxBodyBytes,
    health: () => subgraph.health(),
  });
  const verify = eitherToken(options);
  const viewerOf = ({ headers }: FastifyRequest) => viewerOfHeader(headers.authorization, verify);
  const execute = createExecutor(subgraph.schema);
  const accepted = new AcceptedOperations();
  answerAccepted(server, { subgraph, execute, accepted, viewerOf, logger });
  const graphql = await serveGraphql(server, {
    engine: createEngine(subgraph, execute, accepted),
    logger,
    limits: fetchLimits,
    viewerOf,
  });

  async function stop(): Promise<void> {
    await graphql.stop();
    await server.close();
    await subgraph.stop();
    metrics.stop();
  }

  let stopped: Promise<void> | null = null;
  return {
    server,
    listen: (address: { host: string; port: number }) => server.listen(address),
    stop: () => (stopped ??= stop()),
  };
}

/** Who issued a token decides who verifies it; an unverified claim only ever chooses the verifier. */
function eitherToken({
  verifyInternalToken,
  verifyAccessToken,
}: SubgraphServerOptions): TokenVerifier {
  if (!verifyAccessToken) return verifyInternalToken;
  return (token) => {
    const isInternal = issuerOf(token) === internalIssuer;
    return isInternal ? verifyInternalToken(token) : verifyAccessToken(token);
  };
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined; // the verifier says what is wrong with it
  }
}

/** The operations that Apollo Server parsed, validated and handed on for execution, by their text. */
class AcceptedOperations {
  readonly #documents = new LRUCache<string, DocumentNode>({ max: 1_000 });

  get(query: string, operationName: string | undefined): DocumentNode | undefined {
    return this.#documents.get(`${operationName ?? ''} ${query}`);
  }

  add(query: string, operationName: string | undefined, document: DocumentNode): void {
    this.#documents.set(`${operationName ?? ''} ${query}`, document);
  }
}

/** Parsed and validated by Apollo Server, executed as in the gateway's process. */
function createEngine(
  { schema, createContext }: RunningSubgraph,
  execute: Executor,
  accepted: AcceptedOperations,
): GraphqlEngine {
  return {
    async load() {
      return {
        executor: async ({ document, request, context }) => {
          const { query, variables } = request;
          const operationName = request.operationName ?? undefined;
          if (query) accepted.add(query, operationName, document);
          const { data, errors } = await execute(
            { document, operationName, variables },
            createContext(context as GraphRequest), // what serveGraphql makes
          );
          return { ...(data !== undefined && { data }), ...(errors && { errors }) };
        },
      };
    },
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async stop() {},
  };
}

const refused: unique symbol = Symbol('refused');

interface AcceptedRoute {
  subgraph: RunningSubgraph;
  execute: Executor;
  accepted: AcceptedOperations;
  viewerOf: (request: FastifyRequest) => Promise<Viewer>;
  logger: Logger;
}

/**
 * A gateway sends the same few operations over and over. One that Apollo Server accepted before is
 * executed at once, with the same answer; whatever is out of the ordinary (another form of request, a
 * token that proves nothing, variables that do not fit) goes Apollo Server's way.
 */
function answerAccepted(
  server: FastifyInstance,
  { subgraph, execute, accepted, viewerOf, logger }: AcceptedRoute,
): void {
  server.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || request.routeOptions.url !== '/graphql') return;
    if (request.headers['content-type'] !== 'application/json') return;
    if (!ordinaryAccept.has(request.headers.accept)) return;
    const body = ordinaryBody.safeParse(request.body);
    if (!body.success) return;
    const { query, operationName, variables } = body.data;
    const document = accepted.get(query, operationName);
    if (!document) return;
    const viewer = await viewerOf(request).catch((): typeof refused => refused);
    if (viewer === refused) return;

    const graphRequest = createGraphRequest(viewer, request.id, logger);
    const { data, errors } = await execute(
      { document, operationName, variables },
      subgraph.createContext(graphRequest),
    );
    if (data === undefined) return; // nothing was executed yet
    const presented = errors?.map((error) =>
      presentError(error.toJSON(), error, graphRequest.logger),
    );
    await reply
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ data, ...(presented && { errors: presented }) }));
  });
}

/** What routers send when they want JSON; Apollo Server answers each with `application/json`. */
const ordinaryAccept = new Set([undefined, '*/*', 'application/json']);

const ordinaryBody = z.strictObject({
  query: z.string(),
  operationName: z.string().optional(),
  variables: z.record(z.string(), z.unknown()).optional(),
});
