import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import type { Viewer } from '../lib/kit/viewer.ts';
import { type PackedText, packText, sendPacked } from './packed-text.ts';

/** The SDL of the API schema, for tools that generate code: what introspection reveals, and no more. */
export const apiSdlOf = (apiSchema: GraphQLSchema): string => `${printSchema(apiSchema)}\n`;

export interface ApiSchemaOptions {
  /** The current API schema. */
  schema(): GraphQLSchema;
  viewerOf(request: FastifyRequest): Viewer | Promise<Viewer>;
  /** Whether a viewer may read the schema. */
  maySee(viewer: Viewer): boolean;
}

/** Serves the API schema at `/schema.graphql`. It is written and compressed on the first request for it. */
export function serveApiSchema(
  server: FastifyInstance,
  { schema, viewerOf, maySee }: ApiSchemaOptions,
): void {
  const written = new WeakMap<GraphQLSchema, Promise<PackedText>>();
  server.get('/schema.graphql', async (request, reply) => {
    if (!maySee(await viewerOf(request))) return reply.callNotFound();
    const current = schema();
    const text = written.get(current) ?? packText(apiSdlOf(current));
    written.set(current, text);
    return sendPacked(request, reply.type('text/plain; charset=utf-8'), await text);
  });
}
