import type { FastifyInstance } from 'fastify';

/**
 * The headers of every response, unless its route sets others: a response is data that no page may frame, run or store,
 * and links do not reveal their origin. Nearly all responses are personal or momentary, so none is cached.
 */
export const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Call this before registering anything that may respond, such as CORS. */
export function secureAnswers(server: FastifyInstance): void {
  // A callback saves a promise for each request.
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(securityHeaders);
    done();
  });
}
