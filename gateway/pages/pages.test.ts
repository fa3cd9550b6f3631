import { afterEach, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import type { LocalTokens } from './local-tokens.ts';
import { servePages } from './pages.ts';

const localTokens: LocalTokens = {
  people: [
    {
      name: 'ADMIN',
      title: 'an administrator',
      about: 'Changes things.',
      viewer: async () => ({ subject: 'admin', role: 'ADMIN', citizenId: null, unitId: null }),
    },
  ],
  sign: async ({ role }) => `token-of-${role}`,
  lifetimeSeconds: 60,
};

let server: FastifyInstance | null = null;

afterEach(() => server?.close());

/** A server with the pages, as a browser on its machine asks it. */
function serve(tokens: LocalTokens | null) {
  const asked = (server = fastify());
  const text = { title: 'A graph', summary: '', about: [], notice: null };
  servePages(asked, { text, examples: [], localTokens: tokens }, { hasSchema: false });
  const headers = { host: 'localhost:4000', origin: 'http://localhost:4000' };
  return {
    page: async (url: string) => (await asked.inject({ url, headers })).body,
    click: async () => {
      const payload = { person: 'ADMIN' };
      const answer = await asked.inject({ method: 'POST', url: '/local-tokens', headers, payload });
      return [answer.statusCode, answer.body.includes('token-of-ADMIN')];
    },
  };
}

test('one click makes a token where tokens can be made', async () => {
  const { page, click } = serve(localTokens);

  expect(await click()).toEqual([200, true]);
  expect(await page('/')).toContain('Continue as an administrator');
  expect(await page('/graphiql')).toContain('<option value="ADMIN">an administrator</option>');
});

test('elsewhere there is no address for it, and nobody is offered; GraphiQL takes a token', async () => {
  const { page, click } = serve(null);

  expect(await click()).toEqual([404, false]);
  expect(await page('/')).not.toContain('Continue as');
  expect(await page('/')).toContain('Open GraphiQL');
  expect(await page('/graphiql')).not.toContain('<option value="ADMIN">');
  expect(await page('/graphiql')).toContain('aria-label="Access token"');
});
