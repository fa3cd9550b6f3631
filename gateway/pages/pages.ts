import type { FastifyInstance, FastifyReply } from 'fastify';
import { doubtOfMachine } from '../../lib/platform/http/local-page.ts';
import { serveAssets } from './assets.ts';
import { graphiqlPage, type GraphiqlExample } from './graphiql-page.ts';
import type { Html } from './html.ts';
import { landingPage, type LandingText } from './landing-page.ts';
import { type LocalTokens, serveLocalTokens } from './local-tokens.ts';

/** The pages of a gateway for browsers: a landing page at `/`, and GraphiQL at `/graphiql`. */
export interface PagesOptions {
  text: LandingText;
  /** The operations that GraphiQL opens with, a tab for each. */
  examples: readonly GraphiqlExample[];
  /** Makes access tokens for pages on this machine; null if none can be made. */
  localTokens: LocalTokens | null;
}

/** Serves the pages, which load nothing from elsewhere. */
export function servePages(
  server: FastifyInstance,
  options: PagesOptions,
  { hasSchema }: { hasSchema: boolean },
): void {
  const { localTokens } = options;
  const assets = serveAssets(server);
  if (localTokens) serveLocalTokens(server, localTokens);
  /** Whom the sender of a request may act as. */
  const peopleFor = (raw: Parameters<typeof doubtOfMachine>[0]) =>
    localTokens && doubtOfMachine(raw) === null ? localTokens.people : [];
  server.get('/', async ({ raw }, reply) =>
    sendPage(reply, landingPage({ ...options, people: peopleFor(raw), hasSchema, assets }), [
      "img-src 'self'",
    ]),
  );
  server.get('/graphiql', async ({ raw }, reply) =>
    sendPage(reply, graphiqlPage({ ...options, people: peopleFor(raw), assets }), [
      "worker-src 'self'",
      "img-src 'self' data:",
      'font-src data:',
      // The editor adds styles at run time.
      "style-src 'self' 'unsafe-inline'",
    ]),
  );
}

/** A page runs scripts of this server alone, sends requests only to it, and is framed by nobody. */
function sendPage(reply: FastifyReply, page: Html, further: readonly string[]): FastifyReply {
  const directives = new Map(
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      ...further,
    ].map((directive) => [directive.split(' ')[0], directive]),
  );
  return reply
    .headers({
      'content-security-policy': [...directives.values()].join('; '),
      'cross-origin-opener-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(page.text);
}
