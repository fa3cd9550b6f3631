import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** An operation that GraphiQL opens with. */
export interface LandingPageExample {
  query: string;
  variables: Record<string, unknown>;
  /** Whether it is to be sent with an access token. */
  role: string | null;
}

/** The page in both forms. Every answer is written from these bytes: a client that is slow to read holds no copy. */
interface LandingPage {
  plain: Buffer;
  packed: Buffer;
  /** Its content security policy. */
  policy: string;
}

/**
 * GraphiQL at `/`, whole in one page of our own: it loads nothing from elsewhere. Rendered and packed once,
 * when somebody first asks for it, since it weighs megabytes.
 */
export function serveLandingPage(
  server: FastifyInstance,
  examples: readonly LandingPageExample[],
): void {
  let rendered: Promise<LandingPage> | null = null;
  server.get('/', async ({ headers }, reply) => {
    const { plain, packed, policy } = await (rendered ??= renderLandingPage(examples));
    reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .header('vary', 'accept-encoding')
      .header('cache-control', 'no-cache');
    if (!acceptsGzip(headers['accept-encoding'])) return reply.send(plain);
    return reply.header('content-encoding', 'gzip').send(packed);
  });
}

/** Whether a client names gzip among the codings that it takes, as browsers do (RFC 9110, 12.5.3). */
const acceptsGzip = (codings = '') =>
  /(^|,)\s*(gzip|\*)\s*(?!;\s*q=0(\.0*)?\s*(,|$))(;|,|$)/i.test(codings);

/**
 * GraphiQL shifts its tabs, and takes that back by a rule for all but the focused one: so one that is
 * pressed would jump away before the press ends, and not be chosen.
 */
const tabsThatStay = '.graphiql-tab { transform: none !important; }';

const pack = promisify(gzip);

/**
 * The page runs its own script, with workers that it makes itself, and asks this server alone. Its editor
 * writes styles as it goes.
 */
function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

async function renderLandingPage(examples: readonly LandingPageExample[]): Promise<LandingPage> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const tabs = examples.map(({ query, variables, role }) => ({
    query,
    variables: JSON.stringify(variables, null, 2),
    headers: role ? JSON.stringify({ authorization: 'Bearer ' }, null, 2) : null,
  }));
  const page = renderGraphiQL({
    title: 'Citizen applications',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    shouldPersistHeaders: false,
    defaultTabs: tabs,
    // Of the tab it opens with, GraphiQL itself takes over the query alone.
    ...(tabs[0] && { variables: tabs[0].variables }),
  });
  const styled = page.replace('</style>', `${tabsThatStay}</style>`);
  const plain = Buffer.from(styled);
  return { plain, packed: await pack(plain), policy: policyOf(styled) };
}
