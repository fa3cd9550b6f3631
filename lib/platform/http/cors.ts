import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { costHeader } from './wants-cost.ts';

/** Pages that this machine serves at any port, in place of an origin. */
export const localhost = 'localhost';

const anyLocalPort = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether it is `*`, `localhost`, or an origin as browsers send it. */
export function isOrigin(text: string): boolean {
  return text === '*' || text === localhost || URL.parse(text)?.origin === text;
}

/** Lets pages of the origins (see `isOrigin`) send requests and read the answers. */
export async function allowOrigins(
  server: FastifyInstance,
  origins: readonly string[],
): Promise<void> {
  await server.register(cors, {
    origin: origins.includes('*')
      ? '*'
      : origins.map((origin) => (origin === localhost ? anyLocalPort : origin)),
    methods: ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'],
    allowedHeaders: [...ownHeaders, ...headersOfClients],
    exposedHeaders: [
      'x-request-id',
      'retry-after',
      'content-disposition',
      'content-range',
      'accept-ranges',
      'etag',
      'www-authenticate',
    ],
    maxAge: 600,
  });
}

const ownHeaders = [
  'authorization',
  'content-type',
  'x-request-id',
  'last-event-id',
  'range',
  'if-range',
  'if-none-match',
  costHeader,
];

/** Sent by libraries of clients and by tracing of their own accord. The graph does not need them. */
const headersOfClients = [
  'apollo-require-preflight',
  'apollographql-client-name',
  'apollographql-client-version',
  'x-apollo-operation-name',
  'x-apollo-operation-id',
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
];
