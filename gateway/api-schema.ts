import { Readable } from 'node:stream';
import { type GraphQLSchema, printSchema } from 'graphql';
import { clientError } from '../lib/kit/errors.ts';
import { say } from '../lib/kit/say.ts';
import type { Viewer } from '../lib/kit/viewer.ts';
import type { Routes } from '../lib/platform/http/route.ts';
import { answerPacked, type PackedText, packText } from './packed-text.ts';

/** The SDL of the API schema, for tools that generate code: what introspection reveals, and no more. */
export const apiSdlOf = (apiSchema: GraphQLSchema): string => `${printSchema(apiSchema)}\n`;

interface ApiSchemaOptions {
  /** The current API schema. */
  schema(): GraphQLSchema;
  /** Whether a viewer may read the schema. */
  maySee(viewer: Viewer): boolean;
}

/** Publishes the API schema at `/schema.graphql`. It is written and compressed on the first request for it. */
export function apiSchemaRoutes({ schema, maySee }: ApiSchemaOptions): Routes {
  const written = new WeakMap<GraphQLSchema, Promise<PackedText>>();
  return {
    async 'GET /schema.graphql'({ viewer, headers: given }) {
      if (!maySee(viewer)) throw clientError('NOT_FOUND', say`There is nothing at this address.`);
      const current = schema();
      const text = written.get(current) ?? packText(apiSdlOf(current), 'text/plain; charset=utf-8');
      written.set(current, text);
      const { status, headers, bytes } = answerPacked(given, await text);
      return { status, headers, body: bytes ? Readable.from([bytes]) : '' };
    },
  };
}
