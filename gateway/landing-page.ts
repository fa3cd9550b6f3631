import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { varyBy } from '../lib/platform/http/vary.ts';
import { answerPacked, type PackedText, packText } from './packed-text.ts';

/** An operation that GraphiQL opens with. */
export interface LandingPageExample {
  query: string;
  variables: Record<string, unknown>;
  /** The role of the access token to send; null for none. */
  role: string | null;
}

interface LandingPage {
  text: PackedText;
  /** Its content security policy. */
  policy: string;
}

/**
 * Serves GraphiQL at `/` as one self-contained page that loads nothing from elsewhere. It is rendered and compressed
 * once, on the first request, since it takes megabytes.
 */
export function serveLandingPage(
  server: FastifyInstance,
  examples: readonly LandingPageExample[],
): void {
  let rendered: Promise<LandingPage> | null = null;
  server.get('/', async ({ headers }, reply) => {
    const { text, policy } = await (rendered ??= renderLandingPage(examples));
    const { status, headers: answered, bytes } = answerPacked(headers, text);
    const { vary = '', ...others } = answered;
    varyBy(reply, vary);
    return reply
      .code(status)
      .headers({ ...others, 'content-security-policy': policy })
      .send(bytes ?? undefined);
  });
}

/**
 * GraphiQL shifts its tabs and undoes that by a rule for all but the focused one: a pressed tab would move away before
 * the press ends, and not be selected.
 */
const tabsThatStay = '.graphiql-tab { transform: none !important; }';

/**
 * The page runs its own script, with workers that it creates, and sends requests only to this server. Its editor adds
 * styles at run time.
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
    // GraphiQL itself takes only the query of the first tab.
    ...(tabs[0] && { variables: tabs[0].variables }),
  });
  const styled = page.replace('</style>', `${tabsThatStay}</style>`);
  return {
    text: await packText(styled, 'text/html; charset=utf-8'),
    policy: policyOf(styled),
  };
}
