import type { FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { decodeJwt } from 'jose';
import type { Logger } from 'pino';
import type { ExecuteAccepted } from '../platform/accepted-operations.ts';
import { type TokenVerifier, viewerOfHeader } from '../platform/access-token.ts';
import { fetchLimits, type GraphqlEngine, serveGraphql } from '../platform/graphql-server.ts';
import { createHttpServer } from '../platform/http-server.ts';
import { internalIssuer } from '../platform/internal-token.ts';
import type { GraphRequest } from '../platform/request.ts';
import { createMetrics } from '../platform/metrics.ts';
import { serveRoutes } from '../platform/routes.ts';
import { createExecutor } from './shared/execute.ts';
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
  await serveRoutes(server, { routes: subgraph.routes ?? {}, viewerOf, logger });
  const executeOnSchema = createExecutor(subgraph.schema);
  const execute: ExecuteAccepted = (operation, request) =>
    executeOnSchema(operation, subgraph.createContext(request));
  const graphql = await serveGraphql(server, {
    engine: createEngine(subgraph.schema, execute),
    executeAccepted: execute,
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

/** Parsed and validated by Apollo Server, executed as in the gateway's process. */
function createEngine(schema: GraphQLSchema, execute: ExecuteAccepted): GraphqlEngine {
  return {
    async load() {
      return {
        executor: async ({ document, request, context }) => {
          const { operationName, variables } = request;
          const result = await execute(
            { document, operationName, variables },
            context as GraphRequest, // what serveGraphql makes
          );
          return { ...result };
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
