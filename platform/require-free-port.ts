import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Configuration } from './configuration.ts';

/**
 * Found out before anything else is done: to seed takes longer than to read a message.
 * @throws Error of one sentence when nothing can listen there.
 */
export async function requireFreePort({
  HOST: host,
  PORT: port,
}: Pick<Configuration, 'HOST' | 'PORT'>): Promise<void> {
  const server = createServer().listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message =
      code === 'EADDRINUSE'
        ? `Port ${port} of ${host} is taken: end what listens there, or set PORT to another one.`
        : `Nothing can listen on port ${port} of ${host} (${code}): see HOST and PORT.`;
    throw new Error(message, { cause: error });
  }
  server.close();
  await once(server, 'close');
}
