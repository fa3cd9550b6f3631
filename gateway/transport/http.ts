import { type GraphQLFormattedError, Kind, OperationTypeNode, parse } from 'graphql';
import { Pool } from 'undici';
import { z } from 'zod';
import type { InternalTokenSigner } from '../../platform/internal-token.ts';
import type { RouteName } from '../../platform/route.ts';
import type { SubgraphName } from '../../subgraphs/names.ts';
import { operationType } from '../../subgraphs/shared/execute.ts';
import type { HealthCheck } from '../../subgraphs/shared/subgraph.ts';
import { forwardRoutes } from './forwarded-routes.ts';
import { deduplicate } from './representations.ts';
import { isReset } from './reset.ts';
import type { SubgraphOperation, SubgraphResult, SubgraphTransport } from './transport.ts';

export interface HttpTransportOptions {
  name: SubgraphName;
  /** The subgraph's GraphQL endpoint. */
  url: string;
  timeoutMs: number;
  signToken: InternalTokenSigner;
  /** What the subgraph serves beside GraphQL. */
  routes: readonly RouteName[];
  /** Most connections to the subgraph at once. */
  connections?: number;
}

const resultSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

/**
 * A subgraph served elsewhere, over kept-alive connections. Proves the viewer with a token of our own,
 * asks for each entity once, gives up after `timeoutMs`, and repeats a query once when a connection
 * was reset under it (a mutation never: it may have been carried out).
 */
export function createHttpTransport(options: HttpTransportOptions): SubgraphTransport {
  const { name, signToken, timeoutMs } = options;
  const url = new URL(options.url);
  const path = `${url.pathname}${url.search}`;
  const pool = new Pool(url.origin, {
    connections: options.connections ?? 256,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: Math.min(timeoutMs, 2_000),
    keepAliveTimeout: 30_000,
  });
  const forwarded = forwardRoutes({ ...options, origin: url.origin });

  async function post(body: string, headers: Record<string, string>): Promise<SubgraphResult> {
    const response = await pool.request({
      path,
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return parseResult(await response.body.json());
  }

  async function send(operation: SubgraphOperation, variables: object | undefined) {
    const { query, operationName, request } = operation;
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': request.requestId,
      authorization: `Bearer ${signToken(request.viewer, name)}`,
    };
    const body = JSON.stringify({ query, operationName, variables });
    try {
      return await post(body, headers);
    } catch (error) {
      if (!isReset(error) || isMutation(operation)) throw error;
      return post(body, headers);
    }
  }

  return {
    name,
    routes: forwarded.routes,
    async execute(operation) {
      const { variables, request } = operation;
      const representations = variables?.['representations'];
      const fewer = Array.isArray(representations) ? deduplicate(representations) : null;
      try {
        const result = await send(
          operation,
          fewer ? { ...variables, representations: fewer.representations } : variables,
        );
        return fewer ? fewer.expand(result) : result;
      } catch (error) {
        request.logger.warn({ err: error, subgraph: name }, 'subgraph cannot be reached');
        return unreachable(operation);
      }
    },
    async health() {
      return [
        { name: `${name} subgraph`, ok: await isReady(pool, timeoutMs) },
      ] satisfies HealthCheck[];
    },
    async stop() {
      await forwarded.stop();
      if (!pool.destroyed) await pool.destroy();
    },
  };
}

/** Whatever is no GraphQL answer counts as none: a proxy's page or JSON, half an answer. */
function parseResult(body: unknown): SubgraphResult {
  const { data, errors } = resultSchema.parse(body);
  if (data === undefined && !errors) throw new Error('The answer has neither data nor errors.');
  return {
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors as readonly GraphQLFormattedError[] }), // the schema checked this form
  };
}

async function isReady(pool: Pool, timeoutMs: number): Promise<boolean> {
  try {
    const response = await pool.request({
      path: '/health/ready',
      method: 'GET',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body.dump();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}

function isMutation({ query, document, operationName }: SubgraphOperation): boolean {
  return operationType(document ?? parse(query), operationName) === OperationTypeNode.MUTATION;
}

/** No data, and an error at the place of each thing that was asked, so that clients see what is missing. */
function unreachable({ query, document, variables }: SubgraphOperation): SubgraphResult {
  const representations = variables?.['representations'];
  const paths = Array.isArray(representations)
    ? representations.map((_, index) => ['_entities', index])
    : rootFields(document ?? parse(query)).map((field) => [field]);
  return {
    errors: paths.map((path) => ({
      message: 'A part of the system cannot be reached at the moment. Try again later.',
      path,
      extensions: { code: 'UNAVAILABLE' },
    })),
  };
}

function rootFields(document: ReturnType<typeof parse>): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((selection) =>
          selection.kind === Kind.FIELD ? [(selection.alias ?? selection.name).value] : [],
        )
      : [],
  );
}
