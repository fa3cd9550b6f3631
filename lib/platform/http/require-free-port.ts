import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { ValuesOf } from '../process/setting.ts';
import type { httpSettings } from './settings.ts';

type HttpValues = ValuesOf<typeof httpSettings>;
type Listening = Pick<HttpValues, 'HOST' | 'PORT'> & Partial<Pick<HttpValues, 'MONITORING_PORT'>>;

/**
 * Checked before anything else, since seeding takes a long time.
 * @throws Error with a one-sentence message when listening is impossible.
 */
export async function requireFreePort({
  HOST: host,
  PORT,
  MONITORING_PORT,
}: Listening): Promise<void> {
  const listening: Server[] = [];
  try {
    // Both at once: they may be the same port.
    listening.push(await listen('PORT', host, PORT));
    if (MONITORING_PORT !== undefined) {
      listening.push(await listen('MONITORING_PORT', host, MONITORING_PORT));
    }
  } finally {
    await Promise.all(listening.map((server) => once(server.close(), 'close')));
  }
}

async function listen(setting: string, host: string, port: number): Promise<Server> {
  const server = createServer().listen({ host, port });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message =
      code === 'EADDRINUSE'
        ? `Port ${port} of ${host} is taken: end what listens there, or set ${setting} to another one.`
        : `Nothing can listen on port ${port} of ${host} (${code}): see HOST and ${setting}.`;
    throw new Error(message, { cause: error });
  }
}
